import { rule, ruleParam } from '../../foundation/statute/index.ts';
import { visibleLength } from '../../platform/visible-length.ts';

/**
 * Which rule `text` falls short of: that of the decree, which `ruleId` names, where nothing is said at all; the
 * platform's own where it is too short to say something. Undefined: neither.
 */
export function unmetByWords(text: string | undefined, ruleId: string): string | undefined {
  const length = visibleLength(text ?? '');
  if (length === 0) return ruleId;
  return length < SHORTEST_WORDS ? rule('platform.words.shortest').id : undefined;
}

export const SHORTEST_WORDS = ruleParam('platform.words.shortest', 'characters');
