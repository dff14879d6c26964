/**
 * One decision table of 20 rows × 6 inputs, the first hit and all hits, three quarters of the subjects falling to the
 * last row: ours one by one, against GoRules ZEN, json-rules-engine, feelin, and the same table written by hand; ours
 * over columns, against the same written by hand over columns; and 300 different tables over a million subjects.
 * All must give the same answers before anything is timed; then they take turns, and medians of the turns count.
 *
 * `single` is a plain object in and a plain result out, as with the peers, with its date as text; `byHand` is given the same
 * object. The peers and `byHandDays` are given whole days, which is faster. `slots` is given FEEL values in order, as a
 * caller has them who keeps them.
 */
import assert from 'node:assert/strict';
import { compileModel, FeelDate, readModel, toPlain, type Value } from '@tandem/decision';
import { allByHandOfText, firstByHandOfText } from './decision/by-hand-text.ts';
import { allByHand, firstByHand } from './decision/by-hand.ts';
import { measureColumns } from './decision/columns.ts';
import { feelin, jsonRulesEngine, zen, type Peer } from './decision/peers.ts';
import { dateOf, makeSubjects, tableAsDmn, type Subject, type SubjectOfText } from './decision/table.ts';
import { measureTables } from './decision/measure-tables.ts';
import { ratioOf, repeated, takeTurns, type Contender } from './decision/turns.ts';
import { median, rounded, type Measurement } from './measurement.ts';

const SUBJECTS = 4_000;
const CONCURRENT = 1_000;

type Peers = Record<'zen' | 'jsonRulesEngine' | 'feelin', Peer>;
type Variant = 'first' | 'all';
const size = (value: unknown): number =>
  typeof value === 'number' ? value : Array.isArray(value) ? value.length : Number.NaN;

/** Ours: plain objects as they come from JSON, and plain results; or FEEL values by the slots of the compiled decision. */
function ours(variant: Variant, subjects: readonly Subject[]) {
  const model = compileModel(readModel(tableAsDmn()));
  const prepared = model.prepare(variant);
  const rows = subjects.map((subject) =>
    prepared.inputs.map((input): Value => {
      const value = subject[input as keyof Subject];
      return input === 'registered' ? (FeelDate.ofDays(Number(value)) ?? null) : value;
    }),
  );
  const plain = subjects.map((subject): SubjectOfText => ({
    ...subject,
    registered: dateOf(subject.registered),
  }));
  return {
    rows,
    decide: (row: Value[]) => prepared.run(row),
    plain,
    decidePlain: (subject: Record<string, unknown>) => toPlain(model.evaluate(variant, subject).value),
  };
}

const byHand = { first: firstByHand, all: allByHand };
const byHandOfText = { first: firstByHandOfText, all: allByHandOfText };

async function assertAllAgree(subjects: readonly Subject[], peers: Peers): Promise<void> {
  for (const variant of ['first', 'all'] as const) {
    const { rows, decide, plain, decidePlain } = ours(variant, subjects);
    const sorted = (value: unknown) => (Array.isArray(value) ? value.toSorted() : value);
    for (const [index, subject] of subjects.entries()) {
      const expected = sorted(byHand[variant](subject));
      assert.deepEqual(sorted(decide(rows[index] ?? [])), expected, `ours, subject ${index}`);
      const ofText = plain[index];
      assert(ofText);
      assert.deepEqual(sorted(byHandOfText[variant](ofText)), expected, `by hand, subject ${index}`);
      assert.deepEqual(sorted(decidePlain(ofText)), expected, `ours from JSON, subject ${index}`);
      if (index >= 200) continue;
      for (const [name, peer] of Object.entries(peers))
        assert.deepEqual(sorted(await peer[variant](subject)), expected, `${name}, subject ${index}`);
    }
  }
}

function ourContenders(variant: Variant, subjects: readonly Subject[]): Contender[] {
  const { rows, decide, plain, decidePlain } = ours(variant, subjects);
  const isFirst = variant === 'first';
  const firstOfDays = () => {
    let sum = 0;
    for (const subject of subjects) sum += firstByHand(subject);
    return sum;
  };
  const allOfDays = () => {
    let sum = 0;
    for (const subject of subjects) sum += allByHand(subject).length;
    return sum;
  };
  const firstOfText = () => {
    let sum = 0;
    for (const subject of plain) sum += firstByHandOfText(subject);
    return sum;
  };
  const allOfText = () => {
    let sum = 0;
    for (const subject of plain) sum += allByHandOfText(subject).length;
    return sum;
  };
  const slots = () => {
    let sum = 0;
    for (const row of rows) sum += size(decide(row));
    return sum;
  };
  const single = () => {
    let sum = 0;
    for (const subject of plain) sum += size(decidePlain(subject));
    return sum;
  };
  return [
    repeated('byHand', 500, subjects.length, isFirst ? firstOfText : allOfText),
    repeated('byHandDays', 500, subjects.length, isFirst ? firstOfDays : allOfDays),
    repeated('single', 200, subjects.length, single),
    repeated('slots', 500, subjects.length, slots),
  ];
}

function peerContenders(variant: Variant, subjects: readonly Subject[], peers: Peers): Contender[] {
  const oneByOne = (name: keyof Peers, count: number): Contender => ({
    name,
    decisions: count,
    work: async () => {
      let sum = 0;
      for (const subject of subjects.slice(0, count)) sum += size(await peers[name][variant](subject));
      return sum;
    },
  });
  const concurrently: Contender = {
    name: 'zenConcurrent',
    decisions: CONCURRENT * 5,
    work: async () => {
      let sum = 0;
      for (let time = 0; time < 5; time += 1) {
        const answers = await Promise.all(
          subjects.slice(0, CONCURRENT).map((one) => peers.zen[variant](one)),
        );
        for (const answer of answers) sum += size(answer);
      }
      return sum;
    },
  };
  return [oneByOne('zen', 2_000), concurrently, oneByOne('jsonRulesEngine', 1_000), oneByOne('feelin', 200)];
}

export async function run(): Promise<Measurement> {
  const subjects = makeSubjects(SUBJECTS, (subject) => allByHand(subject).length === 1);
  const peers = { zen: zen(), jsonRulesEngine: jsonRulesEngine(), feelin: feelin() };
  await assertAllAgree(subjects, peers);
  const measurement: Measurement = { figures: { subjects: SUBJECTS }, ratios: {} };
  for (const variant of ['first', 'all'] as const) {
    const speeds = await takeTurns([
      ...ourContenders(variant, subjects),
      ...peerContenders(variant, subjects, peers),
    ]);
    for (const [name, perSecond] of speeds)
      measurement.figures[`${variant}.${name}PerSecond`] = Math.round(median(perSecond));
    const over = (ours: string, ...others: string[]) => ratioOf(speeds, ours, others);
    const suffix = variant === 'first' ? '' : '_all';
    measurement.ratios[`single_over_zen${suffix}`] = rounded(over('single', 'zen', 'zenConcurrent'), 1);
    measurement.ratios[`slots_over_zen${suffix}`] = rounded(over('slots', 'zen', 'zenConcurrent'), 1);
    measurement.ratios[`single_over_handwritten${suffix}`] = rounded(over('single', 'byHand'));
    measurement.ratios[`single_over_handwritten_days${suffix}`] = rounded(over('single', 'byHandDays'));
  }
  for (const { figures, ratios } of [await measureColumns(), measureTables()]) {
    Object.assign(measurement.figures, figures);
    Object.assign(measurement.ratios, ratios);
  }
  return measurement;
}
