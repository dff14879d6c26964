import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../server/test/database.ts';
import { differences, questionsOf } from './compare-results.ts';
import { askDuckDb, openDuckDb } from './duckdb.ts';
import { cases } from './generate-cases.ts';
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

it('PostgreSQL and DuckDB say what the engine says, row by row', { timeout: 240_000 }, async () => {
  let asked = 0;
  const numRuns = 150;
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
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
    }),
    { numRuns },
  );
  // Of two decisions on two databases few are refused.
  expect(asked).toBeGreaterThan(numRuns * 2);
});
