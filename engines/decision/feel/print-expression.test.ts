import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Names } from './names.ts';
import { parseExpression, parseUnaryTests } from './parse-expression.ts';
import { printExpression, printUnaryTests } from './print-expression.ts';
import { expressions, MEMBERS, NAMES, TYPES, unaryTests } from './test/generate-expressions.ts';

const known = { variables: new Names(NAMES), members: new Names(MEMBERS), types: new Names(TYPES) };

/** A tree without places. */
const bare = (tree: unknown): unknown =>
  JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value)),
  );

describe('what is printed reads as the same tree', () => {
  it('expressions', () => {
    fc.assert(
      fc.property(expressions, (tree) => {
        expect(bare(parseExpression(printExpression(tree), known))).toEqual(bare(tree));
      }),
      { numRuns: 3000 },
    );
  });

  it('cells', () => {
    fc.assert(
      fc.property(unaryTests, (tests) => {
        expect(bare(parseUnaryTests(printUnaryTests(tests), known))).toEqual(bare(tests));
      }),
      { numRuns: 2000 },
    );
  });
});
