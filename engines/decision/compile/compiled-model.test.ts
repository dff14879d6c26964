import { describe, expect, it } from 'vitest';
import { columnOf, valueAt } from '../batch/column.ts';
import { compileBatch } from '../batch/compile-batch.ts';
import { DecisionError } from '../decision-error.ts';
import { readModel } from '../model/read-model.ts';
import { FeelDate } from '../values/date.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';
import { compileModel, type CompiledModel, type CompileOptions } from './compiled-model.ts';
import { literal, writeDmn, writeTable, type WrittenTable } from './test/write-table.ts';

const BACK_ENDS = ['closures', 'source'] as const;

function evaluated(feel: string, options: CompileOptions = {}): string {
  const model = readModel(writeDmn({ decisions: [{ name: 'd', logic: literal(feel) }] }));
  return toText(compileModel(model, options).evaluate('d').value);
}

/** Some 40,000 units. */
const LONG_TEXT = '(for i in 1..13 return if i = 1 then "🐎🐎ab" else partial[-1] + partial[-1])[-1]';

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return error.code;
  }
}

describe.each(BACK_ENDS)('FEEL by %s', (backEnd) => {
  it.each([
    // numbers are decimals
    ['0.1 + 0.2', '0.3'],
    ['1 / 3', '0.3333333333333333333333333333333333'],
    ['4 ** 0.5', '2'],
    ['1 / 0', 'null'],
    ['-(3 - 5)', '2'],
    ['"a" + "b"', 'ab'],
    ['1 + "b"', 'null'],
    // three values
    ['true and null', 'null'],
    ['false and null', 'false'],
    ['null or true', 'true'],
    ['"x" or false', 'null'],
    ['if null then 1 else 2', '2'],
    ['1 = "1"', 'null'],
    ['null = null', 'true'],
    ['1 < null', 'null'],
    ['[1, 2] = [1, 2]', 'true'],
    // ranges and tests
    ['5 in [1..5)', 'false'],
    ['5 in (< 3, >= 5)', 'true'],
    ['5 in (null..10]', 'null'],
    ['5 in [1, 5]', 'true'],
    ['"b" in ["a".."c"]', 'true'],
    ['3 between 1 and 3', 'true'],
    ['(!=10).start included', 'false'],
    ['(= 10) = [10..10]', 'false'],
    // lists, filters, paths
    ['[1, 2, 3][-1]', '3'],
    ['[1, 2, 3][4]', 'null'],
    ['[1, 2, 3][item > 1]', '[2, 3]'],
    ['[{a: 1, b: 2}, {a: 3}][a > 2].a', '[3]'],
    ['[{a: 1}, {a: [2, 3]}].a', '[1, [2, 3]]'],
    ['{a: 1, b: a + 1}.b', '2'],
    ['{a b: 1, c: {d: a b}}.c.d', '1'],
    ['[[1, 2], [3]][count(item) = 1]', '[[3]]'],
    // iteration
    ['for i in 1..3, j in i..3 return i * j', '[1, 2, 3, 4, 6, 9]'],
    ['for i in 3..1 return i', '[3, 2, 1]'],
    ['for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]', '[1, 1, 2, 3, 5]'],
    ['(for i in 1..3 return function(x) x + i)[2](10)', '12'],
    ['for d in @"2024-02-28"..@"2024-03-01" return d.day', '[28, 29, 1]'],
    ['some x in [1, null, 3] satisfies x > 2', 'true'],
    ['every x in [1, null] satisfies x > 0', 'null'],
    ['some x in [] satisfies x', 'false'],
    // functions
    ['(function(a: number, b) a + b)(b: 2, a: 1)', '3'],
    ['(function(a: number) a)("x")', 'null'],
    ['(function(a) a)(1, 2)', 'null'],
    ['substring(string: "foobar", start position: 4)', 'bar'],
    ['{f: function(x) function(y) x - y, r: f(5)(3)}.r', '2'],
    // types
    ['[1, 2] instance of list<number>', 'true'],
    ['{a: 1} instance of context<a: string>', 'false'],
    ['null instance of number', 'false'],
    ['unknown + 1', 'null'],
  ])('%s is %s', (feel, text) => {
    expect(evaluated(feel, { backEnd })).toBe(text);
  });
});

