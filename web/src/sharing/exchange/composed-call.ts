import type { ComposedCall } from './call-examples.ts';
import type { CallGuide } from './exchange-queries.ts';

export type Mode = ComposedCall['mode'];

export interface KeyPart {
  item: string;
  value: string;
}

/** What the form of the page holds; from it call, curl and SDK code are made. */
export interface CallDraft {
  purpose: string;
  items: string[];
  /** All items of the entry's key; where it has none, one that rows can be looked up by. */
  key: KeyPart[];
  /** For `verify`: item to the value that is held. */
  given: Record<string, string>;
  format: 'csv' | 'xlsx' | 'parquet';
}

function agreedItems(guide: CallGuide, mode: Mode): string[] {
  return guide.items.filter((item) => item.served && item.modes.includes(mode)).map(({ name }) => name);
}

function firstKey({ items, keyItems, sample }: CallGuide): KeyPart[] {
  if (keyItems.length > 0) return keyItems.map((item) => ({ item, value: '' }));
  return [sample ?? { item: items.find(({ key, served }) => key && served)?.name ?? '', value: '' }];
}

/** Whether the call names a row; one that does not is nothing to send. */
export function isKeyed(mode: Mode, { key }: CallDraft): boolean {
  return mode === 'batch' || key.every(({ value }) => value.trim() !== '');
}

/** A call that fits the agreement, so that the first press of the button gets an answer. */
export function firstDraft(guide: CallGuide, mode: Mode): CallDraft {
  const items = agreedItems(guide, mode);
  const key = firstKey(guide);
  const asked = items.filter((name) => !key.some(({ item }) => item === name));
  const [checked] = asked;
  return {
    purpose: guide.purpose.code,
    items: mode === 'batch' ? items : asked.slice(0, 4),
    key,
    given: checked === undefined ? {} : { [checked]: '' },
    format: 'csv',
  };
}

export function composeCall(mode: Mode, draft: CallDraft): ComposedCall {
  const where = draft.key.map(({ item, value }) => ({ item, values: [value] }));
  switch (mode) {
    case 'query':
      return { mode, items: draft.items, where };
    case 'verify':
      return { mode, where, given: draft.given };
    case 'batch':
      return { mode, items: draft.items, format: draft.format };
  }
}

/** Modes that the agreement has and some served item allows. */
export function modesOf(guide: CallGuide): Mode[] {
  return guide.modes.filter((mode) => agreedItems(guide, mode).length > 0);
}
