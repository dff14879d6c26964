import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecisionError } from '../decision-error.ts';
import { Names } from './names.ts';
import { parseExpression, parseUnaryTests } from './parse-expression.ts';
import { printExpression, printUnaryTests } from './print-expression.ts';

const known = {
  variables: new Names([
    'x',
    'y',
    'Applicant age',
    'Applicant',
    'a-b',
    'Income + Expenses',
    "owner's share",
    'a',
    'b',
    '参保 人数',
    '参保',
    'date and time',
  ]),
  members: new Names(['start date', 'time offset', '注册 资金']),
  types: new Names(['tAddress', 'my type']),
};
const read = (text: string) => parseExpression(text, known);
/** Brackets show how a text was understood. */
const shape = (text: string): unknown => {
  const short = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    const { kind, operator, left, right, name, text, operand } = node as Record<string, unknown>;
    if (kind === 'binary') return [short(left), operator, short(right)];
    if (kind === 'negate') return ['-', short(operand)];
    if (kind === 'name') return name;
    return kind === 'number' ? text : kind;
  };
  return short(read(text));
};

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return error.code;
  }
}

describe('names', () => {
  it.each([
    ['Applicant age > 3', ['Applicant age', '>', '3']],
    ['Applicant   age', 'Applicant age'],
    ['Applicant ages', 'the rest is no part of the name'],
    ['a-b', 'a-b'],
    ['a - b', 'a-b'],
    ['Income+Expenses', 'Income + Expenses'],
    ['Income  + Expenses', 'Income + Expenses'],
    ["owner ' s share", "owner's share"],
    ['x-y', ['x', '-', 'y']],
    ['参保 人数 + 参保', ['参保 人数', '+', '参保']],
    ['unknown + x', ['unknown', '+', 'x']],
  ])('%s', (text, wanted) => {
    if (text === 'Applicant ages') expect(codeOf(() => read(text))).toBe('FEEL_SYNTAX');
    else expect(shape(text)).toEqual(wanted);
  });

  it('bound names and keys are names where they are in sight', () => {
    expect(read('for each one in x return each one + 1')).toMatchObject({
      iterators: [{ name: 'each one' }],
      body: { kind: 'binary', left: { kind: 'name', name: 'each one' } },
    });
    expect(read('{first part: 1, second: first part + 1}')).toMatchObject({
      entries: [{ key: 'first part' }, { value: { left: { name: 'first part' } } }],
    });
    expect(read('function(the rate: number, n) the rate * n')).toMatchObject({
      parameters: [
        { name: 'the rate', type: { name: 'number' } },
        { name: 'n', type: undefined },
      ],
      body: { operator: '*', left: { name: 'the rate' } },
    });
    expect(codeOf(() => read('[for each one in x return 1, each one]'))).toBe('FEEL_SYNTAX');
    expect(read('x[start date > y].注册 资金')).toMatchObject({
      kind: 'path',
      name: '注册 资金',
      of: { kind: 'filter', by: { left: { name: 'start date' } } },
    });
  });
});

describe('precedence, as the grammar of DMN 1.5 has it', () => {
  it.each([
    ['1 + 2 * 3', ['1', '+', ['2', '*', '3']]],
    ['1 - 2 - 3', [['1', '-', '2'], '-', '3']],
    ['2 ** 3 ** 4', [['2', '**', '3'], '**', '4']],
    ['-3 ** 2', [['-', '3'], '**', '2']],
    ['2 ** -1', ['2', '**', ['-', '1']]],
    ['x or y and a', ['x', 'or', ['y', 'and', 'a']]],
    ['x = y and a', [['x', '=', 'y'], 'and', 'a']],
    ['x between 1 and 2 and y', ['between', 'and', 'y']],
    ['x in (1, 2) or y', ['in', 'or', 'y']],
    ['1 + 2 instance of number', ['1', '+', 'instanceOf']],
    ['if x then 1 else 2 + 3', 'if'],
  ])('%s', (text, wanted) => {
    expect(shape(text)).toEqual(wanted);
  });
});

describe('ranges, lists and filters', () => {
  it.each([
    ['[1..5]', { low: { text: '1' }, lowIncluded: true, highIncluded: true }],
    [']1..5[', { lowIncluded: false, highIncluded: false }],
    ['(1..5]', { lowIncluded: false, highIncluded: true }],
    ['[1..5[', { lowIncluded: true, highIncluded: false }],
    ['(< 5)', { low: undefined, high: { text: '5' }, highIncluded: false }],
    ['(>=5)', { low: { text: '5' }, lowIncluded: true, high: undefined }],
    ['(=5)', { low: { text: '5' }, high: { text: '5' }, lowIncluded: true, highIncluded: true }],
  ])('%s', (text, wanted) => {
    expect(read(text)).toMatchObject({ kind: 'range', ...wanted });
  });

  it('a list stays a list, a filter a filter', () => {
    expect(read('[1, 2][item > 1]')).toMatchObject({ kind: 'filter', of: { kind: 'list' } });
    expect(read('(1 + 2) * 3')).toMatchObject({ kind: 'binary', operator: '*' });
  });
});

