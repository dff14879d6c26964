import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';
import { checkModel } from './check-model.ts';
import type { Finding } from './finding.ts';
import { tableModel } from './test/table-model.ts';

const CLOCKS = [
  ...['09:00:00', '10:00:00', '10:00:00.2', '10:00:00.5', '10:00:00.7', '10:00:01', '10:00:01.2'],
  ...['10:00:01.25', '10:00:01.3', '10:00:02', '13:00:00'],
];
/** Of moments that are never equal to a constant only order counts: before, at, between and after the constants of each type. */
const ASIDE = {
  time: ['09:00:00', '10:00:00.5', '10:00:00.7', '10:00:01.25', '13:00:00'],
  dateTime: ['09:00:00', '10:00:00', '10:00:00.5', '10:00:01', '13:00:00'],
};

/** What stands for each part that constants of a type divide its values into. */
const TYPES = {
  number: {
    allowed: ['[0..2]', '0, 1, 2.5', '> 1'],
    constants: ['0', '1', '2.5'],
    samples: ['-1', '0', '0.5', '1', '2', '2.5', '3'],
  },
  string: {
    allowed: ['"a", "b"', '"a", "b", "d"'],
    constants: ['"a"', '"b"', '"c"'],
    samples: ['""', '"A"', '"a"', '"aa"', '"b"', '"bb"', '"c"', '"cc"', '"d"'],
  },
  boolean: { allowed: ['true'], constants: ['true', 'false'], samples: ['true', 'false'] },
  date: {
    allowed: ['>= @"2026-01-02"'],
    constants: ['@"2026-01-01"', '@"2026-01-02"', '@"2026-01-04"'],
    samples: ['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'],
  },
  // `=` counts whole seconds, order does not; who says no zone has that of the other.
  time: {
    allowed: ['>= @"10:00:01.25"'],
    constants: ['@"10:00:00.5"', '@"10:00:01.25"'],
    samples: CLOCKS,
    aside: ASIDE.time.map((text) => `${text}+03:00`),
  },
  dateTime: {
    allowed: ['>= @"2026-01-01T10:00:01Z"'],
    constants: ['@"2026-01-01T10:00:00Z"', '@"2026-01-01T10:00:01Z"'],
    samples: CLOCKS.map((text) => `2026-01-01T${text}Z`),
    aside: ASIDE.dateTime.map((text) => `2026-01-01T${text}`),
  },
  zonedTime: {
    declared: 'time',
    allowed: ['< @"10:00:01Z"'],
    constants: ['@"10:00:00Z"', '@"11:00:01+01:00"'],
    samples: CLOCKS.map((text) => `${text}Z`),
    // Each constant is told by its own clock.
    aside: ['09:00:00', '10:00:00', '10:30:00', '11:00:01', '13:00:00'],
  },
  localDateTime: {
    declared: 'dateTime',
    allowed: ['>= @"2026-01-01T10:00:01.25"'],
    constants: ['@"2026-01-01T10:00:00.5"', '@"2026-01-01T10:00:01.25"'],
    samples: CLOCKS.map((text) => `2026-01-01T${text}`),
    aside: ASIDE.time.map((text) => `2026-01-01T${text}+03:00`),
  },
} as const;
type TypeName = keyof typeof TYPES;

/** An input with its type declared or not, and allowed values or none. */
interface Column {
  type: TypeName;
  isDeclared: boolean;
  allowed: string | undefined;
}

const columns: fc.Arbitrary<Column> = fc.constantFrom(...(Object.keys(TYPES) as TypeName[])).chain((type) =>
  fc.record({
    type: fc.constant(type),
    isDeclared: fc.boolean(),
    allowed: fc.option(fc.constantFrom(...TYPES[type].allowed), { nil: undefined }),
  }),
);

/** A value of another type stands for all of those, where none is declared. */
function samplesOf({ type, isDeclared }: Column): Value[] {
  const { samples } = TYPES[type];
  return [
    ...samples.map((text) => read(type, text)),
    null,
    ...asideOf(type),
    ...(isDeclared ? [] : [foreignTo(type)]),
  ];
}

const declaredAs = (type: TypeName): string => {
  const of = TYPES[type];
  return 'declared' in of ? of.declared : type;
};

const read = (type: TypeName, text: string): Value =>
  /date|time/i.test(type) ? (parseTemporal(text) ?? null) : (JSON.parse(text) as Value);

const foreignTo = (type: TypeName): Value => (type === 'string' ? 77 : 'zzz');

/** Moments with a zone where the constants have none, and the reverse. */
function asideOf(type: TypeName): Value[] {
  const of = TYPES[type];
  return 'aside' in of ? of.aside.map((text) => read(type, text)) : [];
}

/** Whether a value is none of those that the constants of a type are about. */
const isAside = (value: Value, type: TypeName = 'number'): boolean =>
  value === foreignTo(type) || asideOf(type).some((one) => toText(one) === toText(value));

function cellOf(type: TypeName): fc.Arbitrary<string> {
  const constant = fc.constantFrom(...TYPES[type].constants);
  const positive =
    type === 'boolean'
      ? constant
      : fc.oneof(
          constant,
          fc.constant('null'),
          fc
            .tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), constant)
            .map((parts) => parts.join(' ')),
          fc
            .tuple(fc.constantFrom('[', '('), constant, constant, fc.constantFrom(']', ')'))
            .map(([open, low, high, close]) => `${open}${low}..${high}${close}`),
          fc.tuple(constant, constant).map(([a, b]) => `[${a}, ${b}]`),
          fc.tuple(constant, constant).map(([a, b]) => `? >= ${a} and not(? = ${b})`),
          fc.tuple(constant, constant).map(([a, b]) => `? between ${a} and ${b} or ? = null`),
          fc.tuple(constant, constant).map(([a, b]) => `? in (< ${a}, > ${b})`),
        );
  const tests = fc.array(positive, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(', '));
  return fc.oneof(
    { arbitrary: fc.constant('-'), weight: 2 },
    tests,
    tests.map((text) => `not(${text})`),
  );
}

