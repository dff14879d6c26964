import { DecisionError } from '../decision-error.ts';

/** Deeper than any tree that people write, less deep than what a stack holds. */
const MAX_DEPTH = 1_000;
/** No character of a text makes more levels than these. */
const LEVELS_A_CHARACTER = 3;

/**
 * The tree itself, which is not deeper than those who walk it can go: `a + b + c + …` grows to the left without nesting
 * in the text. @throws DecisionError LIMIT_DEPTH
 */
export function boundDepth<T extends object>(tree: T, text: string): T {
  if (text.length * LEVELS_A_CHARACTER < MAX_DEPTH) return tree;
  let level: object[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new DecisionError('LIMIT_DEPTH', { limit: MAX_DEPTH });
    level = level.flatMap((node) =>
      Object.values(node).filter((part) => typeof part === 'object' && part !== null),
    );
  }
  return tree;
}
