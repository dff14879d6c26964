import { DecisionError } from '../decision-error.ts';

/** What is read, or why it can't be. */
export function attempt<T>(read: () => T): T | DecisionError {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecisionError) return error;
    throw error;
  }
}
