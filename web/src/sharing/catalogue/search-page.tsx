import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { ExportButton } from '../../design/export-button.tsx';
import { LinkButton } from '../../design/link-button.tsx';
import { FilterChips } from '../../design/filter-chips.tsx';
import { Icon } from '../../design/icon.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { saveList } from '../../design/save-list.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState, FailureState, LoadingState } from '../../design/states.tsx';
import { useTabTitle } from '../../design/tab-title.ts';
import { formatCount } from '../../platform/formats.ts';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { useBelow } from '../../platform/media.ts';
import { useHasRole } from '../../platform/session.ts';
import { formatSpan } from '../../platform/spans.ts';
import { type Counts, type Hit, type SearchAnswer, searchQuery, type SearchWish } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { sorts } from './entry-words.ts';
import { FacetsPanel, type Chosen } from './facets-panel.tsx';
import { HitRow } from './hit-row.tsx';
import { SearchBox } from './search-box.tsx';

const route = getRouteApi('/console/catalogue');

/** Announced entries of all departments: facets at the left, hits with what was found in them. */
export function SearchPage() {
  const t = useText();
  useTabTitle(t('console.nav.catalogue'));
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/catalogue' });
  const { literal, share, personal, ...rest } = search;
  const wish: SearchWish = {
    ...rest,
    shareClass: share,
    personal: personal === undefined ? undefined : personal === 'true',
    synonyms: literal ? false : undefined,
  };
  const query = useInfiniteQuery(searchQuery(wish));
  const change = (patch: object) =>
    void navigate({ search: { ...search, ...patch } as never, replace: true });
  const first = query.data?.pages[0];
  const chosen: Chosen = {
    share: share ?? [],
    provider: search.provider ?? [],
    cycle: search.cycle ?? [],
    mode: search.mode ?? [],
    level: search.level ?? [],
    personal: personal === undefined ? [] : [personal],
  };
  const isFiltered = search.announced !== undefined || Object.values(chosen).some(({ length }) => length > 0);
  const none = search.q
    ? t('catalogue.notFound', { q: search.q })
    : t(isFiltered ? 'catalogue.none.filtered' : 'catalogue.none');
  const facets = <FacetsPanel counts={first?.counts ?? null} chosen={chosen} onChange={change} />;
  return (
    <div className={styles['search']}>
      <h1 className="sr-only">{t('console.nav.catalogue')}</h1>
      <FacetColumn chosen={chosen}>{facets}</FacetColumn>
      <div className={styles['results']}>
        <div className={styles['searchLine']}>
          <SearchBox q={search.q ?? ''} onSearch={(q) => change({ q: q || undefined })} />
          <ExportButton
            disabled={first === undefined || first.items.length === 0}
            onExport={(format) => saveList('/api/v1/catalogue/resources', wish, format)}
          />
          <CompileButtons />
        </div>
        <AnswerLine
          answer={first}
          literal={literal ?? false}
          sort={search.sort ?? 'relevance'}
          onChange={change}
        />
        <AnnouncedChip
          search={search}
          onRemove={() => change({ announced: undefined, from: undefined, to: undefined })}
        />
        <Hits list={keysetRows<Hit>(query)} answer={first} none={none} />
      </div>
    </div>
  );
}

function AnnouncedChip({ search, onRemove }: { search: SearchWish; onRemove: () => void }) {
  const t = useText();
  const language = useLanguage();
  const { announced } = search;
  if (announced === undefined) return null;
  const label = t(`catalogue.announced.${announced}`, { span: formatSpan(search, language) });
  return <FilterChips chips={[{ key: announced, label, onRemove }]} />;
}

function FacetColumn({ chosen, children }: { chosen: Chosen; children: React.ReactNode }) {
  const t = useText();
  const narrow = useBelow(64);
  const [open, setOpen] = useState(false);
  const count = Object.values(chosen).reduce((sum, values) => sum + values.length, 0);
  if (!narrow) {
    return (
      <aside aria-label={t('catalogue.filter')} className={count === 0 ? 'no-print' : undefined}>
        {children}
      </aside>
    );
  }
  return (
    <>
      <Button icon={<Icon name="filter" />} onClick={() => setOpen(true)}>
        {count === 0 ? t('catalogue.filter') : t('catalogue.filterCount', { count })}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="80%"
        title={t('catalogue.filter')}
      >
        {children}
      </Drawer>
    </>
  );
}