describe('literals', () => {
  it.each([
    [String.raw`"a\n\"b\""`, 'a\n"b"'],
    [String.raw`"\u0041\U01F40E"`, 'A🐎'],
    [String.raw`"\ud83d\udc0e"`, '🐎'],
    [String.raw`"\d+"`, String.raw`\d+`],
    ['"a // no comment"', 'a // no comment'],
  ])('%s', (text, value) => {
    expect(read(text)).toMatchObject({ kind: 'string', value });
  });

  it.each(['1 /* never closed', '1 /* one */ + 2 /*', '/* 1', '1 /*/'])('%s is never closed', (text) => {
    expect(() => shape(text)).toThrow('FEEL_SYNTAX');
  });

  it('comments are passed over', () => {
    expect(shape('1 /* one */ + // and\n 2')).toEqual(['1', '+', '2']);
  });
});

describe('cells of decision tables', () => {
  it.each([
    ['-', { any: true }],
    ['< 5', { tests: [{ kind: 'compare', operator: '<' }] }],
    ['not("a", "b")', { negated: true, tests: [{ kind: 'expression' }, { kind: 'expression' }] }],
    ['[1..3], > 10', { tests: [{ expression: { kind: 'range' } }, { operator: '>' }] }],
    ['? > x', { tests: [{ kind: 'expression', usesInput: true }] }],
    ['x', { tests: [{ kind: 'expression', usesInput: false }] }],
    ['-5', { any: false, tests: [{ expression: { kind: 'negate' } }] }],
  ])('%s', (text, wanted) => {
    expect(parseUnaryTests(text, known)).toMatchObject(wanted);
    expect(printUnaryTests(parseUnaryTests(text, known))).toBe(text);
  });
});

describe('bad and hostile text', () => {
  it('is refused with the place of the fault', () => {
    try {
      read('1 +\n  * 2');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'FEEL_SYNTAX', params: { line: 2, column: 3, offset: 6 } });
    }
  });

  it.each([
    '',
    '(',
    '1 +',
    'if x then 1',
    '"open',
    '{a: }',
    '[1..',
    'x.',
    '@5',
    'function(',
    'for x return 1',
    '1 2',
  ])('%s', (text) => {
    expect(codeOf(() => read(text))).toBe('FEEL_SYNTAX');
  });

  it('endless nesting ends in a code', () => {
    for (const piece of ['(', '[', '{a:', '-', 'if ', 'x[', 'not('])
      expect(codeOf(() => read(piece.repeat(50_000)))).toMatch(/^(FEEL_SYNTAX|LIMIT_DEPTH)$/);
  });

  it('reading takes time in proportion to the text, however it is nested', () => {
    const deep = (open: string, inner: string, close: string) => open.repeat(60) + inner + close.repeat(60);
    for (const text of [
      deep('(', '1', ')'),
      deep('[', '1', ']'),
      deep('x in (', '1', ')'),
      deep('x in (', '1..2', ')'),
      deep('f(a: ', '1', ')'),
      deep('{k: ', '1', '}'),
      deep('x[', '1', ']'),
      deep('not(', 'x', ')'),
    ])
      expect(codeOf(() => read(text))).toBe('none');
    expect(codeOf(() => parseUnaryTests(deep('(', 'x', ')'), known))).toBe('none');
  });

  it('whatever the text, there is a tree or a code, and nothing else', () => {
    const words = [
      'x',
      '(',
      ')',
      '[',
      ']',
      '..',
      ' ',
      '+',
      '-',
      'in',
      'if',
      'then',
      'else',
      '"',
      '?',
      '.',
      ',',
      '{',
      '}',
      ':',
      '__proto__',
      'constructor',
      '1',
      '@',
      'not',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 25 }), (pieces) => {
        const text = pieces.join(' ');
        expect(['none', 'FEEL_SYNTAX', 'LIMIT_DEPTH']).toContain(codeOf(() => printExpression(read(text))));
        expect(['none', 'FEEL_SYNTAX', 'LIMIT_DEPTH']).toContain(codeOf(() => parseUnaryTests(text, known)));
      }),
      { numRuns: 2000 },
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('ends with a code where long names nearly stand at each place', () => {
    const near = (signs: number) => {
      const text = `a${'-a'.repeat(signs)}`;
      const variables = new Names(['a', ...['b', 'c'].map((end) => `${text}-${end}`)]);
      return codeOf(() => parseExpression(text, { ...known, variables }));
    };
    expect(near(50)).toBe('none');
    expect(near(20_000)).toBe('LIMIT_STEPS');
  });
});
