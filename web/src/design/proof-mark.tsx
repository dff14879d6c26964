import type { ReactNode } from 'react';
import styles from './proof-mark.module.css';

/** A green disc with a tick and words: proven, done, consistent. Grey ring with words where it is not yet. */
export function ProofMark({ proven = true, children }: { proven?: boolean; children: ReactNode }) {
  return (
    <span className={styles['mark']} data-proven={proven}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <circle cx="8" cy="8" r={proven ? 7 : 6} />
        {proven && <path d="M4.9 8.2l2.2 2.2 4.1-4.4" />}
      </svg>
      <span>{children}</span>
    </span>
  );
}
