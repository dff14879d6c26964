import { isMessageKey } from '@tandem/messages';
import type { Text } from '../platform/i18n.ts';

function camel(kebab: string): string {
  return kebab.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * What happened, in words: `request.grant` is 申请 · 答复同意. The compiler sees to it that every kind that the server
 * writes has some (`EntryKind`); a kind of another version stays as it is written.
 */
export function kindWords(t: Text, kind: string): string {
  const own = `ledger.kind.${kind}`;
  if (isMessageKey(own)) return t(own);
  const [room = '', act = ''] = kind.split('.');
  const actKey = `request.act.${camel(act)}`;
  const roomKey = `ledger.room.${room}`;
  return isMessageKey(roomKey) && isMessageKey(actKey) ? `${t(roomKey)} · ${t(actKey)}` : kind;
}

const subjectPages: Readonly<Record<string, string>> = {
  request: '/requests/',
  agreement: '/agreements/',
  resource: '/catalogue/',
};

/** Where what an entry is about can be read; undefined when it has no page. */
export function subjectHref(subject: string): string | undefined {
  const [kind = '', id = ''] = subject.split(':');
  const page = subjectPages[kind];
  return page !== undefined && /^[0-9a-f-]{36}$/.test(id) ? `${page}${id}` : undefined;
}

/** 协议 …695053ff6629: what an entry is about, by kind and the end of its id. */
export function subjectWords(t: Text, subject: string): string {
  const [kind = '', id = ''] = subject.split(':');
  const key = `ledger.room.${kind}`;
  return `${isMessageKey(key) ? t(key) : kind} ${id.length > 14 ? `…${id.slice(-12)}` : id}`;
}
