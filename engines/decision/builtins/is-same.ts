import { FeelDateTime } from '../values/date-time.ts';
import { equal } from '../values/equality.ts';
import { propertyOf } from '../values/properties.ts';
import { FeelTime } from '../values/time.ts';
import type { Run, Value } from '../values/value.ts';

/** FEEL's `is`: the same value of the same kind; times must say the same of their zones (DMN 1.5, clause 10.3.2.3). */
export function isSame(a: Value, b: Value, run: Run): boolean {
  if (a instanceof FeelTime) return b instanceof FeelTime && a.toString() === b.toString();
  // Of two hours that clocks show alike the second is told by its offset, though it keeps its zone.
  if (a instanceof FeelDateTime)
    return (
      b instanceof FeelDateTime &&
      a.toString() === b.toString() &&
      propertyOf(a, 'timezone') === propertyOf(b, 'timezone')
    );
  return equal(a, b, run) === true;
}
