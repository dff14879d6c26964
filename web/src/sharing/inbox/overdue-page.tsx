import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArticleLink } from '../../design/article-link.tsx';
import { ClockChip } from '../../design/clock-chip.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DepartmentFlow, DepartmentName } from '../../design/department-name.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { MeterBar } from '../../design/meter-bar.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { PrintButton } from '../../design/print-button.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { type Text, useText, type Language, departmentWord, useLanguage } from '../../platform/i18n.ts';
import { TitleText } from '../../design/title-text.tsx';
import { titleIn } from '../../platform/titles.ts';
import { type OverdueBoard, overdueQuery, type OverdueRow } from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { say } from './sentence.ts';

type DepartmentRecord = OverdueBoard['record'][number];

/** What is late now, and each department's record of the year: it stays there after the work is done. */
export function OverduePage() {
  const t = useText();
  const language = useLanguage();
  const board = useInfiniteQuery(overdueQuery);
  const record = board.data?.pages[0]?.record ?? [];
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
        note={t('overdue.note')}
        actions={<PrintButton />}
      />
      <Sheet flush>
        <DataTable
          toolbar={<TableHead title={t('overdue.now')} note={t('overdue.now.note')} />}
          caption={t('overdue.now')}
          columns={lateColumns(t, language)}
          rowKey={(row: OverdueRow) => row.clock.id}
          exportName="overdue"
          empty={<EmptyState title={t('overdue.none')}>{t('overdue.none.note')}</EmptyState>}
          {...keysetRows(board)}
        />
      </Sheet>
      <Sheet flush>
        <DataTable
          toolbar={<TableHead title={t('overdue.record')} note={t('overdue.record.note')} />}
          dense
          caption={t('overdue.record')}
          columns={recordColumns(t, Math.max(1, ...record.map((row) => row.thisYear)))}
          rows={record}
          rowKey={(row) => row.department.id}
          loading={board.isPending}
          exportName="overdue-record"
          empty={<EmptyState title={t('overdue.record.none')} />}
        />
      </Sheet>
    </>
  );
}

function TableHead({ title, note }: { title: string; note: string }) {
  return (
    <>
      <h2 className={styles['tableTitle']}>{title}</h2> <span className="caption">{note}</span>
    </>
  );
}

const titledOf = ({ clock, titleEn }: OverdueRow) => ({ title: clock.subjectTitle, titleEn });

function lateColumns(t: Text, language: Language): readonly Column<OverdueRow>[] {
  return [
    {
      key: 'title',
      title: t('overdue.column.subject'),
      onCard: 'title',
      text: (row) => titleIn(language, titledOf(row)).text,
      cell: (row) => (
        <>
          <Link to={row.href}>
            <TitleText of={titledOf(row)} />
          </Link>
          <div className="caption">{say(t, `overdue.kind.${row.clock.kind}`)}</div>
        </>
      ),
    },
    {
      key: 'parties',
      title: t('overdue.column.parties'),
      text: (row) =>
        `${departmentWord(row.counterpart?.name ?? '')} → ${departmentWord(row.department.name)}`,
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
      text: (row) => String(Math.max(1, row.clock.overdueDays)),
      cell: (row) => <ClockChip clock={row.clock} />,
    },
  ];
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
      cell: (row) => (row.open === 0 ? row.open : <b className={styles['late']}>{row.open}</b>),
    },
    {
      key: 'thisYear',
      title: t('overdue.column.thisYear'),
      align: 'end',
      text: (row) => String(row.thisYear),
      cell: (row) => <b>{row.thisYear}</b>,
    },
    { key: 'bar', title: '', cell: (row) => <MeterBar value={row.thisYear} max={most} tone="red" /> },
  ];
}
