import { rule, ruleParam } from '../../foundation/statute/index.ts';
import { lettersIn, visibleLength } from '../../platform/visible-length.ts';

/**
 * Which rule `text` falls short of: that of the decree, which `ruleId` names, where nothing is said at all; the
 * platform's own where it has too few letters and digits to say something. Undefined: neither.
 */
export function unmetByWords(text: string | undefined, ruleId: string): string | undefined {
  if (visibleLength(text ?? '') === 0) return ruleId;
  return lettersIn(text ?? '') < SHORTEST_WORDS ? rule('platform.words.shortest').id : undefined;
}

export const SHORTEST_WORDS = ruleParam('platform.words.shortest', 'characters');
