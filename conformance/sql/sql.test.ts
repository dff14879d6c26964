import type { DuckDBConnection } from '@duckdb/node-api';
import { compileModel, readModel, toSql, toText } from '@tandem/decision';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../server/test/database.ts';
import { differences, questionsOf } from './compare-results.ts';
import { askDuckDb, openDuckDb } from './duckdb.ts';
import { cases, largeCase, textModel, thoroughCase, type Case } from './generate-cases.ts';
import { askPostgres } from './postgres.ts';

let database: TestDatabase;
let postgres: pg.Client;
let duckDb: DuckDBConnection;

beforeAll(async () => {
  [database, duckDb] = await Promise.all([createTestDatabase(), openDuckDb()]);
  postgres = new pg.Client({ connectionString: database.ownerUrl, options: '-c timezone=UTC' });
  await postgres.connect();
});
afterAll(async () => {
  duckDb.closeSync();
  await postgres.end();
  await database.drop();
});

/** How many statements were asked of both; each must say what the engine says. */
async function agree(one: Case): Promise<number> {
  let asked = 0;
  for (const [dialect, ask] of [
    ['postgres', askPostgres.bind(undefined, postgres)],
    ['duckdb', askDuckDb.bind(undefined, duckDb)],
  ] as const) {
    const { model, questions } = questionsOf(one, dialect);
    expect(model.errors).toEqual([]);
    asked += questions.length;
    for (const question of questions)
      expect(differences(model, question, await ask(question)), question.sql).toEqual([]);
  }
  return asked;
}

it('every form of expression, over many rows', async () => {
  expect(await agree(thoroughCase)).toBe(2);
});

it('PostgreSQL and DuckDB say what the engine says, row by row', { timeout: 240_000 }, async () => {
  let asked = 0;
  const numRuns = 80;
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      asked += await agree(one);
    }),
    { numRuns },
  );
  // Of two decisions on two databases few are refused.
  expect(asked).toBeGreaterThan(numRuns * 2);
});

it.each(['UNIQUE', 'ANY', 'COLLECT', 'RULE ORDER', 'COLLECT SUM', 'COLLECT COUNT'])(
  '%s over more rules than a database has columns',
  async (policy) => {
    expect(await agree(largeCase(policy))).toBe(4);
  },
);

/** Runs a statement on both databases over `cases`, made of text columns by name, and gives the rows. */
async function onBoth(
  {
    xml,
    decision,
    key = 'key',
    relation = 'cases',
  }: { xml: string; decision: string; key?: string; relation?: string },
  columns: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>[][]> {
  const model = compileModel(readModel(xml));
  const results: Record<string, unknown>[][] = [];
  for (const dialect of ['postgres', 'duckdb'] as const) {
    const made = toSql(model, decision, { dialect, key, relation });
    if (!('sql' in made)) throw new Error(JSON.stringify(made.unsupported));
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
    const types = new Map(made.inputs.map(({ name, sqlType }) => [name, sqlType]));
    const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
    const selected = Object.entries(columns).map(
      ([name, value]) => `cast(${text(value)} as ${types.get(name) ?? ''}) as ${quoted(name)}`,
    );
    const prepare = `create temporary table ${quoted(relation)} as select 1 as ${quoted(key)}${selected.map((one) => `, ${one}`).join('')}`;
    const drop = `drop table if exists ${quoted(relation)}`;
    if (dialect === 'postgres') {
      await postgres.query(`${drop}; ${prepare}`);
      results.push((await postgres.query<Record<string, unknown>>(made.sql)).rows);
    } else {
      await duckDb.run(drop);
      await duckDb.run(prepare);
      results.push((await duckDb.runAndReadAll(made.sql)).getRowObjectsJson());
    }
  }
  return results;
}

const HOSTILE = [
  `a"b`,
  `a'; drop table victims; --`,
  `"; drop table victims; --`,
  '\\',
  "\\'; drop table victims; --",
  "'",
  '--',
  '/*',
  '${x}',
  '$$',
  ':x',
  '?',
  '中文',
  '🐎',
  'É',
];

it('names and texts of a model are only names and texts', async () => {
  await postgres.query('create table victims (n integer)');
  await duckDb.run('create table victims (n integer)');
  for (const hostile of HOSTILE) {
    const name = `v${HOSTILE.indexOf(hostile)} ${hostile}`;
    const xml = textModel({ input: name, decision: `结果 ${hostile}`, wanted: hostile });
    const [ours, theirs] = await onBoth(
      { xml, decision: '_d', key: `key ${hostile}`, relation: `cases ${hostile}` },
      { [name]: hostile },
    );
    const row = { [`key ${hostile}`]: 1, [`结果 ${hostile}`]: `${hostile}!` };
    expect([ours, theirs]).toEqual([[row], [row]]);
  }
  expect((await postgres.query('select count(*) as n from victims')).rows).toEqual([{ n: '0' }]);
  await duckDb.run('select n from victims');
});

it('what does not fit a column ends the query', async () => {
  const xml = textModel({ input: 'x', decision: 'd', wanted: '', type: 'number' });
  const made = toSql(compileModel(readModel(xml)), 'd', { dialect: 'postgres' });
  const sql = 'sql' in made ? made.sql : '';
  await postgres.query(
    `drop table if exists cases; create temporary table cases as select 1 as key, 0.05501::numeric as x`,
  );
  await expect(postgres.query(sql)).rejects.toMatchObject({ code: '22P02' });
  await duckDb.run('create or replace table cases as select 1 as key, 0.05501 as x');
  const other = toSql(compileModel(readModel(xml)), 'd', { dialect: 'duckdb' });
  await expect(duckDb.run('sql' in other ? other.sql : '')).rejects.toThrow(/DIGITS_LOST/);
});

it('NaN and infinities are null, as they are to the engine', async () => {
  const xml = textModel({ input: 'x', decision: 'd', wanted: '', type: 'number' }).replace(
    /<decisionTable.*<\/decisionTable>/s,
    '<literalExpression><text>if x &gt; 5 then "more" else if x &lt; 5 then "less" else "none"</text></literalExpression>',
  );
  const model = compileModel(readModel(xml));
  const given = ['NaN', 'Infinity', '-Infinity', '1.5', '6'];
  const wanted = given.map((x) => toText(model.evaluate('d', { x }).value));
  for (const type of ['double precision', 'numeric', 'real']) {
    const rows = given
      .map((x, key) => `select ${key} as key, cast('${x}' as ${type}) as x`)
      .join(' union all ');
    await postgres.query(`drop table if exists cases; create temporary table cases as ${rows}`);
    const made = toSql(model, 'd', { dialect: 'postgres' });
    const { rows: found } = await postgres.query<{ d: unknown }>(
      `${'sql' in made ? made.sql : ''} order by key`,
    );
    expect(found.map(({ d }) => String(d))).toEqual(wanted);
    if (type === 'numeric') continue;
    await duckDb.run(`create or replace table cases as ${rows}`);
    const other = toSql(model, 'd', { dialect: 'duckdb' });
    const read = await duckDb.runAndReadAll(`${'sql' in other ? other.sql : ''} order by key`);
    expect(read.getRowObjectsJson().map(({ d }) => String(d))).toEqual(wanted);
  }
});
