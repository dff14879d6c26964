import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { type ReactNode, useId, useState } from 'react';
import { ClockChip } from './clock-chip.tsx';
import type { ClockView } from './clock-tone.ts';
import { Icon } from './icon.tsx';
import { ShareClassBadge, type ShareClass } from './share-class-badge.tsx';
import type { Target } from './target.ts';
import styles from './task-list.module.css';

interface TaskGroupProps {
  /** A distance in time: 已逾期, 今日到期, 三个工作日内, 以后. */
  title: ReactNode;
  count: number;
  note?: ReactNode;
  late?: boolean;
  /** Right end: 另有 3 件. */
  more?: ReactNode;
  children: ReactNode;
}

/** Tasks at one distance in time; can be folded away. */
export function TaskGroup({ title, count, note, late = false, more, children }: TaskGroupProps) {
  const [open, setOpen] = useState(true);
  const listId = useId();
  return (
    <section className={styles['group']}>
      <div className={styles['head']}>
        <button type="button" onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={listId}>
          <Icon name={open ? 'chevronDown' : 'chevronRight'} size={1} />
          <h2 className={clsx(styles['title'], late && styles['late'])}>{title}</h2>
          <span className={styles['count']}>{count}</span>
        </button>
        {note && <span className={styles['note']}>{note}</span>}
        {more && <span className={styles['more']}>{more}</span>}
      </div>
      <ul id={listId} className={styles['list']} hidden={!open}>
        {children}
      </ul>
    </section>
  );
}

interface TaskRowProps {
  /** What is asked of the person: 督办, 目录审核, 延期同意. */
  kind: ReactNode;
  title: ReactNode;
  /** Between whom: a `DepartmentFlow`, or a name. */
  between: ReactNode;
  shareClass?: ShareClass | undefined;
  clock?: ClockView | undefined;
  selected?: boolean;
  target: Target;
  /** On the phone: the most likely answer and a way to see the reasons. */
  answers?: ReactNode;
}

/** One task: what, between whom, which share class, how long, by which article. */
export function TaskRow({
  kind,
  title,
  between,
  shareClass,
  clock,
  selected = false,
  target,
  answers,
}: TaskRowProps) {
  return (
    <li className={clsx(styles['row'], selected && styles['selected'])}>
      <span className={styles['kind']}>{kind}</span>
      <div className={styles['what']}>
        <Link {...target} className={styles['link']} {...(selected ? { 'aria-current': true } : {})}>
          {title}
        </Link>
        <div className={styles['between']}>
          <span className={styles['kindInline']}>{kind} · </span>
          {between}
        </div>
      </div>
      {shareClass && (
        <div className={styles['badge']}>
          <ShareClassBadge shareClass={shareClass} />
        </div>
      )}
      {clock && (
        <div className={styles['clock']}>
          <ClockChip clock={clock} />
        </div>
      )}
      {answers && <div className={styles['answers']}>{answers}</div>}
    </li>
  );
}
