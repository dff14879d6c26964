import { BOOLEAN } from '../types/type.ts';
import { beginningOf } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';
import { compileToClosures } from './closures.ts';
import { foldedOr } from './fold.ts';
import type { Ir, Primitive, Test } from './ir.ts';

/** How much of a value that is not allowed a message tells. */
const MOST_CHARACTERS = 100;

/**
 * An output as it is, with a warning if it is not among the values listed for its column. DMN has no other consequence
 * (clause 8.3.3). `slot` is for the value while it is looked at; null needs no allowance.
 */
export function listedOutput(value: Ir, slot: number, test: Test): Ir {
  const call: Primitive['call'] = (run, output = null, isListed = null) => {
    if (output !== null && isListed !== true)
      run.warn('OUTPUT_NOT_ALLOWED', { value: beginningOf(output, MOST_CHARACTERS) });
    return output;
  };
  const { type } = value;
  const own: Ir = { op: 'slot', slot, type };
  const isListed: Ir = { op: 'test', slot, test, type: BOOLEAN };
  const looked: Ir = { op: 'apply', primitive: { name: 'listed', call }, args: [own, isListed], type };
  const checked: Ir = { op: 'let', slot, value, body: looked, type };
  if (!isClosed(test)) return checked;
  // A constant that is listed needs no look at run time.
  const code = compileToClosures({ parameters: [{ name: '?', slot, type }], slots: slot + 1, body: looked });
  return foldedOr(checked, [value], (run, values: readonly Value[]) => code(values, run));
}

/** Whether a test needs nothing but the value. */
function isClosed(test: Test): boolean {
  switch (test.test) {
    case 'any':
      return true;
    case 'compare':
    case 'matches':
      return test.operand.op === 'constant';
    case 'between':
      return test.low.op === 'constant' && test.high.op === 'constant';
    case 'either':
      return test.tests.every(isClosed);
    case 'not':
      return isClosed(test.of);
    case 'holds':
      return false;
  }
}
