import { bareType } from '../types/type.ts';
import type { Table, Test } from './ir.ts';
import { MARKED_AT_ONCE } from './source-marks.ts';
import { plainKindOf, plainTest, type PlainKind } from './source-tests.ts';

/** Rules of one function: engines compile functions well up to a size. */
export const RULES_AT_ONCE = MARKED_AT_ONCE;

/** What deciding a table costs; a small one nothing. */
export const stepsOf = ({ rules }: Table): number => (rules.length > RULES_AT_ONCE ? rules.length : 0);

interface Placed {
  test: Test;
  column: number;
}

/**
 * In which order the tests of a rule are asked, those that test nothing left out: first those that have nothing to say
 * of a value of their column's kind. Whoever decides a table asks in this order, so that all have the same to say.
 */
export function orderOfTests(
  kinds: readonly (PlainKind | undefined)[],
): (tests: readonly Test[]) => readonly Placed[] {
  // Cells of a column that are alike have one test.
  const known = kinds.map(() => new Map<Test, boolean>());
  const isPlain = ({ test, column }: Placed): boolean => {
    const kind = kinds[column];
    if (kind === undefined) return false;
    const found = known[column]?.get(test) ?? plainTest(test, '', kind, () => '') !== undefined;
    known[column]?.set(test, found);
    return found;
  };
  return (tests) => {
    const asked = tests.map((test, column) => ({ test, column })).filter(({ test }) => test.test !== 'any');
    const plain = asked.filter(isPlain);
    return plain.length === asked.length ? asked : [...plain, ...asked.filter((one) => !isPlain(one))];
  };
}

/** By column. */
export function plainKinds({ inputs, rules }: Table): (PlainKind | undefined)[] {
  const columns = inputs.map((): Test[] => []);
  for (const { tests } of rules)
    for (const [column, test] of tests.entries()) if (test.test !== 'any') columns[column]?.push(test);
  return inputs.map((input, column) => plainKind(input, columns[column] ?? []));
}

/** The kind that the tests of a column are about; undefined if none of them can be plain. */
function plainKind({ value }: Table['inputs'][number], tests: readonly Test[]): PlainKind | undefined {
  const declared = bareType(value.type).kind;
  const kind =
    (['number', 'string', 'boolean', 'date'] as const).find((one) => one === declared) ?? kindOfTests(tests);
  return kind && tests.some((test) => plainTest(test, 'x', kind, () => 'k') !== undefined) ? kind : undefined;
}

function kindOfTests(tests: readonly Test[]): PlainKind | undefined {
  for (const test of tests) {
    const kind = kindOfTest(test);
    if (kind) return kind;
  }
  return undefined;
}

function kindOfTest(test: Test): PlainKind | undefined {
  switch (test.test) {
    case 'compare':
      return test.operand.op === 'constant' ? plainKindOf(test.operand.value) : undefined;
    case 'between':
      return test.low.op === 'constant' ? plainKindOf(test.low.value) : undefined;
    case 'either':
      return kindOfTests(test.tests);
    case 'not':
      return kindOfTest(test.of);
    default:
      return undefined;
  }
}
