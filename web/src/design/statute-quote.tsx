import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './statute-quote.module.css';

interface StatuteQuoteProps {
  children: ReactNode;
  /** Where the words stand: an article link, a decree. */
  source?: ReactNode;
  /** Inside a sentence instead of on its own. */
  inline?: boolean;
}

/** Words that bind: statute, agreement, reasons of a refusal. Set in Song type. */
export function StatuteQuote({ children, source, inline = false }: StatuteQuoteProps) {
  if (inline) return <q className={styles['inline']}>{children}</q>;
  return (
    <figure className={styles['quote']}>
      <blockquote className={clsx('serif', styles['text'])}>{children}</blockquote>
      {source !== undefined && <figcaption className="caption">{source}</figcaption>}
    </figure>
  );
}

/** What an agreement changes against the request: new words in ochre, old ones struck through. */
export function Changed({ before, children }: { before?: ReactNode; children?: ReactNode }) {
  return (
    <>
      {before !== undefined && <del className={styles['before']}>{before}</del>}
      {children !== undefined && <ins className={styles['after']}>{children}</ins>}
    </>
  );
}
