import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../builtins/builtins.ts';
import { compileModel } from '../compile/compiled-model.ts';
import { literal, writeDmn, writeTable, type WrittenTable } from '../compile/test/write-table.ts';
import { printExpression } from '../feel/print-expression.ts';
import { expressions, NAMES } from '../feel/test/generate-expressions.ts';
import { readModel } from '../model/read-model.ts';
import type { DialectName } from './dialect.ts';
import { toSql, type SqlOptions } from './to-sql.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const INPUTS = { n: 'number', m: 'number', s: 'string', d: 'date', z: 'dateTime', t: 'time', u: undefined };

function made(logic: string, options: Partial<SqlOptions> = {}, more = '', needs = Object.keys(INPUTS)) {
  const xml = writeDmn({ inputs: INPUTS, decisions: [{ name: 'r', needs, logic }], more });
  return toSql(compileModel(readModel(xml)), 'r', { dialect: 'postgres', ...options });
}

const ofFeel = (feel: string, needs: string[], options?: Partial<SqlOptions>) =>
  made(literal(feel), options, '', needs);
const codesOf = (result: ReturnType<typeof made>) =>
  'unsupported' in result ? result.unsupported.map(({ code }) => code) : [];
const sqlOf = (result: ReturnType<typeof made>): string => {
  if ('sql' in result) return result.sql;
  throw new Error(JSON.stringify(result.unsupported));
};