const TABLE: WrittenTable = {
  hitPolicy: 'UNIQUE',
  inputs: [{ name: 'age' }, { name: 'grade' }],
  outputs: [{ allowed: '"high", "middle", "low"' }],
  rules: [
    { tests: ['>= 60', '-'], outputs: ['"low"'] },
    { tests: ['[18..70)', '"A", "B"'], outputs: ['"high"'] },
    { tests: ['[18..70)', 'not("A", "B")'], outputs: ['"middle"'] },
  ],
};

function tabled(table: Partial<WrittenTable>, options: CompileOptions): CompiledModel {
  const logic = writeTable({ ...TABLE, ...table });
  const inputs = { age: 'number', grade: 'string' };
  return compileModel(
    readModel(writeDmn({ inputs, decisions: [{ name: 'd', needs: ['age', 'grade'], logic }] })),
    options,
  );
}

describe.each(BACK_ENDS)('tables by %s', (backEnd) => {
  const said = (table: Partial<WrittenTable>, age: unknown, grade: unknown) => {
    const { value, messages } = tabled(table, { backEnd }).evaluate('d', { age, grade });
    return [toText(value), ...messages.map(({ code }) => code)].join(' ');
  };

  it.each([
    ['UNIQUE', 20, 'A', 'high'],
    ['UNIQUE', 20, 'C', 'middle'],
    ['UNIQUE', 65, 'A', 'null HIT_POLICY_VIOLATED'],
    ['UNIQUE', 10, 'A', 'null'],
    ['UNIQUE', null, 'A', 'null'],
    ['FIRST', 65, 'A', 'low'],
    ['PRIORITY', 65, 'A', 'high'],
    ['ANY', 65, 'A', 'null HIT_POLICY_VIOLATED'],
    ['ANY', 20, 'A', 'high'],
    ['COLLECT', 65, 'A', '["low", "high"]'],
    ['RULE ORDER', 65, 'C', '["low", "middle"]'],
    ['OUTPUT ORDER', 65, 'C', '["middle", "low"]'],
    ['COLLECT', 10, 'C', 'null'],
    ['FIRST', '65', 'A', 'low'],
    ['FIRST', '18.000000000000000000000000000000001', 'A', 'high'],
    ['FIRST', 'old', 'A', 'null TYPE_MISMATCH'],
  ])('%s of %s and %s: %s', (hitPolicy, age, grade, text) => {
    expect(said({ hitPolicy }, age, grade)).toBe(text);
  });

  it.each([
    ['SUM', '11'],
    ['COUNT', '2'],
    ['MIN', '1'],
    ['MAX', '10'],
  ])('%s of the rules that are hit', (aggregation, text) => {
    const rules = [
      { tests: ['>= 60', '-'], outputs: ['1'] },
      { tests: ['-', '"A"'], outputs: ['5 * 2'] },
    ];
    expect(said({ hitPolicy: 'COLLECT', aggregation, outputs: [{}], rules }, 60, 'A')).toBe(text);
  });

  it.each<[string, string[], string]>([
    ['SUM', ['"a"'], 'null AGGREGATION_UNDEFINED'],
    ['SUM', ['"a"', '"b"'], 'null AGGREGATION_UNDEFINED'],
    ['SUM', ['@"P1D"', '@"P1D"'], 'null AGGREGATION_UNDEFINED'],
    ['SUM', ['1', 'null'], 'null AGGREGATION_UNDEFINED'],
    ['SUM', ['0.1', '0.2'], '0.3'],
    ['MAX', ['"a"', '"b"'], 'b'],
    ['MAX', ['true'], 'null AGGREGATION_UNDEFINED'],
    ['MIN', ['@"P1D"', '@"PT1H"'], 'PT1H'],
    ['COUNT', ['"a"', 'null'], '2'],
  ])('%s of %j', (aggregation, outputs, text) => {
    const rules = outputs.map((output) => ({ tests: ['-', '-'], outputs: [output] }));
    expect(said({ hitPolicy: 'COLLECT', aggregation, outputs: [{}], rules }, 60, 'A')).toBe(text);
  });

  it('several outputs have no sum and no extreme, however many rules are hit', () => {
    const rules = [{ tests: ['-', '-'], outputs: ['1', '2'] }];
    for (const aggregation of ['SUM', 'MIN', 'MAX'])
      expect(
        said({ hitPolicy: 'COLLECT', aggregation, outputs: [{ name: 'a' }, { name: 'b' }], rules }, 1, 'A'),
      ).toBe('null AGGREGATION_UNDEFINED');
  });

  it('an output that is not listed is given, and told', () => {
    const listed = (allowed: string, cells: string[], age: number) => {
      const rules = cells.map((cell, index) => ({ tests: [`>= ${60 - index * 10}`, '-'], outputs: [cell] }));
      const outputs = [{ allowed, default: cells[0] ?? '' }];
      return said({ hitPolicy: 'FIRST', outputs, rules }, age, 'A');
    };
    const words = ['"high"', '"hihg"', 'grade'];
    expect([60, 50, 40].map((age) => listed('"high", "A"', words, age))).toEqual([
      'high',
      'hihg OUTPUT_NOT_ALLOWED',
      'A',
    ]);
    const numbers = ['0', '1', 'age * 2', 'null'];
    expect([60, 50, 49, 40, 30, 0].map((age) => listed('[1..90]', numbers, age))).toEqual([
      ...['0 OUTPUT_NOT_ALLOWED', '1', '98 OUTPUT_NOT_ALLOWED', '80', 'null', '0 OUTPUT_NOT_ALLOWED'],
    ]);
  });

  it.each(['tpyo', 'not(tpyo)', '!= tpyo', '[tpyo, 1]', '"a", tpyo', '[1..tpyo]'])(
    'a cell with a name that nothing has, %s, is met by nothing and told of the model',
    (cell) => {
      const rules = [{ tests: ['-', cell], outputs: ['1'] }];
      const model = tabled({ rules }, { backEnd });
      expect(model.errors).toEqual([{ element: 'd', code: 'NAME_UNKNOWN', params: { name: 'tpyo' } }]);
      for (const grade of [null, 'b']) expect(model.evaluate('d', { grade })).toMatchObject({ value: null });
    },
  );

  it('several outputs are a context; without a hit their defaults are', () => {
    const outputs = [
      { name: 'rate', default: '0' },
      { name: 'why not', default: '"none"' },
    ];
    const rules = [{ tests: ['>= 60', '-'], outputs: ['age / 100', 'grade'] }];
    expect(said({ outputs, rules }, 75, 'A')).toBe('{rate: 0.75, why not: "A"}');
    expect(said({ outputs, rules }, 5, 'A')).toBe('{rate: 0, why not: "none"}');
  });

  it('values that are not allowed are null', () => {
    const inputs = [{ name: 'age', allowed: '[0..130]' }, { name: 'grade' }];
    expect(said({ inputs, hitPolicy: 'FIRST' }, 200, 'A')).toBe('null INPUT_NOT_ALLOWED');
  });

  it('thousands of rules', () => {
    const rules = Array.from({ length: 3000 }, (_rule, index) => ({
      tests: [`[${index}..${index + 1})`, '-'],
      outputs: [String(index * 2)],
    }));
    for (const hitPolicy of ['UNIQUE', 'FIRST', 'COLLECT', 'ANY']) {
      const model = tabled({ hitPolicy, rules, outputs: [{}] }, { backEnd });
      expect(toText(model.evaluate('d', { age: 2718.5, grade: 'A' }).value)).toMatch(/^\[?5436\]?$/);
      expect(model.evaluate('d', { age: -1, grade: 'A' }).value).toBeNull();
    }
  });
});

