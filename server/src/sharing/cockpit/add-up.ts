import { listEntryCounts, type EntryCount } from '../../platform/ledger/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { countDisclosures, type DailyCount, type Period } from '../exchange/index.ts';

/** Whether what was disclosed and what the ledger holds are the same, day by day, answers and refusals apart. */
export interface AddedUp {
  disclosures: number;
  entries: number;
  /** Days before today on which the two differ: there must be none. */
  differingDays: string[];
  /** Of today: recorded, and on their way into the log, which takes about a second. */
  waiting: number;
}

const KINDS = { answered: 'disclosure.answered', refused: 'disclosure.refused' } as const;

function sums(rows: readonly { key: string; count: number }[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const { key, count } of rows) total.set(key, (total.get(key) ?? 0) + count);
  return total;
}

/** Holds the two counts against each other. They are kept by different hands: the exchange's and the sequencer's. */
export function addUp(counts: readonly DailyCount[], entries: readonly EntryCount[], today: string): AddedUp {
  const disclosed = sums(
    counts.map(({ day, outcome, calls }) => ({ key: `${day} ${KINDS[outcome]}`, count: calls })),
  );
  const logged = sums(entries.map((row) => ({ key: `${row.day} ${row.kind}`, count: row.entries })));
  const differing = [...new Set([...disclosed.keys(), ...logged.keys()])]
    .filter((key) => !key.startsWith(today) && disclosed.get(key) !== logged.get(key))
    .map((key) => key.slice(0, 10));
  const all = (counted: Map<string, number>) => [...counted.values()].reduce((sum, count) => sum + count, 0);
  const ofToday = (counted: Map<string, number>) =>
    [...counted].reduce((sum, [key, count]) => (key.startsWith(today) ? sum + count : sum), 0);
  return {
    disclosures: all(disclosed),
    entries: all(logged),
    differingDays: [...new Set(differing)].toSorted(),
    waiting: ofToday(disclosed) - ofToday(logged),
  };
}

/** The same for what the actor sees: whoever sees all departments. */
export async function addUpPeriod(tx: Tx, period: Period): Promise<AddedUp> {
  const counts = await countDisclosures(tx, period);
  const entries = await listEntryCounts(tx, { ...period, kinds: Object.values(KINDS) });
  return addUp(counts, entries, tx.today);
}