describe('what has no SQL of the same meaning', () => {
  it.each([
    ['for i in [1, 2] return i', [], 'EXPRESSION_UNSUPPORTED'],
    ['n ** 2', ['n'], 'EXPRESSION_UNSUPPORTED'],
    ['upper case(s)', ['s'], 'FUNCTION_UNSUPPORTED'],
    ['matches(s, "a+")', ['s'], 'FUNCTION_UNSUPPORTED'],
    ['n + s', ['n', 's'], 'OPERANDS_UNSUPPORTED'],
    ['n = s', ['n', 's'], 'OPERANDS_UNSUPPORTED'],
    ['if n > 1 then n else s', ['n', 's'], 'OPERANDS_UNSUPPORTED'],
    ['substring(s, n)', ['n', 's'], 'ARGUMENT_UNSUPPORTED'],
    ['z.hour', ['z'], 'MEMBER_UNSUPPORTED'],
    ['z < @"2024-01-01T00:00:00"', ['z'], 'VALUE_UNSUPPORTED'],
    ['d < date("10000-01-01")', ['d'], 'VALUE_UNSUPPORTED'],
    ['"\\u0000" + s', ['s'], 'VALUE_UNSUPPORTED'],
    ['n / 3', ['n'], 'DIVISION_INEXACT'],
    ['n / m + 1', ['n', 'm'], 'DIVISION_INEXACT'],
    ['n / m * 3 > 1', ['n', 'm'], 'DIVISION_INEXACT'],
    ['n * m', ['n', 'm'], 'DIGITS_EXCEEDED'],
    ['n + 1e-31', ['n'], 'DIGITS_EXCEEDED'],
    ['1 +', [], 'NOT_COMPILED'],
    ['t', ['t'], 'TYPE_UNSUPPORTED'],
    ['u = 1', ['u'], 'TYPE_MISSING'],
  ])('%s', (feel, needs, code) => {
    expect(codesOf(ofFeel(feel, needs))).toEqual([code]);
  });

  it.each([
    ['[upper case(s), n / 3 + 1, n + 1]'],
    ['{a: upper case(s), b: n / 3 + 1, c: a}'],
    ['if upper case(s) = "A" then n / 3 + 1 else n'],
    ['upper case(s) = "A" and n / 3 + 1 > 1'],
    ['max(n / 3 + 1, string length(upper case(s)))'],
  ])('is named expression by expression, also within one: %s', (feel) => {
    expect(codesOf(ofFeel(feel, ['n', 's'])).toSorted()).toEqual([
      'DIVISION_INEXACT',
      'FUNCTION_UNSUPPORTED',
    ]);
  });

  it('is an expression that doubles beyond all bounds', () => {
    const feel = `${'max(n, '.repeat(40)}n${')'.repeat(40)}`;
    expect(codesOf(ofFeel(feel, ['n']))).toEqual(['SQL_TOO_LARGE']);
  });

  it('is a column of no input; one of an input that another decision needs is no harm', () => {
    const refused = ofFeel('n + 1', ['n'], { columns: { m: { precision: 3 }, N: { precision: 3 } } });
    expect('unsupported' in refused && refused.unsupported.map(({ code, params }) => [code, params])).toEqual(
      [['COLUMN_UNKNOWN', { name: 'N' }]],
    );
  });

  it.each([...BUILTINS])('of functions is what the README does not name: %s', (name, { ways }) => {
    const [, row = ''] = /\n\| functions \|([^\n]*)Lists are written out/.exec(README) ?? [];
    const named = [...row.matchAll(/`([^`]+)`/g)].map(([, one]) => one);
    const parameters = ways?.[0]?.parameters ?? [];
    const fewest = parameters.filter(({ optional }) => !optional).length;
    const count = Math.max(fewest, Math.min(1, parameters.length));
    const codes = codesOf(ofFeel(`${name}(${Array.from({ length: count }, () => 's').join(', ')})`, ['s']));
    expect(codes.includes('FUNCTION_UNSUPPORTED')).toBe(!named.includes(name));
  });

  it('is named cell by cell, with its place and a sentence in both languages', () => {
    const table: WrittenTable = {
      hitPolicy: 'UNIQUE',
      inputs: [{ name: 'n' }, { name: 'lower case(s)' }, { name: 'd' }],
      outputs: [{ name: 'x' }],
      rules: [
        { tests: ['sqrt(?) > 2', '-', '-'], outputs: ['n / 7'] },
        { tests: ['> 3', '"a"', '"b"'], outputs: ['1'] },
      ],
    };
    const result = made(writeTable(table));
    const told = 'unsupported' in result ? result.unsupported : [];
    expect(told.map(({ code, place }) => [code, place.name, place.rule, place.column])).toEqual([
      ['TYPE_UNSUPPORTED', 't', undefined, undefined],
      ['TYPE_MISSING', 'u', undefined, undefined],
      ['FUNCTION_UNSUPPORTED', 'r', undefined, 'lower case(s)'],
      ['FUNCTION_UNSUPPORTED', 'r', 1, 'n'],
      ['DIVISION_INEXACT', 'r', 1, 'x'],
      ['OPERANDS_UNSUPPORTED', 'r', 2, 'd'],
    ]);
    for (const { zh, en, place } of told) {
      expect(place.at.line).toBeGreaterThan(0);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/[a-z]{3}/);
      expect(zh + en).not.toMatch(/[{}]/);
    }
  });

  it('is named where it stands: entries of a context, branches, bodies of functions', () => {
    const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
<inputData id="_n" name="n"><variable name="n" typeRef="number"/></inputData>
<businessKnowledgeModel id="_f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="a" typeRef="number"/>
${literal('log(a)')}</encapsulatedLogic></businessKnowledgeModel>
<decision id="_d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#_n"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#_f"/></knowledgeRequirement><context>
<contextEntry><variable name="a"/>${literal('sqrt(n)')}</contextEntry>
<contextEntry><variable name="b"/>${literal('sqrt(n + 2) + sqrt(n)')}</contextEntry>
<contextEntry><variable name="c"/>${literal('n / 7')}</contextEntry>
<contextEntry><variable name="e"/>${literal('f(n)')}</contextEntry>
<contextEntry><variable name="g"/>${literal('f(n + 1)')}</contextEntry>
</context></decision></definitions>`;
    const result = toSql(compileModel(readModel(xml)), 'd', { dialect: 'postgres' });
    const told = 'unsupported' in result ? result.unsupported : [];
    expect(told.map(({ code, place }) => [code, place.name, place.at.line])).toEqual([
      ['FUNCTION_UNSUPPORTED', 'd', 6],
      ['FUNCTION_UNSUPPORTED', 'd', 7],
      ['FUNCTION_UNSUPPORTED', 'f', 4],
      ['DIVISION_INEXACT', 'd', 8],
    ]);
  });

  const withFunction = (fn: string, feel: string, body: string) =>
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
<inputData id="_n" name="n"><variable name="n" typeRef="number"/></inputData>
<businessKnowledgeModel id="_f" name="f"><variable name="f"/><encapsulatedLogic${fn}
${body}</encapsulatedLogic></businessKnowledgeModel>
<decision id="_d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#_n"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#_f"/></knowledgeRequirement>
${feel.startsWith('<') ? feel : literal(feel)}</decision></definitions>`;
  const PARAMETER = '><formalParameter name="a" typeRef="number"/>';
  const toldOf = (xml: string) => {
    const result = toSql(compileModel(readModel(xml)), 'd', { dialect: 'postgres' });
    return 'unsupported' in result
      ? result.unsupported.map(({ code, params, place }) => [code, params['code'], place.name, place.at.line])
      : [];
  };

  it.each([
    ['a syntax error', PARAMETER, 'f(n)', literal('a +'), 'FEEL_SYNTAX'],
    ['a name that nothing has', PARAMETER, 'f(n)', literal('a + nobody'), 'NAME_UNKNOWN'],
    [
      'a parameter without a name',
      '><formalParameter typeRef="number"/>',
      'f(n)',
      literal('1'),
      'MODEL_INVALID',
    ],
    ['the same, called by name', '><formalParameter/>', 'f(a: n)', literal('1'), 'MODEL_INVALID'],
    [
      'a function of Java',
      ' kind="Java"><formalParameter name="a"/>',
      'f(n)',
      literal('1'),
      'EXTERNAL_FUNCTION_REFUSED',
    ],
    [
      'a column without an expression',
      PARAMETER,
      'f(n)',
      '<decisionTable><input/><output/></decisionTable>',
      'MODEL_INVALID',
    ],
  ])('is a call of what is at fault, where that is: %s', (_what, fn, feel, body, code) => {
    const line = fn === PARAMETER || code !== 'MODEL_INVALID' ? 4 : 3;
    expect(toldOf(withFunction(fn, feel, body))).toEqual([['NOT_COMPILED', code, 'f', line]]);
    expect(toldOf(withFunction(fn, `[${feel}, sqrt(n)]`, body))).toEqual([
      ['NOT_COMPILED', code, 'f', line],
      ['FUNCTION_UNSUPPORTED', undefined, 'd', 6],
    ]);
  });

  it('is a function of Java that is a decision itself', () => {
    const java = '<functionDefinition kind="Java"><context/></functionDefinition>';
    expect(toldOf(withFunction(PARAMETER, java, literal('a')))).toEqual([
      ['NOT_COMPILED', 'EXTERNAL_FUNCTION_REFUSED', 'd', 6],
    ]);
  });

  it.each([
    ['f(n) + sqrt(n)'],
    ['sqrt(n) + f(n)'],
    ['f(n) * sqrt(n)'],
    ['if n > 1 then sqrt(n) else f(n)'],
    ['max(sqrt(n), f(n))'],
    ['max([sqrt(n), f(n)])'],
    ['modulo(sqrt(n), f(n))'],
    ['[sqrt(n), f(n)]'],
  ])('is a quotient beside something else: %s', (feel) => {
    expect(toldOf(withFunction(PARAMETER, feel, literal('a / 3'))).toSorted()).toEqual([
      ['DIVISION_INEXACT', undefined, 'f', 4],
      ['FUNCTION_UNSUPPORTED', undefined, 'd', 6],
    ]);
  });

  it('is not a quotient that is compared, or moved by a power of ten', () => {
    for (const feel of ['f(n) > 1', 'f(n) * 100 > 1', 'list contains([1, 2], f(n))'])
      expect(toldOf(withFunction(PARAMETER, feel, literal('a / 3')))).toEqual([]);
  });

  it('is all that is wrong with a test, and with a cell beside a name that nothing has', () => {
    expect(codesOf(ofFeel('n in ("a", [sqrt(n)..log(n)], > s)', ['n', 's']))).toEqual([
      'OPERANDS_UNSUPPORTED',
      'FUNCTION_UNSUPPORTED',
      'FUNCTION_UNSUPPORTED',
      'OPERANDS_UNSUPPORTED',
    ]);
    const rules = [
      { tests: ['nobody'], outputs: ['1'] },
      { tests: ['> sqrt(n)'], outputs: ['2'] },
    ];
    const table = { hitPolicy: 'FIRST', inputs: [{ name: 'n' }], outputs: [{ name: 'x' }], rules };
    expect(codesOf(made(writeTable(table), {}, '', ['n']))).toEqual(['FUNCTION_UNSUPPORTED', 'NOT_COMPILED']);
  });

  it('is a function that doubles what it gives, however little that is', () => {
    const functions = Array.from({ length: 19 }, (_, at) => {
      const body = at === 0 ? 'x' : `count([f${at - 1}(x), f${at - 1}(x)])`;
      const needs =
        at === 0
          ? ''
          : `<knowledgeRequirement><requiredKnowledge href="#_f${at - 1}"/></knowledgeRequirement>`;
      return `<businessKnowledgeModel id="_f${at}" name="f${at}"><variable name="f${at}"/><encapsulatedLogic><formalParameter name="x" typeRef="number"/>${literal(body)}</encapsulatedLogic>${needs}</businessKnowledgeModel>`;
    });
    const decisions = [{ name: 'r', needs: ['n'], knows: ['f18'], logic: literal('f18(n)') }];
    const xml = writeDmn({ inputs: { n: 'number' }, decisions, more: functions.join('') });
    expect(codesOf(toSql(compileModel(readModel(xml)), 'r', { dialect: 'duckdb' }))).toEqual([
      'SQL_TOO_LARGE',
    ]);
  });

  it.each([
    ['list contains(L, #)', 400],
    ['max(#, #, #, #, #, #)', 400],
    ['(# in (L, #))', 100],
  ])('is %s over a long list and over again, in no time', (form, times) => {
    const max = `${'max(n, '.repeat(8)}m${')'.repeat(8)}`;
    const items = Array.from({ length: 5000 }, (_, at) => at).join(', ');
    const entries = Array.from({ length: times }, (_, at) => `e${at}: ${form.replaceAll('#', max)}`);
    const xml = writeDmn({
      inputs: { n: 'number', m: 'number' },
      decisions: [{ name: 'r', needs: ['n', 'm'], logic: literal(`{L: [${items}], ${entries.join(', ')}}`) }],
    });
    const compiled = compileModel(readModel(xml));
    const started = performance.now();
    expect(codesOf(toSql(compiled, 'r', { dialect: 'postgres' }))).toEqual(['SQL_TOO_LARGE']);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('is what nests beyond what a stack holds; long chains do not', () => {
    expect(codesOf(ofFeel(`{a: n}${'.a'.repeat(400)}`, ['n']))).toEqual(['SQL_TOO_DEEP']);
    const logic = literal(`{a: n}${'.a'.repeat(250)}`);
    const xml = writeDmn({ inputs: { n: 'number' }, decisions: [{ name: 'r', needs: ['n'], logic }] });
    const compiled = compileModel(readModel(xml));
    compiled.lowered('r');
    const deepest = (levels: number): number => {
      try {
        return deepest(levels + 1);
      } catch {
        return levels;
      }
    };
    const below = <T>(levels: number, work: () => T): T => (levels > 0 ? below(levels - 1, work) : work());
    const little = Math.floor(deepest(0) * 0.8);
    expect(codesOf(below(little, () => toSql(compiled, 'r', { dialect: 'spark' })))).toEqual([
      'SQL_TOO_DEEP',
    ]);
    for (const [part, sign] of [
      ['s = "a"', 'or'],
      ['s = "a"', 'and'],
      ['s', '+'],
    ] as const) {
      const text = sqlOf(ofFeel(Array.from({ length: 900 }, () => part).join(` ${sign} `), ['s']));
      expect(/\({3}/.test(text) && sign !== '+').toBe(false);
    }
  });

  it('tables: lists with a default, aggregated contexts, priorities that are not known beforehand', () => {
    const table = (hitPolicy: string, over: Partial<WrittenTable> = {}) =>
      writeTable({
        hitPolicy,
        inputs: [{ name: 'n' }],
        outputs: [{ name: 'x', allowed: '2, 1' }],
        rules: [{ tests: ['-'], outputs: ['n'] }],
        ...over,
      });
    const codes = (logic: string) => codesOf(made(logic, {}, '', ['n']));
    expect(codes(table('RULE ORDER', { outputs: [{ name: 'x', default: '1' }] }))).toEqual([
      'DEFAULT_OF_LIST',
    ]);
    expect(codes(table('PRIORITY'))).toEqual(['PRIORITY_UNKNOWN']);
    const two = { outputs: [{ name: 'x' }, { name: 'y' }], rules: [{ tests: ['-'], outputs: ['1', '2'] }] };
    expect(codes(table('COLLECT', { ...two, aggregation: 'SUM' }))).toEqual(['OUTPUTS_AGGREGATED']);
    expect(codes(table('COLLECT', { ...two, aggregation: 'COUNT' }))).toEqual([]);
  });

  it('a function that calls itself', () => {
    const more = `<businessKnowledgeModel id="_f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="x" typeRef="number"/>${literal('if x > 9 then x else f(x)')}</encapsulatedLogic></businessKnowledgeModel>`;
    const xml = writeDmn({
      inputs: { n: 'number' },
      decisions: [{ name: 'r', needs: ['n'], knows: ['f'], logic: literal('f(n)') }],
      more,
    });
    expect(codesOf(toSql(compileModel(readModel(xml)), 'r', { dialect: 'spark' }))).toEqual([
      'RECURSION_UNSUPPORTED',
    ]);
  });
});

