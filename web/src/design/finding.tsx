import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './finding.module.css';
import { Icon, type IconName } from './icon.tsx';

interface FindingProps {
  /** What was found: 重复采集, 缺口, 两个来源不一致. */
  title: ReactNode;
  /** How many it touches, and between whom. */
  children?: ReactNode;
  /** What to do: a button or a link, at the right end. */
  action?: ReactNode;
  icon?: IconName;
  /** Of equal standing with its neighbours: an edge all round instead of one at the left. */
  boxed?: boolean;
}

/** Something to look at, in ochre: a gap, an overlap, data collected twice. */
export function Finding({ title, children, action, icon = 'warning', boxed = false }: FindingProps) {
  return (
    <div className={clsx(styles['finding'], boxed && styles['boxed'])} role="note">
      <Icon name={icon} className={styles['sign']} />
      <div className={styles['body']}>
        <strong className={styles['title']}>{title}</strong>
        {children !== undefined && <> {children}</>}
      </div>
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
