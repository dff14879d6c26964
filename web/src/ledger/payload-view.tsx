import { isMessageKey } from '@tandem/messages';
import { Facts, type Fact } from '../design/facts.tsx';
import { type Text, useText } from '../platform/i18n.ts';
import styles from './ledger-page.module.css';

const LONG_HASH = /^[0-9a-f]{64}$/;
const IDENTIFIER = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

function labelOf(t: Text, name: string): string {
  const key = `ledger.payload.${name}`;
  return isMessageKey(key) ? t(key) : name;
}

function PlainValue({ value }: { value: unknown }) {
  if (value === null || value === '') return <span className="caption">–</span>;
  if (typeof value === 'boolean') return <>{value ? '✓' : '✗'}</>;
  const text = String(value);
  const isCode = LONG_HASH.test(text) || IDENTIFIER.test(text) || /^[\w.-]+\.[\w.-]+$/.test(text);
  return isCode ? <code className={styles['code']}>{text}</code> : <>{text}</>;
}

function ValueView({ value }: { value: unknown }) {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return <>{value.join('、') || '–'}</>;
  if (typeof value === 'object' && value !== null) return <PayloadView payload={value} />;
  return <PlainValue value={value} />;
}

/** What an entry committed to, line by line; nested where it is nested. */
export function PayloadView({ payload }: { payload: unknown }) {
  const t = useText();
  if (typeof payload !== 'object' || payload === null) return <PlainValue value={payload} />;
  const facts = Object.entries(payload).map(([name, value]): Fact => ({
    label: labelOf(t, name),
    value: <ValueView value={value} />,
  }));
  return <Facts facts={facts} plain labelWidth="6.5rem" />;
}
