import type { ReactNode } from 'react';
import styles from './tag.module.css';

/** A fixed property of the thing beside it: 含个人信息, 在营. No ornament, no state. */
export function Tag({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className={styles['tag']} title={title}>
      {children}
    </span>
  );
}
