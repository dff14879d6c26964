import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './work-page.module.css';

type SideWidth = 'receipts' | 'evidence' | 'preview';

interface WorkPageProps {
  children: ReactNode;
  /** A `SidePanel`. */
  side?: ReactNode;
  /** 304 for receipts, 404 for evidence, 520 for a preview. */
  sideWidth?: SideWidth;
  /** An `ActionBar`, at the foot of the main column. */
  actions?: ReactNode;
}

/** A page that fills the window: main column, panel at the right, bar of answers at the foot. */
export function WorkPage({ children, side, sideWidth = 'receipts', actions }: WorkPageProps) {
  return (
    <div className={clsx(styles['work'], side !== undefined && styles['withSide'], styles[sideWidth])}>
      <div className={styles['column']}>
        <div className={styles['body']}>{children}</div>
        {actions}
      </div>
      {side}
    </div>
  );
}

interface SidePanelProps {
  label: string;
  children: ReactNode;
  /** Stays at the panel's foot: the answer to give. */
  foot?: ReactNode;
  /** A quieter panel on the ground instead of a white one. */
  quiet?: boolean;
}

/** The panel at the right: scrolls by itself, falls below the page where there is no room. */
export function SidePanel({ label, children, foot, quiet = false }: SidePanelProps) {
  return (
    <aside aria-label={label} className={clsx(styles['side'], quiet && styles['quiet'])}>
      <div className={styles['sideBody']}>{children}</div>
      {foot !== undefined && <div className={styles['sideFoot']}>{foot}</div>}
    </aside>
  );
}

/** A part of a side panel, parted from the next by a hairline across its whole width. */
export function SidePart({
  title,
  note,
  children,
}: {
  title?: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className={styles['part']}>
      {(title !== undefined || note !== undefined) && (
        <div className={styles['partHead']}>
          <h2>{title}</h2>
          {note !== undefined && <span className={styles['partNote']}>{note}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

interface ActionBarProps {
  /** What follows from the answer, and what happens without one. */
  note?: ReactNode;
  /** Buttons, the primary one last. */
  children: ReactNode;
}

/** The answers to a task, at the foot of the page; one of them is primary. */
export function ActionBar({ note, children }: ActionBarProps) {
  return (
    <div className={clsx(styles['bar'], 'no-print')}>
      {note !== undefined && <div className={styles['barNote']}>{note}</div>}
      <div className={styles['answers']}>{children}</div>
    </div>
  );
}
