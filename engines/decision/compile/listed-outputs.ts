import { ANY, BOOLEAN } from '../types/type.ts';
import { beginningOf } from '../values/to-text.ts';
import { compileToClosures } from './closures.ts';
import { foldedOr } from './fold.ts';
import type { Ir, Primitive, Test } from './ir.ts';

/** How much of a value that is not allowed a message tells. */
const MOST_CHARACTERS = 100;

/** Asks once for all outputs of a column whether a value is listed. `slot` is the one that the test looks at. */
export interface Listing {
  slot: number;
  test: Test;
}

const look: Primitive['call'] = (run, output = null, isListed = null) => {
  if (output !== null && isListed !== true)
    run.warn('OUTPUT_NOT_ALLOWED', { value: beginningOf(output, MOST_CHARACTERS) });
  return output;
};

function looked({ slot, test }: Listing, type: Ir['type']): Ir {
  const args: Ir[] = [
    { op: 'slot', slot, type },
    { op: 'test', slot, test, type: BOOLEAN },
  ];
  return { op: 'apply', primitive: { name: 'listed', call: look }, args, type };
}

/**
 * What makes an output one that is given as it is, with a warning if it is not among the values listed for its column. DMN
 * has no other consequence (clause 8.3.3). Null needs no allowance.
 */
export const listedOutput =
  (listing: Listing) =>
  (value: Ir): Ir => ({
    op: 'let',
    slot: listing.slot,
    value,
    body: looked(listing, value.type),
    type: value.type,
  });

/** The same for a test that asks for nothing but the value: a constant that is listed needs no look at run time. */
export function listedByItself(listing: Listing): (value: Ir) => Ir {
  const { slot } = listing;
  const code = compileToClosures({
    parameters: [{ name: '?', slot, type: ANY }],
    slots: slot + 1,
    body: looked(listing, ANY),
  });
  const primitive: Primitive = { name: 'listed', call: (run, value = null) => code([value], run) };
  return (value) =>
    foldedOr({ op: 'apply', primitive, args: [value], type: value.type }, [value], (run, [known = null]) =>
      code([known], run),
    );
}

/** Whether a test needs nothing but the value. */
export function isClosed(test: Test): boolean {
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