describe('columns', () => {
  it('have the digits and the names that are asked for', () => {
    const columns = { n: { precision: 12, scale: 2 }, m: { name: 'Menge', precision: 5 } };
    const result = ofFeel('n * m', ['n', 'm'], { columns, key: 'id', relation: ['data', 'cases'] });
    expect(result).toMatchObject({
      inputs: [
        { name: 'n', sqlType: 'numeric(12, 2)' },
        { name: 'Menge', sqlType: 'numeric(5, 0)' },
      ],
      outputs: [{ name: 'r', sqlType: 'numeric(17, 2)' }],
    });
    expect(sqlOf(result)).toMatch(/^with s0 as \(\n {2}select "id" as k,[^]*from "data"."cases"\n\)/);
  });

  it.each<[string, string[], Partial<SqlOptions>, string]>([
    ['n', ['n'], { key: '' }, 'NAME_UNSUPPORTED'],
    ['n', ['n'], { relation: 'a\0b' }, 'NAME_UNSUPPORTED'],
    ['n', ['n'], { relation: '\ud800' }, 'NAME_UNSUPPORTED'],
    ['n', ['n'], { key: '企'.repeat(22) }, 'NAME_UNSUPPORTED'],
    ['n', ['n'], { key: 'a${b}', dialect: 'spark' }, 'NAME_UNSUPPORTED'],
    ['n', ['n'], { key: 'n' }, 'NAME_TWICE'],
    ['n', ['n'], { key: 'N', dialect: 'duckdb' }, 'NAME_TWICE'],
    ['n', ['n'], { key: 'r' }, 'NAME_TWICE'],
    ['n + m', ['n', 'm'], { columns: { n: { name: 'm' } } }, 'NAME_TWICE'],
    ['n', ['n'], { columns: { n: { precision: 35 } } }, 'DIGITS_EXCEEDED'],
    ['n', ['n'], { columns: { n: { precision: 3, scale: 4 } } }, 'DIGITS_EXCEEDED'],
  ])('%s of %j with %j: %s', (feel, needs, options, code) => {
    expect(codesOf(ofFeel(feel, needs, options))).toEqual([code]);
  });

  it('two that differ in case only are two in PostgreSQL', () => {
    expect(codesOf(ofFeel('n', ['n'], { key: 'N' }))).toEqual([]);
  });
});

