import type { ComposedCall } from './call-examples.ts';
import type { CallGuide } from './exchange-queries.ts';

export type Mode = ComposedCall['mode'];

/** What the form of the page holds; from it call, curl and SDK code are made. */
export interface CallDraft {
  purpose: string;
  items: string[];
  keyItem: string;
  keyValue: string;
  /** For `verify`: item to the value that is held. */
  given: Record<string, string>;
  format: 'csv' | 'xlsx' | 'parquet';
}

function agreedItems(guide: CallGuide, mode: Mode): string[] {
  return guide.items.filter((item) => item.served && item.modes.includes(mode)).map(({ name }) => name);
}

/** A call that fits the agreement, so that the first press of the button gets an answer. */
export function firstDraft(guide: CallGuide, mode: Mode): CallDraft {
  const items = agreedItems(guide, mode);
  const keys = guide.items.filter((item) => item.key && item.served);
  const keyItem = guide.sample?.item ?? keys[0]?.name ?? '';
  const asked = items.filter((name) => name !== keyItem);
  const [checked] = asked;
  return {
    purpose: guide.purpose.code,
    items: mode === 'batch' ? items : asked.slice(0, 4),
    keyItem,
    keyValue: guide.sample?.value ?? '',
    given: checked === undefined ? {} : { [checked]: '' },
    format: 'csv',
  };
}

export function composeCall(mode: Mode, draft: CallDraft): ComposedCall {
  const where = [{ item: draft.keyItem, values: [draft.keyValue] }];
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
