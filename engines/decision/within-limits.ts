import { DecisionError } from './decision-error.ts';

/** What JavaScript itself refuses for its size, as a code: its stack may end before our limits do. */
export function limitOf(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return new DecisionError(/stack/.test(error.message) ? 'LIMIT_DEPTH' : 'LIMIT_SIZE', { limit: 'engine' });
}

/** @throws DecisionError LIMIT_DEPTH, LIMIT_SIZE where JavaScript has no more room; whatever `work` throws */
export function withinLimits<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw limitOf(error);
  }
}
