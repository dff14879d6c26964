import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { DataTable } from '../design/data-table.tsx';
import { DateText } from '../design/date-text.tsx';
import { FilterChips } from '../design/filter-chips.tsx';
import { HashText } from '../design/hash-text.tsx';
import { Icon } from '../design/icon.tsx';
import { keysetRows } from '../design/keyset-rows.ts';
import { ListPreview } from '../design/list-preview.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { Sheet } from '../design/sheet.tsx';
import { EmptyState } from '../design/states.tsx';
import { useSearchWithPanel } from '../platform/panel-history.ts';
import { formatCount } from '../platform/formats.ts';
import { type Text, useLanguage, useText } from '../platform/i18n.ts';
import { formatSpan } from '../platform/spans.ts';
import { ActingDepartment } from './acting-department.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { kindWords } from './entry-words.ts';
import { entriesQuery, type EntryFilter, type LedgerEntry } from './ledger-queries.ts';
import { LogHeadSheet } from './log-head-sheet.tsx';
import styles from './ledger-page.module.css';

const route = getRouteApi('/console/ledger');

interface LedgerSearch extends EntryFilter {
  receipt?: string | undefined;
}

/** The newest checkpoint, and the entries that concern this department; the chosen one opened and proven. */
export function LedgerPage() {
  const t = useText();
  const search = route.useSearch() as LedgerSearch;
  const go = useSearchWithPanel('receipt', search);
  return (
    <ListPreview
      onClose={() => go({ receipt: undefined })}
      preview={
        search.receipt === undefined ? undefined : (
          <EntryPanel key={search.receipt} id={search.receipt} onClose={() => go({ receipt: undefined })} />
        )
      }
      list={
        <>
          <PageHeader
            title={t('ledger.title')}
            note={t('ledger.note')}
            actions={
              <Link to="/verify" className={styles['verifyLink']}>
                <Icon name="ledger" /> {t('ledger.verify.nav')}
              </Link>
            }
          />
          <LogHeadSheet />
          <div className={search.receipt === undefined ? undefined : 'no-print'}>
            <Entries search={search} onChange={go} />
          </div>
        </>
      }
    />
  );
}

/** Kinds that are looked for; a link may name any other. */
const KINDS: readonly string[] = [
  'disclosure.answered',
  'disclosure.refused',
  'request.grant',
  'request.refuse',
  'agreement.confirm',
  'catalogue.published',
  'dataset.switched',
  'use.recorded',
  'clock.overdue',
  'system.key-registered',
  'system.key-revoked',
];

interface EntriesProps {
  search: LedgerSearch;
  onChange: (change: LedgerSearch) => void;
}

function Entries({ search, onChange }: EntriesProps) {
  const t = useText();
  const query = useInfiniteQuery(entriesQuery(search));
  const language = useLanguage();
  const { subject, kind, from, to } = search;
  return (
    <Sheet title={t('ledger.entries')} note={t('ledger.entries.note')} flush className={styles['entries']}>
      <DataTable
        caption={t('ledger.entries')}
        {...keysetRows(query)}
        dense
        columns={columnsOf(t)}
        rowKey={(entry) => entry.id}
        selectedKey={search.receipt}
        onRow={(entry) => onChange({ receipt: entry.id })}
        exportName="ledger"
        empty={<EmptyState title={t('ledger.entries.empty')} />}
        toolbar={
          <>
            <Select
              allowClear
              aria-label={t('ledger.filter.kind')}
              placeholder={t('ledger.filter.kind')}
              value={kind ?? null}
              className={styles['kindFilter'] ?? ''}
              onChange={(value) => onChange({ kind: value ?? undefined })}
              options={[...new Set([...KINDS, ...(kind ? [kind] : [])])].map((value) => ({
                value,
                label: kindWords(t, value),
              }))}
            />
            {(from ?? to) && (
              <FilterChips
                chips={[
                  {
                    key: 'days',
                    label: t('ledger.filter.days', { span: formatSpan({ from, to }, language) }),
                    onRemove: () => onChange({ from: undefined, to: undefined }),
                  },
                ]}
              />
            )}
            {subject && (
              <Button
                size="small"
                icon={<Icon name="close" />}
                onClick={() => onChange({ subject: undefined })}
              >
                {t('ledger.filter.subject', { subject })}
              </Button>
            )}
          </>
        }
      />
    </Sheet>
  );
}

function columnsOf(t: Text) {
  return [
    {
      key: 'index',
      title: t('ledger.column.index'),
      width: '7rem',
      onCard: 'aside' as const,
      cell: ({ index }: LedgerEntry) =>
        index === null ? (
          <span className="caption">{t('console.receipt.sequencing')}</span>
        ) : (
          `#${formatCount(index)}`
        ),
      text: ({ index }: LedgerEntry) => String(index ?? ''),
    },
    {
      key: 'kind',
      title: t('ledger.column.kind'),
      onCard: 'title' as const,
      cell: (entry: LedgerEntry) => kindWords(t, entry.kind),
      text: (entry: LedgerEntry) => entry.kind,
    },
    {
      key: 'at',
      title: t('ledger.column.at'),
      width: '9rem',
      cell: ({ at }: LedgerEntry) => <DateText at={at} />,
      text: ({ at }: LedgerEntry) => at,
    },
    {
      key: 'department',
      title: t('ledger.column.department'),
      cell: ({ department }: LedgerEntry) => <ActingDepartment creditCode={department} />,
      text: ({ department }: LedgerEntry) => department ?? '',
    },
    {
      key: 'hash',
      title: t('ledger.column.hash'),
      cell: ({ leafHash }: LedgerEntry) => (leafHash === null ? '–' : <HashText hash={leafHash} />),
      text: ({ leafHash }: LedgerEntry) => leafHash ?? '',
    },
    {
      key: 'id',
      title: t('ledger.column.id'),
      onCard: 'hidden' as const,
      cell: ({ id }: LedgerEntry) => <code className={styles['shortId']}>{id.slice(-12)}</code>,
      text: ({ id }: LedgerEntry) => id,
    },
  ];
}
