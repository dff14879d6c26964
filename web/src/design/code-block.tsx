import { Button } from 'antd';
import { useState } from 'react';
import { useText } from '../platform/i18n.ts';
import styles from './code-block.module.css';
import { Icon } from './icon.tsx';

/** Puts a text on the clipboard, also where the page is not a secure context. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <>
      <Button size="small" icon={<Icon name={copied ? 'check' : 'copy'} />} onClick={() => void copy()}>
        {copied ? t('console.copy.done') : (label ?? t('console.copy.copy'))}
      </Button>
      {/* Beside the button: a live region within would take its words out of the button's name. */}
      <span role="status" className="sr-only">
        {copied && t('console.copy.done')}
      </span>
    </>
  );
}

/** An identifier, whole, to be put into a program. */
export function CopyableCode({ code, label }: { code: string; label: string }) {
  return (
    <span className={styles['copyable']}>
      <code>{code}</code>
      <span className="no-print">
        <CopyButton text={code} label={label} />
      </span>
    </span>
  );
}

/** Something to run as it stands: a command, a program, an answer. */
export function CodeBlock({ code, title }: { code: string; title?: string }) {
  return (
    <figure className={styles['block']}>
      <figcaption className={styles['head']}>
        <span>{title}</span>
        <CopyButton text={code} />
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines scroll, by keyboard too */}
      <pre className={styles['code']} tabIndex={0}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
