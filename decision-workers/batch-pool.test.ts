import {
  compileBatch,
  compileModel,
  FeelDate,
  parseNumber,
  readModel,
  toText,
  valueAt,
  type Column,
  type Value,
} from '@tandem/decision';
import { afterAll, expect, it } from 'vitest';
import { BatchPool } from './batch-pool.ts';
import { fromPortable, toPortables, type Portable } from './portable-value.ts';

const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const needs = ['age', 'kind', 'from'].map(
  (name) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`,
);
const rule = (cells: readonly string[], output: string) =>
  `<rule>${cells.map((text) => `<inputEntry><text>${text}</text></inputEntry>`).join('')}<outputEntry><text>${output}</text></outputEntry></rule>`;
const decision = (name: string, logic: string) =>
  `<decision id="${name}" name="${name}"><variable name="${name}"/>${needs.join('')}${logic}</decision>`;
const literal = (text: string) => `<literalExpression><text>${text}</text></literalExpression>`;
const columns = ['age', 'kind', 'from'].map(
  (text) => `<input><inputExpression><text>${text}</text></inputExpression></input>`,
);

const MODEL = `<definitions xmlns="${DMN}" name="m" namespace="urn:m">
  <inputData id="age" name="age"><variable name="age" typeRef="number"/></inputData>
  <inputData id="kind" name="kind"><variable name="kind" typeRef="string"/></inputData>
  <inputData id="from" name="from"><variable name="from" typeRef="date"/></inputData>
  ${decision(
    'table',
    `<decisionTable hitPolicy="UNIQUE">${columns.join('')}<output/>
      ${rule(['&lt; 18', '"甲"', '-'], 'date("2026-11-28")')}
      ${rule(['&gt;= 18', '"乙", "丙"', '&gt; date("2020-01-01")'], '[1, 0.1000000000000000000001]')}
      ${rule(['&gt;= 60', '-', '-'], 'age')}</decisionTable>`,
  )}
  ${decision('sum', literal('age * 1.1'))}
  ${decision('mixed', literal('if age &lt; 18 then kind else age'))}
  ${decision('moment', literal('now()'))}
  ${decision('memory', literal('if kind = "甲" then for a in 1..9 return for b in 1..900000 return [b] else age'))}
</definitions>`;

const ROWS = 70_001;
const KINDS = ['甲', '乙', '丙', '丁'];
const given = new Map<string, Column>([
  [
    'age',
    {
      kind: 'number',
      values: Float64Array.from({ length: ROWS }, (_none, row) => (row % 101 === 0 ? Number.NaN : row % 97)),
    },
  ],
  [
    'kind',
    {
      kind: 'coded',
      codes: Int32Array.from({ length: ROWS }, (_none, row) => (row % 7) - 1),
      dictionary: [...KINDS, 'x', '甲乙'],
    },
  ],
  [
    'from',
    {
      kind: 'date',
      days: Int32Array.from({ length: ROWS }, (_none, row) => row % 30_000),
      nulls: new Uint8Array(ROWS).fill(1),
    },
  ],
]);

const pool = new BatchPool([MODEL], { threads: 2 });
afterAll(async () => pool.close());

it.each(['table', 'sum', 'mixed'])('gives what one thread gives: %s', async (name) => {
  const expected = compileBatch(compileModel(readModel(MODEL)), name).run(given, ROWS, { hits: true });
  const got = await pool.run(name, given, ROWS, { hits: true });
  const texts = ({ output }: typeof got) =>
    Array.from({ length: 10_000 }, (_none, row) => toText(valueAt(output, row * 7)));
  expect(got.output.kind).toBe(expected.output.kind);
  expect(texts(got)).toEqual(texts(expected));
  expect(got.hits).toEqual(expected.hits);
  const sorted = (result: typeof got) => result.failures.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  expect(sorted(got)).toEqual(sorted(expected));
  if (name === 'table') expect(got.failures.map(({ code }) => code)).toContain('HIT_POLICY_VIOLATED');
});

it('decides several runs at once, none at all, and at a moment that is told', async () => {
  const runs = await Promise.all(['sum', 'table', 'sum'].map(async (name) => pool.run(name, given, 70_000)));
  expect(runs.map(({ output }) => toText(valueAt(output, 1)))).toEqual(['1.1', '2026-11-28', '1.1']);
  expect((await pool.run('sum', given, 0)).output).toEqual({ kind: 'number', values: new Float64Array(0) });
  const { output } = await pool.run('moment', given, 2, { now: 0 });
  expect(toText(valueAt(output, 1))).toMatch(/^1970-01-01T00:00:00/);
});

it('refuses what the engine refuses, and goes on', async () => {
  await expect(pool.run('nothing', given, 10)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(pool.run('sum', given, ROWS + 1)).rejects.toMatchObject({ code: 'COLUMN_TOO_SHORT' });
  const broken = new BatchPool(['<definitions'], { threads: 1 });
  await expect(broken.run('sum', given, 0)).rejects.toMatchObject({ code: 'XML_MALFORMED' });
  await broken.close();
  expect((await pool.run('sum', given, 2)).output.kind).toBe('number');
});

it('refuses results that hold one list many times over', async () => {
  const shared = literal('for i in 0..60 return if i = 0 then [1] else [partial[-1], partial[-1]]');
  const hostile = new BatchPool(
    [
      `<definitions xmlns="${DMN}" name="m" namespace="urn:m">${decision('d', shared)}</definitions>`.replaceAll(
        /<informationRequirement>.*<\/informationRequirement>/g,
        '',
      ),
    ],
    { threads: 1 },
  );
  await expect(hostile.run('d', new Map(), 1)).rejects.toMatchObject({ code: 'LIMIT_SIZE' });
  await hostile.close();
});

it('outlives threads that run out of memory', async () => {
  const small = new BatchPool([MODEL], { threads: 2, heapMb: 24 });
  const kind = (code: number): Column => ({
    kind: 'coded',
    codes: new Int32Array(100).fill(code),
    dictionary: KINDS,
  });
  const age = given.get('age') as Column;
  await expect(
    small.run(
      'memory',
      new Map([
        ['age', age],
        ['kind', kind(0)],
      ]),
      100,
    ),
  ).rejects.toMatchObject({ code: 'WORKER_CRASHED', params: { from: 0, to: 100 } });
  const { output } = await small.run(
    'memory',
    new Map([
      ['age', age],
      ['kind', kind(1)],
    ]),
    100,
  );
  expect(valueAt(output, 96)).toBe(96);
  await small.close();
}, 120_000);

it('refuses what is not done when it is closed', async () => {
  const closing = new BatchPool([MODEL], { threads: 1 });
  const run = closing.run('sum', given, ROWS);
  const refused = expect(run).rejects.toMatchObject({ code: 'POOL_CLOSED' });
  await closing.close();
  await refused;
  await expect(closing.run('sum', given, 1)).rejects.toMatchObject({ code: 'POOL_CLOSED' });
});

it('values of all kinds come out of a thread as they went in', () => {
  const model = compileModel(
    readModel(
      `<definitions xmlns="${DMN}" name="m" namespace="urn:m">${decision(
        'd',
        literal(`[null, true, 1, 0.1000000000000000000001, "text", @"2026-11-28", @"12:30:01.25", @"12:30:00+08:00", @"12:30:00@Asia/Shanghai",
        @"2026-11-28T12:30:00", @"2026-11-28T12:30:00@Europe/Paris", @"-P1DT2.5S", @"P1Y2M", [1..2), (&lt; 3), (= 4), {a: [{b: @"P1D"}]}]`),
      ).replaceAll(/<informationRequirement>.*<\/informationRequirement>/g, '')}</definitions>`,
    ),
  );
  const value = model.evaluate('d').value;
  const copy = fromPortable(JSON.parse(JSON.stringify(toPortables([value])[0])) as Portable);
  expect(toText(copy)).toBe(toText(value));
  expect(copy).toEqual(value);
  expect([FeelDate.parse('2026-11-28'), parseNumber('0.1000000000000000000001')]).toEqual([
    (copy as Value[])[5],
    (copy as Value[])[3],
  ]);
});
