import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import styles from './sheet.module.css';

interface SheetProps {
  title?: ReactNode;
  /** Right of the title, quiet: unit, period, legend in words. */
  note?: ReactNode;
  actions?: ReactNode;
  /** Content touches the edges (tables, lists of rows). */
  flush?: boolean;
  className?: string | undefined;
  children?: ReactNode;
}

/** A white sheet with a hairline; lies flat. The section is named by its title. */
export function Sheet({ title, note, actions, flush = false, className, children }: SheetProps) {
  const titleId = useId();
  const hasHead = title !== undefined || note !== undefined || actions !== undefined;
  return (
    <section
      className={clsx(styles['sheet'], flush && styles['flush'], className)}
      {...(title === undefined ? {} : { 'aria-labelledby': titleId })}
    >
      {hasHead && (
        <div className={styles['head']}>
          {title !== undefined && (
            <h2 className={styles['title']} id={titleId}>
              {title}
            </h2>
          )}
          {note !== undefined && <div className={styles['note']}>{note}</div>}
          {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

interface SheetGridProps {
  /** Least width of a column in rem; as many columns as fit. */
  minColumn?: number;
  className?: string | undefined;
  children: ReactNode;
}

/** Sheets side by side with the house gutter; they fold to one column by themselves. */
export function SheetGrid({ minColumn = 20, className, children }: SheetGridProps) {
  return (
    <div
      className={clsx(styles['grid'], className)}
      style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(${minColumn}rem, 100%), 1fr))` }}
    >
      {children}
    </div>
  );
}

/** A hairline between parts of a sheet. */
export function SheetDivider() {
  return <hr className={styles['divider']} />;
}
