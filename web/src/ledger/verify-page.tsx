import { useQuery } from '@tanstack/react-query';
import { MAX_RECEIPT_BYTES } from '@tandem/ledger';
import { Button, Input } from 'antd';
import { type DragEvent, useId, useRef, useState } from 'react';
import { CodeBlock } from '../design/code-block.tsx';
import { Icon } from '../design/icon.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { Sheet } from '../design/sheet.tsx';
import { useText } from '../platform/i18n.ts';
import { ExaminationView } from './examination-view.tsx';
import { logHeadQuery } from './ledger-queries.ts';
import styles from './verify-page.module.css';

interface Given {
  name: string;
  text: string;
}

/** Anybody checks a receipt here: nothing is sent anywhere, the browser computes. */
export function VerifyPage() {
  const t = useText();
  const head = useQuery(logHeadQuery);
  const [given, setGiven] = useState<Given>();
  const [ownKeys, setOwnKeys] = useState<string>();
  const keyText = ownKeys ?? head.data?.verifierKeys.join('\n') ?? '';
  const keys = keyText
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (
    <>
      <PageHeader title={t('ledger.verify.title')} note={t('ledger.verify.note')} />
      <div className={styles['columns']}>
        <div className={styles['inputs']}>
          <Sheet title={t('ledger.verify.receipt')}>
            <DropReceipt given={given} onGiven={setGiven} />
          </Sheet>
          <Sheet title={t('ledger.verify.keys')}>
            <KeysField text={keyText} isOwn={ownKeys !== undefined} onChange={setOwnKeys} />
          </Sheet>
        </div>
        <Sheet title={t('ledger.verify.result')} note={given?.name}>
          {given === undefined ? (
            <HowTo />
          ) : (
            <div aria-live="polite">
              <ExaminationView key={given.text} receipt={given.text} verifierKeys={keys} />
            </div>
          )}
        </Sheet>
      </div>
    </>
  );
}

interface DropReceiptProps {
  given: Given | undefined;
  onGiven: (given: Given | undefined) => void;
}

/** A byte order mark in front is a byte like any other. */
const EVERY_BYTE = new TextDecoder('utf-8', { ignoreBOM: true });

function DropReceipt({ given, onGiven }: DropReceiptProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState('');
  const take = async (file: File | undefined) => {
    if (!file) return;
    const tooLarge = file.size > MAX_RECEIPT_BYTES;
    onGiven({ name: file.name, text: tooLarge ? '' : EVERY_BYTE.decode(await file.arrayBuffer()) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div className={styles['receipt']}>
      <div
        className={styles['drop']}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="ledger" size={1.75} />
        <p>{t('ledger.verify.drop')}</p>
        <input
          ref={input}
          type="file"
          className="sr-only"
          tabIndex={-1}
          aria-hidden="true"
          accept=".tlog-proof,text/plain"
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <Button type="primary" onClick={() => input.current?.click()}>
          {t('ledger.verify.choose')}
        </Button>
      </div>
      <Input.TextArea
        aria-label={t('ledger.verify.paste')}
        placeholder={t('ledger.verify.paste')}
        value={pasted}
        rows={3}
        className={styles['mono'] ?? ''}
        onChange={(event) => {
          setPasted(event.target.value);
          onGiven(
            event.target.value === ''
              ? undefined
              : { name: t('ledger.verify.pasted'), text: event.target.value },
          );
        }}
      />
      {given && (
        <Button
          size="small"
          type="link"
          onClick={() => {
            setPasted('');
            onGiven(undefined);
          }}
        >
          {t('ledger.verify.another')}
        </Button>
      )}
    </div>
  );
}

interface KeysFieldProps {
  text: string;
  isOwn: boolean;
  onChange: (text: string | undefined) => void;
}

function KeysField({ text, isOwn, onChange }: KeysFieldProps) {
  const t = useText();
  const noteId = useId();
  return (
    <>
      <Input.TextArea
        aria-label={t('ledger.verify.keys')}
        aria-describedby={noteId}
        autoSize={{ minRows: 2, maxRows: 6 }}
        value={text}
        className={styles['mono'] ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={noteId} className={styles['hint']}>
        {t(isOwn ? 'ledger.verify.keys.own' : 'ledger.verify.keys.note')}{' '}
        {isOwn && (
          <Button size="small" type="link" onClick={() => onChange(undefined)}>
            {t('ledger.verify.keys.reset')}
          </Button>
        )}
      </p>
    </>
  );
}

function HowTo() {
  const t = useText();
  return (
    <div className={styles['howTo']}>
      <p>{t('ledger.verify.howTo')}</p>
      <ol>
        <li>{t('ledger.step.form')}</li>
        <li>{t('ledger.step.signature')}</li>
        <li>{t('ledger.step.inclusion')}</li>
        <li>{t('ledger.step.opening')}</li>
      </ol>
      <p>{t('ledger.verify.offline')}</p>
      <CodeBlock title={t('ledger.verify.command')} code={'npm run verify -- receipt.tlog-proof'} />
    </div>
  );
}
