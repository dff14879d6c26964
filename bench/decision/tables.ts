/**
 * Prints how many decisions 300 tables take in a second over a million subjects in columns, on all processors, and the
 * memory of it. `BENCH_SUBJECTS=20000` is for a quick try.
 */
import assert from 'node:assert/strict';
import { compileModel, readModel, toText, valueAt, type Value } from '@tandem/decision';
import { BatchPool } from '@tandem/decision-workers';
import { secondsOf, type Measurement } from '../measurement.ts';
import { manySubjects, manyTables } from './many-tables.ts';

const TABLES = 300;
const COMPARED = 20;
const rows = Number(process.env['BENCH_SUBJECTS'] ?? 1_000_000);

const xml = manyTables(TABLES);
const columns = manySubjects(rows);
const pool = new BatchPool([xml]);
const names = Array.from({ length: TABLES }, (_none, index) => String(index + 1));

const model = compileModel(readModel(xml));
const compared = Math.min(rows, COMPARED);
// All at once, so that each thread has compiled before anything is timed.
const results = await Promise.all(names.map(async (name) => pool.run(name, columns, compared)));
for (const [index, { output }] of results.entries())
  for (let row = 0; row < compared; row += 1) {
    const subject = new Map(
      [...columns].map(([input, column]): [string, Value] => [input, valueAt(column, row)]),
    );
    const { value } = model.evaluate(names[index] ?? '', subject);
    assert.equal(toText(valueAt(output, row)), toText(value), `table ${names[index]}, subject ${row}`);
  }

// Two under way at a time, so that no thread waits for the end of a table; results are dropped as they come.
let decided = 0;
const queue = names.values();
const work = async () => {
  for (const name of queue) {
    const { output } = await pool.run(name, columns, rows);
    decided += output.kind === 'number' ? output.values.length : output.codes.length;
  }
};
const seconds = await secondsOf(async () => Promise.all([work(), work()]));
await pool.close();
assert.equal(decided, TABLES * rows);
const measurement: Measurement = {
  figures: {
    'batch.tables300.subjects': rows,
    'batch.tables300.decisionsPerSecond': Math.round(decided / seconds),
    'batch.tables300.peakMb': Math.round(process.resourceUsage().maxRSS / 1024),
  },
  ratios: {},
};
console.log(JSON.stringify(measurement));
