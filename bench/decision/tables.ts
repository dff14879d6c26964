/**
 * Prints how many decisions 300 tables take in a second over a million subjects in columns, on all processors, and the
 * memory of it; beside it the physical limit: how many there could be if each value that a table asks for were only added
 * up, on as many processors. `BENCH_SUBJECTS=20000` is for a quick try.
 */
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import {
  compileBatch,
  compileModel,
  readModel,
  toText,
  valueAt,
  type Column,
  type Value,
} from '@tandem/decision';
import { BatchPool } from '@tandem/decision-workers';
import { rounded, secondsOf, type Measurement } from '../measurement.ts';
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

/** Of numbers without NaN, so that it depends on each. */
function sumOf(column: Column | undefined): number {
  let sum = 0;
  if (column?.kind === 'number')
    for (let row = 0; row < column.values.length; row += 1)
      sum += column.values[row]! > 0 ? column.values[row]! : 0;
  const whole = column?.kind === 'date' ? column.days : column?.kind === 'coded' ? column.codes : undefined;
  if (whole) for (let row = 0; row < whole.length; row += 1) sum += whole[row]!;
  return sum;
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
// Threads only share the memory: one that does nothing else tells what each could do.
const passes = names.slice(0, COMPARED).map((name) => compileBatch(model, name).inputs);
let sum = 0;
const secondsOfPasses = await secondsOf(async () => {
  for (const inputs of passes) for (const input of inputs) sum += sumOf(columns.get(input));
  return Promise.resolve();
});
assert.ok(Number.isFinite(sum));
const limit = (passes.length * rows * availableParallelism()) / secondsOfPasses;
assert.equal(decided, TABLES * rows);
const measurement: Measurement = {
  figures: {
    'batch.tables300.subjects': rows,
    'batch.tables300.decisionsPerSecond': Math.round(decided / seconds),
    'batch.tables300.seconds': rounded(seconds, 1),
    'batch.tables300.limitPerSecond': Math.round(limit),
    'batch.tables300.peakMb': Math.round(process.resourceUsage().maxRSS / 1024),
  },
  ratios: { tables300_over_limit: rounded(decided / seconds / limit) },
};
console.log(JSON.stringify(measurement));
