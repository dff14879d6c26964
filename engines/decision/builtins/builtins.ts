import type { FeelFunction } from '../values/function.ts';
import { AGGREGATES } from './aggregates.ts';
import { CONTEXT_FUNCTIONS } from './contexts.ts';
import { CONVERSION_FUNCTIONS } from './conversion.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { RANGE_FUNCTIONS } from './ranges.ts';
import { TEMPORAL_FUNCTIONS } from './temporal.ts';
import { TEXT_FUNCTIONS } from './text.ts';

/**
 * The built-in functions of FEEL by name (DMN 1.5, clause 10.3.4). Arguments of another kind than a function takes, too
 * many or too few, and values for which it has no result give null and a warning (`FEEL_ARGUMENTS`, `FEEL_NO_VALUE`).
 */
export const BUILTINS: ReadonlyMap<string, FeelFunction> = new Map([
  ...CONVERSION_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...AGGREGATES,
  ...CONTEXT_FUNCTIONS,
  ...TEMPORAL_FUNCTIONS,
  ...RANGE_FUNCTIONS,
]);
