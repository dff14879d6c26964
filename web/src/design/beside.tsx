import { type ReactNode, useEffect, useRef } from 'react';
import { holdPlace } from '../platform/focus-keeper.ts';
import styles from './beside.module.css';
import { useFocusReturn } from './focus-return.ts';

/**
 * Around the `aside` that a row of a list opens, keyed by that row. Whoever opened it by the keyboard goes on in it, not
 * after the whole list; closed, it gives the focus back to its row.
 */
export function Beside({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useFocusReturn();
  useEffect(() => {
    const isByKey = document.activeElement?.matches('tr:focus-visible') ?? false;
    const panel = place.current?.querySelector('aside');
    if (isByKey && panel) holdPlace(panel);
  }, []);
  return (
    <div className={styles['beside']} ref={place}>
      {children}
    </div>
  );
}