describe('texts', () => {
  const inSql = (text: string, dialect: DialectName) =>
    sqlOf(ofFeel(`s + "${text.replaceAll('\\', '\\\\')}"`, ['s'], { dialect })).split(' || ')[1];

  it('are quoted as the dialect reads them whatever it is set to', () => {
    expect(inSql("a'b", 'postgres')).toMatch(/^'a''b'/);
    expect(inSql("\\'", 'postgres')).toMatch(/^E'\\\\'''/);
    expect(inSql("\\'", 'duckdb')).toMatch(/^'\\'''/);
    expect(inSql('${x}', 'spark')).toMatch(/^cast\(X'247b787d' as string\)/);
    expect(inSql("\\'", 'spark')).toMatch(/^cast\(X'5c27' as string\)/);
    expect(inSql('中', 'spark')).toMatch(/^'中'/);
  });
});

it('is as long as the model, not longer: what is read twice is a column', () => {
  const names = Array.from({ length: 40 }, (_name, index) => `d${index}`);
  const decisions = names.map((name, index) => ({
    name,
    needs: [index === 0 ? 's' : `d${index - 1}`],
    logic: literal(
      index === 0 ? 's + s' : `if d${index - 1} = "a" then d${index - 1} + "b" else d${index - 1}`,
    ),
  }));
  const model = compileModel(readModel(writeDmn({ inputs: { s: 'string' }, decisions })));
  expect(sqlOf(toSql(model, 'd39', { dialect: 'duckdb' })).length).toBeLessThan(10_000);
});

