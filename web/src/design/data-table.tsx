import { Button } from 'antd';
import { clsx } from 'clsx';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useText } from '../platform/i18n.ts';
import styles from './data-table.module.css';
import { ExportButton } from './export-button.tsx';
import { Icon } from './icon.tsx';
import { type ExportFormat, saveTable } from './save-table.ts';
import { EmptyState, FailureState, LoadingState } from './states.tsx';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** The cell as text for export; without it the column is left out of the file. */
  text?: (row: Row) => string;
  align?: 'start' | 'end';
  /** CSS width, e.g. `8rem`. */
  width?: string;
  /** Sorts by this word when the heading is pressed. */
  sortKey?: string;
  /** On the phone's card: the headline, the right end of the headline, a labelled line, or nothing. */
  onCard?: 'title' | 'aside' | 'line' | 'hidden';
}

export interface Sort {
  key: string;
  direction: 'up' | 'down';
}

interface DataTableProps<Row> {
  /** Says what the table holds; read out, not drawn. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** 36 high instead of 50. */
  dense?: boolean;
  loading?: boolean;
  problem?: unknown;
  onRetry?: () => void;
  /** Shown when there are no rows. */
  empty?: ReactNode;
  hasMore?: boolean;
  loadingMore?: boolean;
  onMore?: () => void;
  /** How many rows there are in all, when known. */
  total?: number | undefined;
  selectedKey?: string | undefined;
  onRow?: (row: Row) => void;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  /** File name without its ending; adds a button that saves the rows on screen. */
  exportName?: string;
  /** Saves through the server instead: all rows, not only those on screen. */
  onExport?: (format: ExportFormat) => Promise<void>;
  /** Left of the export button. */
  toolbar?: ReactNode;
}

/** Rows with horizontal lines only; on the phone, cards. Lives in a flush sheet. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, loading = false, problem, onRetry, empty } = props;
  const t = useText();
  const isFirstLoad = loading && rows.length === 0;
  const failed = problem !== undefined && problem !== null;
  return (
    <div className={styles['frame']} aria-busy={loading}>
      <Toolbar {...props} />
      {isFirstLoad && <LoadingState rows={props.dense ? 8 : 5} />}
      {failed && <FailureState problem={problem} onRetry={onRetry} />}
      {!isFirstLoad &&
        !failed &&
        rows.length === 0 &&
        (empty ?? <EmptyState title={t('console.table.empty')} />)}
      {rows.length > 0 && <TableBody {...props} />}
      {rows.length > 0 && <Foot {...props} />}
    </div>
  );
}

function Toolbar<Row>({ toolbar, exportName, onExport, columns, rows }: DataTableProps<Row>) {
  const canExport = exportName !== undefined || onExport !== undefined;
  if (!toolbar && !canExport) return null;
  const exportRows = (format: ExportFormat) => {
    if (onExport) return onExport(format);
    const written = columns.filter((column) => column.text !== undefined);
    return saveTable(format, {
      name: exportName ?? '',
      header: written.map((column) => column.title),
      rows: rows.map((row) => written.map((column) => column.text?.(row) ?? '')),
    });
  };
  return (
    <div className={clsx(styles['toolbar'], 'no-print')}>
      <div className={styles['tools']}>{toolbar}</div>
      {canExport && <ExportButton size="small" onExport={exportRows} disabled={rows.length === 0} />}
    </div>
  );
}

function TableBody<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, dense = false } = props;
  return (
    <div className={styles['scroll']}>
      <table className={clsx(styles['table'], dense && styles['dense'])}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={rowKey(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const { sortKey } = column;
  const isSorted = sort !== undefined && sort.key === sortKey;
  const direction = isSorted && sort.direction === 'down' ? 'descending' : 'ascending';
  const turn = () =>
    sortKey && onSort?.({ key: sortKey, direction: isSorted && sort.direction === 'up' ? 'down' : 'up' });
  return (
    <th
      scope="col"

      data-align={column.align}
      style={column.width === undefined ? {} : { width: column.width }}
      {...(isSorted ? { 'aria-sort': direction } : {})}
    >
      {sortKey && onSort ? (
        <button type="button" className={styles['sort']} onClick={turn}>
          {column.title}
          <Icon name={isSorted ? (sort.direction === 'up' ? 'chevronUp' : 'chevronDown') : 'sort'} size={1} />
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

function startsElsewhere(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, select, textarea') !== null;
}

function TableRow<Row>({ row, columns, rowKey, selectedKey, onRow }: DataTableProps<Row> & { row: Row }) {
  const isSelected = selectedKey !== undefined && rowKey(row) === selectedKey;
  const open = (event: MouseEvent | KeyboardEvent) => {
    if (!startsElsewhere(event.target)) onRow?.(row);
  };
  const interactive = onRow
    ? {
        tabIndex: 0,
        onClick: open,
        onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && open(event),
      }
    : {};
  return (
    <tr
      className={clsx(onRow && styles['pressable'], isSelected && styles['selected'])}
      {...(isSelected ? { 'aria-current': true } : {})}
      {...interactive}
    >
      {columns.map((column) => (
        <td
          key={column.key}

          data-align={column.align}
          data-card={column.onCard ?? 'line'}
          data-label={column.title}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function Foot<Row>({ rows, total, hasMore = false, loadingMore = false, onMore }: DataTableProps<Row>) {
  const t = useText();
  if (!hasMore && total === undefined) return null;
  return (
    <div className={styles['foot']}>
      <span className="caption">
        {total === undefined
          ? t('console.table.shown', { count: rows.length })
          : t('console.table.shownOf', { count: rows.length, total })}
      </span>
      {hasMore && onMore && (
        <Button className="no-print" onClick={onMore} loading={loadingMore}>
          {t('console.table.more')}
        </Button>
      )}
    </div>
  );
}
