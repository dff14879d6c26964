import { Checkbox, Select } from 'antd';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { MeterBar } from '../../design/meter-bar.tsx';
import { formatCount, formatShare } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import type { ColumnType, Estimate, Guess, ImportView } from './import-api.ts';
import { columnTypes } from './import-words.ts';
import styles from './imports.module.css';
import { type ColumnDraft, emptiedBy, rejectedBy, withColumn, withType } from './plan-draft.ts';
import type { PlanEditor } from './use-plan-editor.ts';

interface ColumnsTableProps {
  run: ImportView;
  editor: PlanEditor;
  estimate: Estimate | undefined;
  chosen: string | undefined;
  onChoose: (source: string) => void;
}

interface Row {
  guess: Guess;
  column: ColumnDraft;
  rejected: number;
  /** Alone or with others it tells the rows of the entry apart. */
  isKey: boolean;
}

/** Each column of the file: what it becomes, how sure that is, how full it is, what it would cost. */
export function ColumnsTable(props: ColumnsTableProps) {
  const t = useText();
  const { run, editor, estimate, chosen } = props;
  const plans = new Map(editor.draft.columns.map((column) => [column.source, column]));
  const keys = new Set(run.target?.items.filter((item) => item.key).map((item) => item.name));
  const rows = (run.inspection?.columns ?? []).flatMap((guess): Row[] => {
    const column = plans.get(guess.source);
    if (!column) return [];
    return [{ guess, column, rejected: rejectedBy(estimate, guess.source), isKey: keys.has(column.target) }];
  });
  const all = columns(t, props);
  const narrow = new Set(['take', 'name', 'type', 'filled', 'rejected']);
  return (
    <DataTable
      caption={t('import.columns')}
      columns={chosen === undefined ? all : all.filter((column) => narrow.has(column.key))}
      rows={rows}
      rowKey={(row) => row.guess.source}
      selectedKey={chosen}
      onRow={(row) => props.onChoose(row.guess.source)}
    />
  );
}

function columns(t: Text, { editor, estimate }: ColumnsTableProps): readonly Column<Row>[] {
  const { draft, change } = editor;
  return [
    {
      key: 'take',
      title: t('import.column.take'),
      width: '3.5rem',
      onCard: 'aside',
      cell: ({ column }) => (
        <Checkbox
          aria-label={t('import.column.takeOne', { name: column.source })}
          checked={!column.isLeftOut}
          onChange={(event) => change(withColumn(draft, column.source, { isLeftOut: !event.target.checked }))}
        />
      ),
    },
    { key: 'name', title: t('import.column.name'), onCard: 'title', cell: (row) => <ColumnName row={row} /> },
    {
      key: 'type',
      title: t('import.column.type'),
      width: '12.5rem',
      cell: ({ guess, column }) => (
        <div className={styles['type']}>
          <Select
            size="small"
            aria-label={t('import.column.typeOf', { name: guess.source })}
            value={column.type}
            disabled={column.isLeftOut}
            popupMatchSelectWidth={false}
            onChange={(type: ColumnType) => change(withType(draft, guess, type))}
            options={columnTypes.map((value) => ({ value, label: t(`import.type.${value}`) }))}
          />
          <Confidence guess={guess} column={column} t={t} />
        </div>
      ),
    },
    {
      key: 'filled',
      title: t('import.column.filled'),
      width: '6rem',
      cell: ({ guess }) => <Filled guess={guess} emptied={emptiedBy(estimate, guess.source)} />,
    },
    {
      key: 'distinct',
      title: t('import.column.distinct'),
      width: '6rem',
      align: 'end',
      cell: ({ guess }) =>
        `${guess.profile.distinctError > 0 ? '≈' : ''}${formatCount(guess.profile.distinct)}`,
    },
    {
      key: 'sample',
      title: t('import.column.sample'),
      cell: ({ guess }) => <Samples guess={guess} />,
    },
    {
      key: 'rejected',
      title: t('import.column.wouldReject'),
      width: '7rem',
      align: 'end',
      cell: ({ column, rejected }) => <Rejected {...{ column, rejected, estimate }} />,
    },
  ];
}

function ColumnName({ row: { column, isKey } }: { row: Row }) {
  const t = useText();
  const rules = [isKey && 'key', column.required && 'required', column.unique && 'unique'].filter(
    (rule) => rule !== false && rule !== undefined,
  );
  return (
    <div className={column.isLeftOut ? styles['leftOut'] : undefined}>
      <b>{column.target}</b>
      <div className="caption">
        {column.target !== column.source && `← ${column.source} `}
        {rules.map((rule) => t(`import.rule.${rule as 'key' | 'required' | 'unique'}`)).join(' · ')}
      </div>
    </div>
  );
}

/** Said only of the guess: a type that a person chose needs no confidence. */
function Confidence({ guess, column, t }: { guess: Guess; column: ColumnDraft; t: Text }) {
  if (column.type !== guess.type) return <span className="caption">{t('import.type.chosen')}</span>;
  if (guess.profile.filled === 0) return <span className="caption">{t('import.type.empty')}</span>;
  const unsure = guess.confidence < 0.9;
  return (
    <span className={unsure ? styles['unsure'] : 'caption'} title={t('import.type.confidence')}>
      {formatShare(guess.confidence, 0)}
      {unsure && ` ${t('import.type.check')}`}
    </span>
  );
}

/** How full the column is; texts for “no value” are loaded as empty, and nobody shall find that out later. */
function Filled({ guess, emptied }: { guess: Guess; emptied: number }) {
  const t = useText();
  const { filled, empty } = guess.profile;
  const share = filled + empty === 0 ? 0 : filled / (filled + empty);
  return (
    <div className={styles['filled']}>
      <span>{formatShare(share, share === 1 || share === 0 ? 0 : 1)}</span>
      <MeterBar value={share} max={1} />
      {emptied > 0 && (
        <span className="caption">{t('import.column.emptied', { count: formatCount(emptied) })}</span>
      )}
    </div>
  );
}

function Samples({ guess }: { guess: Guess }) {
  const values = guess.profile.top.slice(0, 3).map((value) => value.text);
  const shown =
    values.length > 0 ? values : guess.profile.patterns.slice(0, 2).map((pattern) => pattern.text);
  return <span className={styles['samples']}>{shown.join(' · ')}</span>;
}

interface RejectedProps {
  column: ColumnDraft;
  rejected: number;
  estimate: Estimate | undefined;
}

function Rejected({ column, rejected, estimate }: RejectedProps) {
  if (column.isLeftOut || !estimate) return <>–</>;
  if (rejected === 0) return <span className={styles['quiet']}>0</span>;
  return (
    <span className={styles['rejected']}>
      {formatCount(rejected)} <span>{formatShare(rejected / Math.max(1, estimate.rowsSampled))}</span>
    </span>
  );
}
