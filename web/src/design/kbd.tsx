import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './kbd.module.css';

/** A key, as drawn on it. */
export function Kbd({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <kbd className={clsx(styles['kbd'], className)}>{children}</kbd>;
}
