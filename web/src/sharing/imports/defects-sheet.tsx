import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { MeterBar } from '../../design/meter-bar.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState, FailureState, LoadingState } from '../../design/states.tsx';
import { formatCount } from '../../platform/formats.ts';
import { type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { type DefectCount, type Defects, defectsQuery, type ImportView } from './import-api.ts';
import styles from './imports.module.css';

const route = getRouteApi('/console/imports/$importId');

/** Defects counted by rule and column; each bar opens the rows at fault. */
export function DefectsSheet({ run }: { run: ImportView }) {
  const t = useText();
  const { rule, at } = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(defectsQuery(run.id, { rule, column: at }));
  const open = (defect: DefectCount) => {
    const isOpen = defect.rule === rule && defect.column === at;
    const search = isOpen
      ? {}
      : { rule: defect.rule, ...(defect.column === undefined ? {} : { at: defect.column }) };
    void navigate({ to: '.', search, replace: true, resetScroll: false });
  };
  if (query.isError) return <FailureState problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState rows={4} />;
  return (
    <Sheet flush title={t('import.defects')} note={t('import.defects.note')}>
      {query.data.counts.length === 0 ? (
        <EmptyState title={t('import.defects.none')} />
      ) : (
        <DefectBars defects={query.data} chosen={{ rule, at }} onOpen={open} />
      )}
      {rule !== undefined && (
        <RowsAtFault key={`${rule} ${at}`} defects={query.data} rule={rule} column={at} />
      )}
    </Sheet>
  );
}

interface DefectBarsProps {
  defects: Defects;
  chosen: { rule?: string | undefined; at?: string | undefined };
  onOpen: (defect: DefectCount) => void;
}

function DefectBars({ defects, chosen, onOpen }: DefectBarsProps) {
  const t = useText();
  const language = useLanguage();
  const sorted = defects.counts.toSorted((a, b) => b.count - a.count);
  const most = sorted[0]?.count ?? 1;
  return (
    <ul className={styles['defects']}>
      {sorted.map((defect) => (
        <li key={`${defect.rule} ${defect.column}`}>
          <button
            type="button"
            aria-expanded={defect.rule === chosen.rule && defect.column === chosen.at}
            onClick={() => onOpen(defect)}
          >
            <span className={styles['defectName']}>
              {defects.texts[defect.rule]?.[language] ?? defect.rule}
              <span className={styles['quiet']}> {defect.column ?? t('import.defects.wholeRow')}</span>
            </span>
            <MeterBar value={defect.count} max={most} />
            <span className={styles['barCount']}>
              {formatCount(defect.count)}{' '}
              <span className={styles['quiet']}>{t(`import.severity.${defect.severity}`)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

type RowAtFault = Defects['rows'][number];

const rowsAtOnce = 50;

function RowsAtFault({
  defects,
  rule,
  column,
}: {
  defects: Defects;
  rule: string;
  column: string | undefined;
}) {
  const t = useText();
  const language = useLanguage();
  const [shown, setShown] = useState(rowsAtOnce);
  const total = defects.counts.find((one) => one.rule === rule && one.column === column)?.count ?? 0;
  const name = [defects.texts[rule]?.[language] ?? rule, column].filter(Boolean).join(' · ');
  return (
    <DataTable
      dense
      caption={name}
      columns={faultColumns(t, defects.rows)}
      rows={defects.rows.slice(0, shown)}
      hasMore={defects.rows.length > shown}
      onMore={() => setShown(shown + rowsAtOnce)}
      rowKey={(row) => `${row.rowNumber} ${row.column} ${row.rule}`}
      total={total}
      exportName={name}
      toolbar={<strong>{name}</strong>}
    />
  );
}

function faultColumns(t: Text, rows: readonly RowAtFault[]): readonly Column<RowAtFault>[] {
  const repeated = (row: RowAtFault) =>
    row.repeats ? t(`import.fault.repeats.${row.repeats.of}`, { row: formatCount(row.repeats.row) }) : '';
  const repeats: Column<RowAtFault> = {
    ...{ key: 'repeats', title: t('import.fault.repeats'), width: '14rem', text: repeated, cell: repeated },
  };
  return [
    {
      key: 'row',
      title: t('import.fault.row'),
      width: '7rem',
      align: 'end',
      onCard: 'aside',
      text: (row) => String(row.rowNumber),
      cell: (row) => (row.rowNumber > 0 ? formatCount(row.rowNumber) : '–'),
    },
    {
      key: 'value',
      title: t('import.fault.value'),
      onCard: 'title',
      text: (row) => row.excerpt,
      cell: (row) =>
        row.excerpt === '' ? (
          <span className="caption">{t('import.excerpt.empty')}</span>
        ) : (
          <code>{row.excerpt}</code>
        ),
    },
    ...(rows.some((row) => row.repeats) ? [repeats] : []),
  ];
}
