import { clsx } from 'clsx';
import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ArticleLink } from '../../design/article-link.tsx';
import { ClockChip } from '../../design/clock-chip.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { DepartmentFlow, DepartmentName } from '../../design/department-name.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { MeterBar } from '../../design/meter-bar.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { PrintButton } from '../../design/print-button.tsx';
import { saveList } from '../../design/save-list.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { type Text, useText, departmentWord } from '../../platform/i18n.ts';
import { useSeesAll } from '../../platform/session.ts';
import { TitleText } from '../../design/title-text.tsx';
import {
  type OverdueBoard,
  type OverduePage as Page,
  overdueQuery,
  type OverdueRow,
  type OverdueSearch,
} from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { OverdueFilters } from './overdue-filters.tsx';
import { say } from './sentence.ts';

type DepartmentRecord = OverdueBoard['record'][number];

const route = getRouteApi('/console/overdue');

/** What is late now, and each department's record of the year: it stays there after the work is done. */
export function OverduePage() {
  const t = useText();
  const search = route.useSearch();
  const seesAll = useSeesAll();
  const board = useInfiniteQuery(overdueQuery(search));
  const first = board.data?.pages[0];
  const record = first?.record ?? [];
  return (
    <>
      <PageHeader
        title={t('overdue.title')}
        crumbs={[{ label: t('console.nav.inbox'), to: '/inbox' }]}
        badges={
          <>
            <ArticleLink article={38} ruleId="38.supervision" />
            <ArticleLink article={39} ruleId="39.late-reply" />
          </>
        }
        note={seesAll ? t('overdue.note') : `${t('overdue.ownOnly')} · ${t('overdue.note')}`}
        actions={<PrintButton />}
      />
      <LateMatters search={search} board={board} />
      <Sheet flush>
        <DataTable
          toolbar={
            <>
              <h2 className={styles['tableTitle']}>{t('overdue.record')}</h2>{' '}
              <span className="caption">
                {t('overdue.record.note')}
                {!seesAll && ` · ${t('overdue.ownOnly')}`}
              </span>
            </>
          }
          dense
          caption={t('overdue.record')}
          columns={recordColumns(t, Math.max(1, ...record.map((row) => row.thisYear)))}
          rows={record}
          rowKey={(row) => row.department.id}
          loading={board.isPending}
          exportName={seesAll ? 'overdue-record' : 'overdue-record-own-matters'}
          empty={<EmptyState title={t(seesAll ? 'overdue.record.none' : 'overdue.record.none.own')} />}
        />
      </Sheet>
    </>
  );
}

interface LateMattersProps {
  search: OverdueSearch;
  board: UseInfiniteQueryResult<InfiniteData<Page>>;
}

/** The matters that the chosen figure counts; without one, all that are late now. */
function LateMatters({ search, board }: LateMattersProps) {
  const t = useText();
  const navigate = useNavigate();
  const seesAll = useSeesAll();
  const first = board.data?.pages[0];
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <Sheet flush>
      <DataTable
        toolbar={
          <>
            <h2 className={styles['tableTitle']}>{t('overdue.matters')}</h2>
            <OverdueFilters
              search={search}
              record={first?.record ?? []}
              kinds={first?.kinds ?? []}
              onChange={(change) =>
                void navigate({ to: '/overdue', search: { ...search, ...change }, replace: true })
              }
            />
          </>
        }
        caption={t(search.year ? 'overdue.year' : 'overdue.now')}
        columns={lateColumns(t)}
        rowKey={(row: OverdueRow) => row.clock.id}
        onExport={(format) => saveList('/api/v1/overdue-board', search, format)}
        empty={
          isFiltered ? (
            <EmptyState title={t('overdue.none.filtered')} />
          ) : seesAll ? (
            <EmptyState title={t('overdue.none')}>{t('overdue.none.note')}</EmptyState>
          ) : (
            <EmptyState title={t('overdue.none.own')} />
          )
        }
        {...keysetRows(board)}
      />
    </Sheet>
  );
}

const titledOf = ({ clock, titleEn }: OverdueRow) => ({ title: clock.subjectTitle, titleEn });

function lateColumns(t: Text): readonly Column<OverdueRow>[] {
  return [
    {
      key: 'title',
      title: t('overdue.column.subject'),
      onCard: 'title',
      cell: (row) => (
        <>
          <Link to={row.href}>
            <TitleText of={titledOf(row)} />
          </Link>
          <div className="caption">
            {row.number && <code>{row.number}</code>} {say(t, `overdue.kind.${row.clock.kind}`)}
          </div>
        </>
      ),
    },
    {
      key: 'parties',
      title: t('overdue.column.parties'),
      cell: (row) =>
        row.counterpart ? (
          <DepartmentFlow from={row.counterpart} to={row.department} />
        ) : (
          <DepartmentName department={row.department} />
        ),
    },
    {
      key: 'late',
      title: t('overdue.column.late'),
      cell: (row) => <ClockChip clock={row.clock} />,
    },
    {
      key: 'urged',
      title: t('overdue.column.supervision'),
      cell: ({ urges }) =>
        urges ? <Urged urges={urges} /> : <span className="caption">{t('overdue.urged.no')}</span>,
    },
  ];
}

/** How often the authority urged, who last and when. */
function Urged({ urges }: { urges: NonNullable<OverdueRow['urges']> }) {
  const t = useText();
  return (
    <>
      {t('overdue.urged', { count: urges.times })}
      <div className="caption">
        {t('overdue.urged.last', { by: urges.by })} · <DateText at={urges.at} />
      </div>
    </>
  );
}

/** A figure of the record; opens the matters above that it counts. */
function CountLink({
  count,
  search,
  isLate = false,
}: {
  count: number;
  search: OverdueSearch;
  isLate?: boolean;
}) {
  if (count === 0) return count;
  return (
    <Link to="/overdue" search={search} className={clsx(isLate && styles['late'])}>
      {count}
    </Link>
  );
}

function recordColumns(t: Text, most: number): readonly Column<DepartmentRecord>[] {
  return [
    {
      key: 'department',
      title: t('overdue.column.department'),
      onCard: 'title',
      text: (row) => departmentWord(row.department.name),
      cell: (row) => <DepartmentName department={row.department} full />,
    },
    {
      key: 'open',
      title: t('overdue.column.open'),
      align: 'end',
      text: (row) => String(row.open),
      cell: (row) => <CountLink count={row.open} search={{ department: row.department.id }} isLate />,
    },
    {
      key: 'thisYear',
      title: t('overdue.column.thisYear'),
      align: 'end',
      text: (row) => String(row.thisYear),
      cell: (row) => (
        <b>
          <CountLink count={row.thisYear} search={{ department: row.department.id, year: true }} />
        </b>
      ),
    },
    { key: 'bar', title: '', cell: (row) => <MeterBar value={row.thisYear} max={most} tone="red" /> },
  ];
}
