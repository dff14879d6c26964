import { isMessageKey } from '@tandem/messages';
import { formatShortDate } from '../../platform/formats.ts';
import { type Text, type TextValues, useText } from '../../platform/i18n.ts';
import { useNow } from '../../platform/session.ts';

/** A sentence that the server names by its key; a key this console does not know yet shows as it is. */
export function say(t: Text, key: string, params: TextValues = {}): string {
  return isMessageKey(key) ? t(key, params) : key;
}

const plainDate = /^\d{4}-\d{2}-\d{2}$/;

/** The same, with days written as everywhere in the console: the year only when it is another one. */
export function useSay(): (key: string, params?: TextValues) => string {
  const t = useText();
  const now = useNow();
  return (key, params = {}) => {
    const written = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && plainDate.test(value) ? formatShortDate(value, now) : value,
    ]);
    return say(t, key, Object.fromEntries(written) as TextValues);
  };
}
