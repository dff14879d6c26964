import { isMessageKey } from '@tandem/messages';
import { ArticleLink } from '../design/article-link.tsx';
import { Facts, type Fact } from '../design/facts.tsx';
import { type Text, useText } from '../platform/i18n.ts';
import styles from './ledger-page.module.css';
import { payloadWords } from './payload-words.ts';

const LONG_HASH = /^[0-9a-f]{64}$/;
/** `21.reply.conditional`, `platform.reminder`. */
const RULE_ID = /^(\d+|platform)(\.[\w-]+)+$/;
const IDENTIFIER = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

function labelOf(t: Text, name: string): string {
  const key = `ledger.payload.${name}`;
  return isMessageKey(key) ? t(key) : name;
}

/** A field of an entry of that kind. */
interface Field {
  kind: string;
  name: string;
}

function PlainValue({ value, field }: { value: unknown; field: Field }) {
  const t = useText();
  if (value === null || value === '') return <span className="caption">–</span>;
  if (typeof value === 'boolean') return <>{value ? '✓' : '✗'}</>;
  const text = String(value);
  if (/[rR]ule$/.test(field.name) && RULE_ID.test(text)) return <RuleWords rule={text} />;
  const isCode = LONG_HASH.test(text) || IDENTIFIER.test(text) || /^[\w.-]+\.[\w.-]+$/.test(text);
  return isCode ? <code className={styles['code']}>{text}</code> : <>{payloadWords(t, field, text)}</>;
}

/** A rule by its article, where its id begins with one. */
function RuleWords({ rule }: { rule: string }) {
  const article = Number.parseInt(rule, 10);
  return <ArticleLink article={Number.isNaN(article) ? null : article} ruleId={rule} />;
}

function ValueView({ value, field }: { value: unknown; field: Field }) {
  const t = useText();
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return <>{value.map((each) => payloadWords(t, field, String(each))).join('、') || '–'}</>;
  if (typeof value === 'object' && value !== null) return <PayloadView payload={value} kind={field.kind} />;
  return <PlainValue value={value} field={field} />;
}

/** What an entry committed to, line by line; nested where it is nested. */
export function PayloadView({ payload, kind }: { payload: unknown; kind: string }) {
  const t = useText();
  if (typeof payload !== 'object' || payload === null)
    return <PlainValue value={payload} field={{ kind, name: '' }} />;
  const facts = Object.entries(payload).map(([name, value]): Fact => ({
    label: labelOf(t, name),
    value: <ValueView value={value} field={{ kind, name }} />,
  }));
  return <Facts facts={facts} plain labelWidth="6.5rem" />;
}
