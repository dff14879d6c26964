import { clsx } from 'clsx';
import { useState } from 'react';
import { shortenHash } from '../platform/formats.ts';
import { useText } from '../platform/i18n.ts';
import { copyText } from './code-block.tsx';
import styles from './hash-text.module.css';
import { Icon } from './icon.tsx';

/** A hash, shortened; pressed, the whole of it is on the clipboard. On paper it stands whole. */
export function HashText({ hash }: { hash: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(hash);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <button
      type="button"
      className={clsx(styles['hash'], 'print-keep')}
      title={hash}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
    >
      <span className={styles['short']}>{shortenHash(hash)}</span>
      <span className={styles['whole']}>{hash}</span>
      <span className={styles['sign']}>
        <Icon name={copied ? 'check' : 'copy'} />
      </span>
      <span className="sr-only" role="status">
        {t(copied ? 'console.copy.done' : 'console.copy.copy')}
      </span>
    </button>
  );
}
