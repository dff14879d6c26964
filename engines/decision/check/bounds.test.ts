import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import { escaped } from '../test/outcome.ts';
import { checkModel } from './check-model.ts';
import { modelOf } from './test/table-model.ts';

const INPUTS = ['x', 'y'];
const model = (feel: string) =>
  modelOf(
    `${INPUTS.map((name) => `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="number"/></inputData>`).join('')}
    <decision id="d" name="D"><variable name="D"/>${INPUTS.map((name) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`).join('')}
    <literalExpression><text>${escaped(feel)}</text></literalExpression></decision>`,
  );

const { divisors } = fc.letrec<{ divisors: string }>((tie) => {
  const any = tie('divisors');
  const of = (make: (a: string, b: string) => string) => fc.tuple(any, any).map(([a, b]) => make(a, b));
  return {
    divisors: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('x', 'y', '0', '1', '-1', '2', '0.5', '-3'),
      fc.constantFrom('+', '-', '*').chain((operator) => of((a, b) => `(${a} ${operator} ${b})`)),
      of((a) => `(${a} * ${a})`),
      of((a) => `((${a}) ** 2)`),
      of((a) => `abs(${a})`),
      of((a) => `-(${a})`),
      fc.constantFrom('min', 'max').chain((name) => of((a, b) => `${name}(${a}, ${b})`)),
      fc.constantFrom('min', 'max').chain((name) => of((a, b) => `${name}([${a}, ${b}])`)),
      of((a, b) => `(if x > y then ${a} else ${b})`),
      of((a, b) => `(for i in [1, -2] return i + ${a})[1] + ${b}`),
    ),
  };
});

const UNSAFE = ['DIVISION_BY_ZERO', 'DIVISION_MAY_BE_ZERO'];

it('what is said to be no divisor of zero never is', () => {
  let safe = 0;
  fc.assert(
    fc.property(
      divisors,
      fc.integer({ min: -6, max: 6 }),
      fc.integer({ min: -6, max: 6 }),
      (divisor, x, y) => {
        if (checkModel(model(`1 / (${divisor})`)).some(({ code }) => UNSAFE.includes(code))) return;
        safe += 1;
        for (const given of [
          { x: x / 2, y: y / 2 },
          { x, y: x },
          { x: 0, y: 0 },
        ])
          expect(compileModel(model(divisor)).evaluate('D', given).value, divisor).not.toBe(0);
      },
    ),
    { numRuns: 2000 },
  );
  expect(safe).toBeGreaterThan(200);
});