it('any expression is written or refused, in each dialect', () => {
  const types = ['number', 'string', 'date', 'boolean', 'number', 'dateTime', 'string'];
  const inputs = Object.fromEntries(NAMES.map((name, index) => [name, types[index]]));
  const dialects = fc.constantFrom<DialectName>('postgres', 'duckdb', 'spark');
  let written = 0;
  fc.assert(
    fc.property(expressions, dialects, (expression, dialect) => {
      const logic = literal(printExpression(expression));
      const xml = writeDmn({ inputs, decisions: [{ name: 'r', needs: [...NAMES], logic }] });
      const result = toSql(compileModel(readModel(xml)), 'r', { dialect });
      if ('sql' in result) written += 1;
      else for (const { zh, en } of result.unsupported) expect(zh + en).not.toMatch(/undefined/);
    }),
    { numRuns: 300 },
  );
  expect(written).toBeGreaterThan(10);
});

it('what is of an item definition already is not asked for its allowed values again', () => {
  const codes = Array.from({ length: 500 }, (_, at) => `"c${at}"`).join(', ');
  const sizeOf = (attribute: string) => {
    const cell = (name: string, text: string) => `<${name}><text>${text}</text></${name}>`;
    const column = `<input><inputExpression${attribute}><text>区划</text></inputExpression></input>`;
    const rule = `<rule>${cell('inputEntry', '"c1"').repeat(5)}${cell('outputEntry', '1')}</rule>`;
    const model =
      readModel(`<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
      <itemDefinition name="tCode"><typeRef>string</typeRef><allowedValues><text>${codes}</text></allowedValues></itemDefinition>
      <inputData id="i" name="区划"><variable name="区划" typeRef="tCode"/></inputData>
      <decision id="d" name="r"><informationRequirement><requiredInput href="#i"/></informationRequirement>
        <decisionTable hitPolicy="FIRST">${column.repeat(5)}<output/>${rule}</decisionTable></decision></definitions>`);
    return sqlOf(toSql(compileModel(model), 'r', { dialect: 'duckdb' })).length;
  };
  expect(sizeOf(' typeRef="tCode"')).toBe(sizeOf(''));
});
