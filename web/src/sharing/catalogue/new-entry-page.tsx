import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { LinkButton } from '../../design/link-button.tsx';
import { ArticleLink } from '../../design/article-link.tsx';
import { LimitedArea, LimitedInput, LinesNote } from '../../design/limited-text.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet, SheetGrid } from '../../design/sheet.tsx';
import { useTabTitle } from '../../design/tab-title.ts';
import { answer, api, everyItem } from '../../platform/api.ts';
import { useText, useLanguage } from '../../platform/i18n.ts';
import { isTooLong } from '../../platform/letters.ts';
import { type ActAnswer, forgetCatalogue, sendAct } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { hitLabel } from './hit-words.ts';

const route = getRouteApi('/console/catalogue/new');

/** Five ways to begin an entry; each leads to the same form. */
export function NewEntryPage() {
  const t = useText();
  useTabTitle(t('catalogue.new.title'));
  const begin = useBegin();
  return (
    <>
      <PageHeader
        crumbs={[
          { label: t('console.nav.catalogue'), to: '/catalogue' },
          { label: t('catalogue.new.title') },
        ]}
        title={t('catalogue.new.title')}
        note={<ArticleLink article={12} ruleId="12.unified-catalogue" />}
      />
      <ProblemAlert problem={begin.error} />
      <SheetGrid minColumn={18}>
        <GuidedWay begin={begin} />
        <ImportWay begin={begin} />
        <CopyWay begin={begin} />
        <HeaderWay begin={begin} />
        <Sheet title={t('catalogue.new.spreadsheet')}>
          <div className={styles['way']}>
            <p className="secondary">{t('catalogue.new.spreadsheet.note')}</p>
            <LinkButton to="/catalogue/spreadsheet">{t('catalogue.new.spreadsheet')}</LinkButton>
          </div>
        </Sheet>
      </SheetGrid>
    </>
  );
}

function useBegin() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (start: () => Promise<ActAnswer>) => start(),
    onSuccess: async ({ resourceId }) => {
      await forgetCatalogue(queryClient);
      await navigate({ to: '/catalogue/$resourceId/compile', params: { resourceId } });
    },
  });
}

interface WayProps {
  begin: ReturnType<typeof useBegin>;
}

function GuidedWay({ begin }: WayProps) {
  const t = useText();
  const [title, setTitle] = useState('');
  return (
    <Sheet title={t('catalogue.new.guided')}>
      <div className={styles['way']}>
        <p className="secondary">{t('catalogue.new.guided.note')}</p>
        <label className={styles['field']} htmlFor="new-title">
          <span>{t('catalogue.field.title')}</span>
          <LimitedInput
            id="new-title"
            value={title}
            most={100}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <Button
          type="primary"
          loading={begin.isPending}
          disabled={isTooLong(title, 100)}
          onClick={() => begin.mutate(() => sendAct({ path: 'resources', body: { title } }))}
        >
          {t('catalogue.new.begin')}
        </Button>
      </div>
    </Sheet>
  );
}

function ImportWay({ begin }: WayProps) {
  const t = useText();
  const search = route.useSearch();
  const imports = useQuery({
    queryKey: ['imports', 'inspected'],
    queryFn: ({ signal }) =>
      everyItem((at) =>
        answer(api.GET('/api/v1/imports', { params: { query: { limit: 200, ...at } }, signal })),
      ),
  });
  const usable = (imports.data ?? []).filter((run) => run.state !== 'inspecting' && run.state !== 'failed');
  const [chosen, setChosen] = useState(search.import);
  return (
    <Sheet title={t('catalogue.new.import')}>
      <div className={styles['way']}>
        <p className="secondary">{t('catalogue.new.import.note')}</p>
        <Select
          aria-label={t('catalogue.new.import')}
          placeholder={t('catalogue.new.import.choose')}
          showSearch={{ optionFilterProp: 'label' }}
          loading={imports.isPending}
          value={chosen ?? null}
          notFoundContent={t('catalogue.new.import.none')}
          options={usable.map((run) => ({ value: run.id, label: run.fileName }))}
          onChange={(value: string | null) => setChosen(value ?? undefined)}
        />
        <div className={styles['tools']}>
          <Button
            disabled={chosen === undefined}
            loading={begin.isPending}
            onClick={() => begin.mutate(() => sendAct({ path: `resources/from-import/${chosen}` }))}
          >
            {t('catalogue.new.begin')}
          </Button>
          <Link to={'/imports'}>{t('catalogue.new.import.upload')}</Link>
        </div>
      </div>
    </Sheet>
  );
}

function CopyWay({ begin }: WayProps) {
  const t = useText();
  const language = useLanguage();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const asked = useDeferredValue(text);
  const found = useQuery({
    queryKey: ['catalogue', 'pick', asked],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/catalogue/resources', {
          params: { query: { q: asked, limit: 10, facets: false } },
          signal,
        }),
      ),
  });
  return (
    <Sheet title={t('catalogue.copy')}>
      <div className={styles['way']}>
        <p className="secondary">{t('catalogue.new.copy.note')}</p>
        <Select
          aria-label={t('catalogue.copy')}
          placeholder={t('catalogue.searchHint')}
          showSearch={{ filterOption: false, onSearch: setText }}
          value={chosen ?? null}
          options={(found.data?.items ?? []).map((hit) => ({
            value: hit.resourceId,
            label: hitLabel(hit, language),
          }))}
          onChange={(value: string | null) => setChosen(value ?? undefined)}
        />
        <Button
          disabled={chosen === undefined}
          loading={begin.isPending}
          onClick={() => begin.mutate(() => sendAct({ path: `resources/${chosen}/copy` }))}
        >
          {t('catalogue.new.begin')}
        </Button>
      </div>
    </Sheet>
  );
}

/** As the server takes them at once. */
const mostColumns = { count: 500, length: 200 };

function HeaderWay({ begin }: WayProps) {
  const t = useText();
  const [text, setText] = useState('');
  const columns = text
    .split(/[\t\n,，;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const fits =
    columns.length <= mostColumns.count && !columns.some((name) => isTooLong(name, mostColumns.length));
  const start = async () => {
    const { items } = await answer(api.POST('/api/v1/catalogue/items-from-header', { body: { columns } }));
    return sendAct({ path: 'resources', body: { items } });
  };
  return (
    <Sheet title={t('catalogue.new.header')}>
      <div className={styles['way']}>
        <p className="secondary">{t('catalogue.new.header.note')}</p>
        <LimitedArea
          aria-label={t('catalogue.new.header')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={text}
          most={20_000}
          onChange={(event) => setText(event.target.value)}
        />
        <LinesNote lines={columns} most={mostColumns} />
        <Button
          disabled={columns.length === 0 || !fits}
          loading={begin.isPending}
          onClick={() => begin.mutate(start)}
        >
          {t('catalogue.new.header.begin', { count: columns.length })}
        </Button>
      </div>
    </Sheet>
  );
}
