import assert from 'node:assert/strict';
import {
  compileBatch,
  compileModel,
  readModel,
  valueAt,
  type BatchResult,
  type Column,
} from '@tandem/decision';
import { median, rounded, type Measurement } from '../measurement.ts';
import { allByHand, firstByHand } from './by-hand.ts';
import { DISTRICTS, GRADES, hitsByHand, ratesByHand, type TypedColumns } from './by-hand-columns.ts';
import { makeSubjects, ROWS, tableAsDmn, type Subject } from './table.ts';
import { ratioOf, repeated, takeTurns } from './turns.ts';

const SUBJECTS = 200_000;

function typedColumns(subjects: readonly Subject[]): TypedColumns {
  return {
    age: Float64Array.from(subjects, ({ age }) => age),
    income: Float64Array.from(subjects, ({ income }) => income),
    score: Float64Array.from(subjects, ({ score }) => score),
    grade: Int32Array.from(subjects, ({ grade }) => GRADES.indexOf(grade)),
    registered: Int32Array.from(subjects, ({ registered }) => registered),
    district: Int32Array.from(subjects, ({ district }) => DISTRICTS.indexOf(district)),
  };
}

const asColumns = ({ age, income, score, grade, registered, district }: TypedColumns) =>
  new Map<string, Column>([
    ['age', { kind: 'number', values: age }],
    ['income', { kind: 'number', values: income }],
    ['score', { kind: 'number', values: score }],
    ['grade', { kind: 'coded', codes: grade, dictionary: GRADES }],
    ['registered', { kind: 'date', days: registered }],
    ['district', { kind: 'coded', codes: district, dictionary: DISTRICTS }],
  ]);

/** Something of a result that depends on rows. */
const lastOf = ({ output }: BatchResult) =>
  (output.kind === 'coded' ? output.codes.at(-1) : output.values.at(-1)) ?? Number.NaN;

/** The table over columns, ours and by hand; by hand all hits are told as bits, by ours as lists of a dictionary. */
export async function measureColumns(): Promise<Measurement> {
  const subjects = makeSubjects(SUBJECTS, (subject) => allByHand(subject).length === 1);
  const typed = typedColumns(subjects);
  const columns = asColumns(typed);
  const model = compileModel(readModel(tableAsDmn()));
  const programs = { first: compileBatch(model, 'first'), all: compileBatch(model, 'all') };
  const results = { first: programs.first.run(columns, SUBJECTS), all: programs.all.run(columns, SUBJECTS) };
  const byHand = { rates: ratesByHand(typed), hits: hitsByHand(typed) };
  for (const [row, subject] of subjects.entries()) {
    const [first, all] = [firstByHand(subject), allByHand(subject)];
    assert.equal(valueAt(results.first.output, row), first);
    assert.deepEqual(valueAt(results.all.output, row), all);
    assert.equal(byHand.rates[row], first);
    assert.deepEqual(
      ROWS.filter((_row, rule) => ((byHand.hits[row] ?? 0) >> rule) & 1).map(({ rate }) => rate),
      all,
    );
  }
  const speeds = await takeTurns([
    repeated('first.columnsByHand', 10, SUBJECTS, () => ratesByHand(typed).at(-1) ?? Number.NaN),
    repeated('first.batch', 10, SUBJECTS, () => lastOf(programs.first.run(columns, SUBJECTS))),
    repeated('all.columnsByHand', 10, SUBJECTS, () => hitsByHand(typed).at(-1) ?? Number.NaN),
    repeated('all.batch', 10, SUBJECTS, () => lastOf(programs.all.run(columns, SUBJECTS))),
  ]);
  return {
    figures: Object.fromEntries(
      [...speeds].map(([name, perSecond]) => [`${name}PerSecond`, Math.round(median(perSecond))]),
    ),
    ratios: {
      batch_over_handwritten: rounded(ratioOf(speeds, 'first.batch', ['first.columnsByHand'])),
      batch_over_handwritten_all: rounded(ratioOf(speeds, 'all.batch', ['all.columnsByHand'])),
    },
  };
}