describe.each(BACK_ENDS)('graphs by %s', (backEnd) => {
  const compile = (given: Parameters<typeof writeDmn>[0]) =>
    compileModel(readModel(writeDmn(given)), { backEnd, limits: { steps: 100_000, depth: 500 } });
  const FIBONACCI = `<businessKnowledgeModel id="_fib" name="fib"><variable name="fib"/><encapsulatedLogic>
    <formalParameter name="n" typeRef="number"/>${literal('if n < 2 then n else fib(n - 1) + fib(n - 2)')}</encapsulatedLogic></businessKnowledgeModel>`;

  it('decisions rest on decisions and input data', () => {
    const model = compile({
      inputs: { '月均 申报': 'number', from: 'date' },
      decisions: [
        { name: 'sum', needs: ['base', '月均 申报'], logic: literal('base + 月均 申报') },
        { name: 'base', needs: ['from'], typeRef: 'number', logic: literal('from.year') },
      ],
    });
    expect(model.evaluate('sum', { '月均 申报': 0.5, from: '2026-11-28' }).value).toBe(2026.5);
    expect(model.inputs.map(({ name }) => name)).toEqual(['月均 申报', 'from']);
    const prepared = model.prepare('_sum');
    const slots: Value[] = prepared.inputs.map((name) =>
      name === 'from' ? (FeelDate.of(1, 1, 1) ?? null) : 2,
    );
    expect(prepared.run(slots)).toBe(3);
  });

  it('functions call themselves, within limits', () => {
    const given = { more: FIBONACCI, decisions: [{ name: 'd', knows: ['fib'], logic: literal('fib(15)') }] };
    expect(compile(given).evaluate('d').value).toBe(610);
    expect(compile(given).invoke('fib', { n: 10 }).value).toBe(55);
    expect(codeOf(() => compile(given).invoke('fib', { n: 100_000 }))).toBe('LIMIT_DEPTH');
    expect(codeOf(() => compile(given).invoke('fib', { n: 60 }))).toBe('LIMIT_STEPS');
  });

  it('what can not be compiled harms nothing else', () => {
    const model = compile({
      decisions: [
        { name: 'broken', logic: literal('1 +') },
        { name: 'java', logic: literal('function(x) external {java: {class: "C"}}') },
        { name: 'sound', logic: literal('1 + 1') },
        { name: 'ring', needs: ['other'], logic: literal('1') },
        { name: 'other', needs: ['ring'], logic: literal('1') },
      ],
    });
    expect(model.evaluate('sound').value).toBe(2);
    expect(model.evaluate('broken')).toMatchObject({ value: null, messages: [{ code: 'FEEL_SYNTAX' }] });
    expect(model.errors).toMatchObject([{ element: 'broken', code: 'FEEL_SYNTAX', params: { line: 1 } }]);
    expect(model.evaluate('java').messages).toMatchObject([{ code: 'EXTERNAL_FUNCTION_REFUSED' }]);
    expect(codeOf(() => model.evaluate('ring'))).toBe('REQUIREMENT_CYCLE');
    expect(codeOf(() => model.evaluate('nothing'))).toBe('NOT_FOUND');
  });

  it('imported models are known by their prefix', () => {
    const lib = readModel(
      writeDmn({
        name: 'lib',
        more: FIBONACCI,
        inputs: { size: 'number' },
        decisions: [{ name: 'twice it', needs: ['size'], logic: literal('size * 2') }],
      }),
    );
    const main = readModel(
      writeDmn({
        more: '<import name="the lib" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>',
        decisions: [{ name: 'd', logic: literal('the lib.twice it + the lib.fib(7)') }],
      }).replace(
        '<variable name="d"/>',
        `<variable name="d"/><informationRequirement><requiredDecision href="urn:lib#_twice it"/></informationRequirement>
         <knowledgeRequirement><requiredKnowledge href="urn:lib#_fib"/></knowledgeRequirement>`,
      ),
    );
    expect(compileModel([main, lib], { backEnd }).evaluate('d', { size: 4 }).value).toBe(21);
  });

  it('inputs of one name in several models are each given by a key of their own', () => {
    const decision = (needs: string[], feel: string, name = 'd') => ({ name, needs, logic: literal(feel) });
    const imported = (name: string) =>
      readModel(
        writeDmn({
          name,
          inputs: { x: 'number', y: 'number' },
          decisions: [decision(['x'], 'x'), decision(['y'], 'y', 'e')],
        }),
      );
    const main = readModel(
      writeDmn({
        name: 'B',
        more: ['p', 'q']
          .map(
            (name, at) =>
              `<import name="${name}" namespace="urn:${'AC'[at]}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`,
          )
          .join(''),
        inputs: { x: 'string', 'p.y': 'number' },
        decisions: [decision(['x', 'p.y'], '[x, p.d, q.d, q.e]', 'all'), decision([], 'p.d', 'theirs')],
      }).replaceAll(
        /<variable name="(all|theirs)"\/>/g,
        (variable) =>
          variable +
          ['A#_d', 'C#_d', 'C#_e']
            .map(
              (id) => `<informationRequirement><requiredDecision href="urn:${id}"/></informationRequirement>`,
            )
            .join(''),
      ),
    );
    const model = compileModel([main, imported('A'), imported('C')], { backEnd });
    const values = (input: Record<string, unknown>) => toText(model.evaluate('all', input).value);
    expect(values({ x: 'q', 'A.x': 1, 'C.x': 2, 'C.y': 3 })).toBe('["q", 1, 2, 3]');
    expect(values({ x: 'q', 'p.x': 1, 'q.x': 2, y: 3 })).toBe('["q", 1, 2, 3]');
    expect(values({ 'B.x': 'q', 'urn:A.x': 1, 'urn:C.x': 2 })).toBe('["q", 1, 2, null]');
    expect(model.evaluate('theirs', { x: 7 }).value).toBeNull();
    expect(model.prepare('all').inputs).toEqual(['x', 'p.y', 'p.x', 'q.x', 'q.y']);
    expect(toText(model.prepare('all').run(['q', null, 1, 2, 3]))).toBe('["q", 1, 2, 3]');
    const columns = new Map([
      ['x', columnOf(['q'])],
      ['A.x', columnOf([1])],
      ['q.x', columnOf([2])],
    ]);
    const program = compileBatch(model, 'all');
    expect(program.inputs).toEqual(model.prepare('all').inputs);
    expect(toText(valueAt(program.run(columns, 1).output, 0))).toBe('["q", 1, 2, null]');
  });

  it.each([
    ['for x in 1..1000000000 return x', 'LIMIT_'],
    ['count(for x in 1..3000, y in 1..3000 return 1)', 'LIMIT_'],
    ['some x in 1..1000000000 satisfies false', 'LIMIT_STEPS'],
    ['some i in 1..1000 satisfies log(1 / i) > 1e9', 'LIMIT_STEPS'],
    ['some i in 1..1000 satisfies 2 ** (i / 7) < 0', 'LIMIT_STEPS'],
    ['some i in 1..5000 satisfies 1e6000 * i / 3 < 0', 'LIMIT_STEPS'],
    ['some i in 1..4000 satisfies round up(i / 3, 5) < 0', 'LIMIT_STEPS'],
    ['product(for i in 1..6000 return 1.000001) > 2', 'LIMIT_STEPS'],
    ['stddev(for i in 1..6000 return i) < 0', 'LIMIT_STEPS'],
    ['some i in 1..300 satisfies time("10:00:00@Nowhere/" + string(i)) != null', 'LIMIT_STEPS'],
    [
      'some i in 1..300 satisfies date and time(date(2024, 1, 1 + modulo(i, 9)), @"10:00:00@Asia/Shanghai") = null',
      'LIMIT_STEPS',
    ],
    [
      'some i in 1..300 satisfies @"2024-01-01T00:00:00@Asia/Shanghai" + duration("P" + string(i) + "M") = null',
      'LIMIT_STEPS',
    ],
    ['some i in 1..1000 satisfies modulo(1e6000 * i, 1e-3000) > 1', 'LIMIT_STEPS'],
    [
      'some i in 1..1000 satisfies ((if i > 0 then @"2026-01-01T00:00:00@Europe/Paris" else null) + @"PT1H") = null',
      'LIMIT_STEPS',
    ],
    ...[
      'string length(s) < 0',
      'substring(s, 30000, 1) = "b"',
      'substring(s, -30000, 1) = "b"',
      'upper case(s) = "b"',
      'lower case(s) = "b"',
      'contains(s, "bc")',
      'contains("a", s)',
      'substring before(s, "b") = "b"',
      'substring after(s, "b") = "b"',
      'starts with(s + "a", s) = null',
      'ends with(s + "a", s) = null',
      's + "a" = "b"',
      's + "a" = s + "b"',
      's + "a" < s',
      's in (s .. s]',
      's + "a" between s and s',
      'before(s, s)',
      'min([s, s]) = "b"',
      'count(sort([s + "b", s + "a"])) = 0',
      'count(distinct values([s + "b", s + "a"])) = 0',
      'list contains([s + "b"], s + "a")',
      'string join([s, s]) = "b"',
      'string([s]) = "b"',
      'count(split(s, "b")) = 0',
      'replace(s, "b", "") = "b"',
      'replace("a", "a", s) = "b"',
      'replace("aaaaaaa", "(b?)a", substring(s, 1, 9) + "$1") = "b"',
      'matches(s, "^a")',
      'matches("aa" + s, "(a)\\1") = false',
      'number(s) = 0',
      'date(s) != null',
      'date and time(s) != null',
      'duration(s) != null',
      'range(s) != null',
    ].map((walk): [string, string] => [
      `{s: ${LONG_TEXT}, r: some i in 1..100000 satisfies ${walk}}.r`,
      'LIMIT_STEPS',
    ]),
    [`{s: ${LONG_TEXT}, c: context([{key: substring(s, 1, 11000), value: 1}])}.c`, 'LIMIT_SIZE'],
    ['(for i in 1..40 return if i = 1 then "ab" else partial[-1] + partial[-1])[-1]', 'LIMIT_SIZE'],
  ])('%s is stopped', (feel, code) => {
    expect(codeOf(() => evaluated(feel, { backEnd, limits: { steps: 100_000, size: 50_000 } }))).toContain(
      code,
    );
  });
});
