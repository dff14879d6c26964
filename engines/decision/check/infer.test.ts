import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import { Evaluation, DEFAULT_LIMITS } from '../compile/run.ts';
import { expressions, NAMES } from '../feel/test/generate-expressions.ts';
import { printExpression } from '../feel/print-expression.ts';
import { coerced } from '../types/conformance.ts';
import { typeToText } from '../types/type.ts';
import { DecisionError } from '../decision-error.ts';
import type { Value } from '../values/value.ts';
import { toText } from '../values/to-text.ts';
import { BUILTINS } from '../builtins/builtins.ts';
import { Names } from '../feel/names.ts';
import { TextCheck } from './check-text.ts';
import { Definitions } from './definitions.ts';
import { local, Scope } from './scope.ts';
import { escapeXml, modelOf } from './test/table-model.ts';

const GIVEN = NAMES.filter((name) => name !== 'date and time');
const INPUTS = GIVEN.map((name, at) => `<inputData id="i${at}" name="${name}"/>`).join('');
const REQUIRES = GIVEN.map(
  (_, at) => `<informationRequirement><requiredInput href="#i${at}"/></informationRequirement>`,
).join('');

/** Null for what goes beyond a limit. */
function valueOf(evaluate: () => Value): Value {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof DecisionError) return null;
    throw error;
  }
}

it('the value of an expression is of the type inferred for it', () => {
  const values = fc.constantFrom(null, 1, 'a', true, [1, 2], { size: 3 });
  fc.assert(
    fc.property(expressions, fc.array(values, { minLength: 6, maxLength: 6 }), (expression, given) => {
      const text = printExpression(expression);
      // Of a function the type that is inferred says more than the one that its value knows.
      fc.pre(!text.includes('function'));
      const model = modelOf(
        `${INPUTS}<decision id="d" name="D">${REQUIRES}<literalExpression><text>${escapeXml(text)}</text></literalExpression></decision>`,
      );
      const definitions = new Definitions(model);
      const place = { model: '', name: 'D', id: 'd', at: { line: 1, column: 1 } };
      const scope = new Scope(
        [
          ...GIVEN.map((name) => [name, local()] as const),
          ...[...BUILTINS.keys()].map((name) => [name, local()] as const),
        ],
        { members: new Names(['size', 'start date', '金额']), types: new Names() },
      );
      const read = new TextCheck(definitions, place).expression(
        { text, language: undefined, place: place.at },
        scope,
      );
      const compiled = compileModel(model, { limits: { steps: 10_000 } });
      if (!read || compiled.errors.length > 0) return;
      const input = Object.fromEntries(GIVEN.map((name, at) => [name, given[at]]));
      const value = valueOf(() => compiled.evaluate('D', input).value);
      const conforms = coerced(value, read.told.type, new Evaluation(DEFAULT_LIMITS)) === value;
      expect([text, typeToText(read.told.type), toText(value), conforms]).toEqual([
        text,
        typeToText(read.told.type),
        toText(value),
        true,
      ]);
    }),
    { numRuns: 1000 },
  );
});