interface Sketch {
  columns: Column[];
  rows: readonly (readonly string[])[];
}

const tables: fc.Arbitrary<Sketch> = fc
  .array(columns, { minLength: 1, maxLength: 3 })
  .chain((all) =>
    fc
      .array(fc.tuple(...all.map(({ type }) => cellOf(type))), { minLength: 1, maxLength: 5 })
      .map((rows) => ({ columns: all, rows })),
  );

const NAMES = ['x', 'y', 'z'];

const tableOf = ({ columns: all, rows }: Sketch, policy: string) =>
  tableModel({
    policy,
    inputs: all.map(({ type, isDeclared, allowed }, at) => ({
      name: NAMES[at] ?? '',
      ...(isDeclared && { type: declaredAs(type) }),
      ...(allowed !== undefined && { allowed }),
    })),
    rules: rows.map((cells, index) => [...cells, String(index + 1)]),
  });

const findingsOf = (sketch: Sketch, policy: string, ...codes: string[]): Finding[] =>
  checkModel(tableOf(sketch, policy), { regions: 10_000 }).filter(({ code }) => codes.includes(code));

/** Every combination of samples. */
const pointsOf = (sketch: Sketch): Value[][] =>
  sketch.columns.reduce<Value[][]>(
    (before, column) => before.flatMap((point) => samplesOf(column).map((value) => [...point, value])),
    [[]],
  );

/** The numbers of the rules that hold, as the engine decides. */
function hitsOf(sketch: Sketch) {
  const compiled = compileModel(tableOf(sketch, 'COLLECT'));
  return (point: readonly Value[]): number[] => {
    const { value } = compiled.evaluate('D', new Map(point.map((one, at) => [NAMES[at] ?? '', one])));
    return Array.isArray(value) ? value.map(Number) : [];
  };
}

/** Findings with regions as rules of a table of their own. */
const regionsOf = ({ columns: all }: Sketch, findings: readonly Finding[]): Sketch => ({
  columns: all,
  rows: findings.map(({ region }) => all.map((_, at) => region?.[NAMES[at] ?? ''] ?? '-')),
});

/** Whether a value is one that the column is about: an allowed one of its type, or null where its cells speak of it. */
function isSpokenOf(sketch: Sketch): (point: readonly Value[]) => boolean {
  const tests = sketch.columns.map(({ type, allowed = '-' }, at) => {
    const speaksOfNull = sketch.rows.some((cells) => cells[at]?.includes('null'));
    const allows = hitsOf({ columns: [{ type, isDeclared: true, allowed: undefined }], rows: [[allowed]] });
    return (value: Value) =>
      value === null ? speaksOfNull : !isAside(value, type) && allows([value]).length > 0;
  });
  return (point) => point.every((value, at) => tests[at]?.(value));
}

describe('against every combination of samples', () => {
  it('a region is named a gap exactly where no rule holds', () => {
    fc.assert(
      fc.property(tables, (sketch) => {
        const gaps = regionsOf(sketch, findingsOf(sketch, 'COLLECT', 'TABLE_GAP_EMPTY'));
        const [hits, named] = [hitsOf(sketch), hitsOf(gaps)];
        for (const point of pointsOf(sketch).filter(isSpokenOf(sketch)))
          expect([point, named(point).length]).toEqual([point, hits(point).length === 0 ? 1 : 0]);
      }),
      { numRuns: 100 },
    );
  });

  it('an overlap is named exactly where two rules hold', () => {
    fc.assert(
      fc.property(tables, (sketch) => {
        const overlaps = findingsOf(sketch, 'UNIQUE', 'TABLE_OVERLAP', 'TABLE_OVERLAP_POSSIBLE');
        const [hits, named] = [hitsOf(sketch), hitsOf(regionsOf(sketch, overlaps))];
        for (const point of pointsOf(sketch)) {
          if (point.some((value, at) => isAside(value, sketch.columns[at]?.type))) continue;
          const pairs = named(point).map((number) => overlaps[number - 1]?.params);
          const hit = hits(point);
          const expected = hit.flatMap((first) =>
            hit.filter((second) => second > first).map((second) => ({ first, second })),
          );
          expect([point, new Set(pairs)]).toEqual([point, new Set(expected)]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a rule is said to have no effect exactly if it is never hit first', () => {
    fc.assert(
      fc.property(tables, (sketch) => {
        const codes = ['RULE_SHADOWED', 'RULE_UNREACHABLE', 'RULE_NEVER_MATCHES'];
        const without = findingsOf(sketch, 'FIRST', ...codes).map(({ params }) => params['rule']);
        const hits = hitsOf(sketch);
        const first = new Set(pointsOf(sketch).map((point) => hits(point)[0]));
        const expected = sketch.rows.map((_, index) => index + 1).filter((rule) => !first.has(rule));
        // Of values of other types than those spoken of it claims nothing.
        if (sketch.columns.every(({ isDeclared }) => isDeclared)) expect(without).toEqual(expected);
        else expect(expected).toEqual(expect.arrayContaining(without));
      }),
      { numRuns: 100 },
    );
  });
});
