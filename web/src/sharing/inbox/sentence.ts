import { isMessageKey } from '@tandem/messages';
import type { Text, TextKey, TextValues } from '../../platform/i18n.ts';

/** A sentence that the server names by its key; a key this console does not know yet shows as it is. */
export function say(t: Text, key: string, params: TextValues = {}): string {
  return isMessageKey(key) ? t(key as TextKey, params) : key;
}
