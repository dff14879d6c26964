import { isMessageKey } from '@tandem/messages';
import type { Text } from '../platform/i18n.ts';

/** Under which messages the codes of a field are known, whatever the entry is about. */
const VOCABULARIES: Readonly<Record<string, readonly string[]>> = {
  mode: ['exchange.mode'],
  modes: ['exchange.mode'],
  role: ['console.role'],
  side: ['request.side'],
  shareClass: ['console.shareClass'],
  ground: ['request.ground'],
  cause: ['agreement.cause', 'catalogue.cause'],
  method: ['request.disposal'],
  stage: ['ledger.value.stage'],
  result: ['catalogue.result'],
  kind: ['ledger.value.kind', 'catalogue.assessment'],
  by: ['ledger.value.by'],
  decision: ['ledger.value.decision'],
};

/** The same where the room that made the entry has its own words. */
const ROOM_VOCABULARIES: Readonly<Record<string, string>> = {
  from: 'state',
  to: 'state',
  state: 'state',
  act: 'act',
};

/** What people call a code in an entry of that kind; any other text as it is. */
export function payloadWords(t: Text, field: { kind: string; name: string }, text: string): string {
  const { kind, name } = field;
  const own = ROOM_VOCABULARIES[name];
  const room = kind.split('.')[0] ?? '';
  const vocabularies = own === undefined ? VOCABULARIES[name] : [`${room}.${own}`, `request.${own}`];
  const key = vocabularies?.map((vocabulary) => `${vocabulary}.${text}`).find(isMessageKey);
  return key === undefined ? text : t(key);
}
