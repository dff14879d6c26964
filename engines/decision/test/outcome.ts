import { DecisionError } from '../decision-error.ts';

/** What an evaluation may use in tests of hostile models. */
export const LIMITS = { steps: 20_000, depth: 100, size: 10_000 };

/** What it gives, or by which code it is refused. @throws whatever is none of this engine's refusals */
export function outcomeOf(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return error.code;
  }
}

/** Text as it may stand in XML, in elements and attributes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"\n\u2028\u2029]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