function CompileButtons() {
  const t = useText();
  const compiles = useHasRole('clerk', 'sharingOfficeHead');
  if (!compiles) return null;
  return (
    <>
      <Link to="/catalogue/drafts" className={styles['quietLink']}>
        {t('catalogue.drafts.title')}
      </Link>
      <LinkButton
        to="/catalogue/new"
        color="primary"
        variant="solid"
        size="large"
        icon={<Icon name="plus" />}
      >
        {t('catalogue.new.title')}
      </LinkButton>
    </>
  );
}

function totalWords(counts: Counts): string {
  return counts.atLeast ? `≥ ${formatCount(counts.total)}` : formatCount(counts.total);
}

interface AnswerLineProps {
  answer: SearchAnswer | undefined;
  literal: boolean;
  sort: (typeof sorts)[number];
  onChange: (patch: { literal?: true | undefined; sort?: (typeof sorts)[number] }) => void;
}

/** How many, by which words: synonyms are said, and can be switched off. */
function AnswerLine({ answer, literal, sort, onChange }: AnswerLineProps) {
  const t = useText();
  const counts = answer?.counts;
  return (
    <div className={styles['answerLine']}>
      <p role="status">
        {counts && <b>{t('catalogue.found', { total: totalWords(counts) })}</b>}
        {answer?.matched === 'someWords' && <span> {t('catalogue.matched.someWords')}</span>}
        {answer?.matched === 'substring' && <span> {t('catalogue.matched.substring')}</span>}
        {answer?.synonyms.map(({ term, others }) => (
          <span key={term} className="secondary">
            {' '}
            {t('catalogue.synonyms', { term, others: others.join(t('catalogue.listComma')) })}
          </span>
        ))}{' '}
        {(literal || (answer?.synonyms.length ?? 0) > 0) && (
          <Button type="link" size="small" onClick={() => onChange({ literal: literal ? undefined : true })}>
            {t(literal ? 'catalogue.withSynonyms' : 'catalogue.literal')}
          </Button>
        )}
      </p>
      <Select
        aria-label={t('catalogue.sort')}
        variant="borderless"
        value={sort}
        options={sorts.map((value) => ({ value, label: t(`catalogue.sort.${value}`) }))}
        onChange={(value) => onChange({ sort: value })}
      />
    </div>
  );
}

type HitList = ReturnType<typeof keysetRows<Hit>>;

interface HitsProps {
  list: HitList;
  answer: SearchAnswer | undefined;
  /** What an empty answer means. */
  none: string;
}

function Hits({ list, answer, none }: HitsProps) {
  const t = useText();
  const { rows, loading, problem, onRetry, hasMore, loadingMore, onMore } = list;
  if (problem) return <FailureState problem={problem} onRetry={onRetry} />;
  if (loading || !answer) return <LoadingState rows={6} />;
  if (rows.length === 0) {
    return (
      <Sheet>
        <EmptyState title={none} action={<Link to="/requests/demands">{t('catalogue.registerDemand')}</Link>}>
          {t('catalogue.notFound.advice')}
        </EmptyState>
      </Sheet>
    );
  }
  return (
    <>
      <Sheet flush>
        <ul className={styles['hits']}>
          {rows.map((hit) => (
            <HitRow key={hit.resourceId} hit={hit} answer={answer} />
          ))}
        </ul>
      </Sheet>
      <div className={styles['foot']}>
        <p className="caption">
          {t('catalogue.missing')} <Link to="/requests/demands">{t('catalogue.registerDemand')}</Link>
        </p>
        {hasMore && (
          <Button onClick={onMore} loading={loadingMore}>
            {t('console.table.more')}
          </Button>
        )}
      </div>
    </>
  );
}
