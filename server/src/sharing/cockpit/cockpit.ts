import { addDays, chinaCalendar, localDate, type LocalDate } from '@tandem/calendar';
import { listClocks, type ClockView } from '../../foundation/clocks/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { countPresentEntries, findLedgerHead } from '../../platform/ledger/index.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { catalogueFigures, type CatalogueFigures } from '../catalogue/index.ts';
import {
  countDisclosures,
  listMostUsed,
  listRecentReceipts,
  type DailyCount,
  type ResourceUse,
} from '../exchange/index.ts';
import { requestFigures, type RequestFigures } from '../requests/index.ts';

/** Disclosures whose ledger entry is looked up each time the page is opened. */
const SAMPLE = 200;
const DAYS_SHOWN = 22;

export interface CockpitDay {
  day: string;
  working: boolean;
  query: number;
  verify: number;
  batch: number;
  refused: number;
}

export interface Cockpit {
  today: string;
  requests: RequestFigures;
  catalogue: CatalogueFigures;
  disclosures: { yesterday: number; weekBefore: number; days: CockpitDay[]; mostUsed: ResourceUse[] };
  overdue: ClockView[];
  ledger: {
    size: number;
    root: string;
    signedAt: string | null;
    /** Of the newest disclosures, so many were looked up in the ledger, and so many were not there. */
    sampled: number;
    missing: number;
  };
}

function isWorking(day: LocalDate): boolean {
  const answer = chinaCalendar.isWorkingDay(day);
  return answer.ok && answer.workingDay;
}

/** Every day of the span, also those without a call. */
export function fillDays(counts: readonly DailyCount[], from: LocalDate, to: LocalDate): CockpitDay[] {
  const days: CockpitDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const own = counts.filter((count) => count.day === day);
    const answered = (mode: DailyCount['mode']) =>
      own
        .filter((count) => count.outcome === 'answered' && count.mode === mode)
        .reduce((sum, count) => sum + count.calls, 0);
    const refused = own
      .filter((count) => count.outcome === 'refused')
      .reduce((sum, count) => sum + count.calls, 0);
    days.push({
      day,
      working: isWorking(day),
      query: answered('query'),
      verify: answered('verify'),
      batch: answered('batch'),
      refused,
    });
  }
  return days;
}

function callsOn(days: readonly CockpitDay[], day: string): number {
  const found = days.find((item) => item.day === day);
  return found ? found.query + found.verify + found.batch : 0;
}

async function disclosuresOf(tx: Tx): Promise<Cockpit['disclosures']> {
  const to = localDate(tx.today);
  const from = addDays(to, 1 - DAYS_SHOWN);
  const days = fillDays(await countDisclosures(tx, { from, to }), from, to);
  return {
    yesterday: callsOn(days, addDays(to, -1)),
    weekBefore: callsOn(days, addDays(to, -8)),
    days,
    mostUsed: await listMostUsed(tx, { from, to, limit: 6 }),
  };
}

/** Does what was disclosed stand in the ledger? A sample of the newest, looked up one by one. */
async function ledgerOf(tx: Tx): Promise<Cockpit['ledger']> {
  const head = await findLedgerHead(tx);
  const receipts = await listRecentReceipts(tx, SAMPLE);
  const present = await countPresentEntries(tx, receipts);
  return {
    size: head?.size ?? 0,
    root: head?.root ?? '',
    signedAt: head?.signedAt ?? null,
    sampled: receipts.length,
    missing: receipts.length - present,
  };
}

/**
 * What the authority answers for (Art 38): timeliness, supply and demand, quality of the catalogue, use. Row-level
 * security decides whose records are counted: a department head sees the own department's.
 */
export async function viewCockpit(transact: Transact): Promise<Cockpit & { rule: string }> {
  return transact(async (tx) => {
    const today = localDate(tx.today);
    const month = today.slice(0, 7);
    const overdue = await listClocks(tx, { openOnly: true, overdueOnly: true, limit: 8 });
    return {
      today,
      rule: rule('38.supervision').id,
      requests: await requestFigures(tx, { month }),
      catalogue: await catalogueFigures(tx, { from: `${month}-01`, to: today }),
      disclosures: await disclosuresOf(tx),
      overdue: overdue.items,
      ledger: await ledgerOf(tx),
    };
  });
}
