import { addDays, chinaCalendar, localDate, type LocalDate } from '@tandem/calendar';
import { listDepartmentsById } from '../../foundation/organizations/index.ts';
import { rule, ruleDays } from '../../foundation/statute/index.ts';
import { countPresentEntries, findLedgerHead } from '../../platform/ledger/index.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { hasRole } from '../../platform/identity/actor.ts';
import {
  catalogueFigures,
  englishTitlesOf,
  pageTitles as entryPages,
  type CatalogueFigures,
} from '../catalogue/index.ts';
import {
  countDisclosures,
  listMostUsed,
  listRecentReceipts,
  type DailyCount,
  type ResourceUse,
} from '../exchange/index.ts';
import { overdueBoard, type OverdueBoard, type OverdueRow } from '../inbox/index.ts';
import { pageTitles as requestPages, requestFigures, type RequestFigures } from '../requests/index.ts';
import { addUpPeriod, type AddedUp } from './add-up.ts';

/** Disclosures whose ledger entry is looked up each time the page is opened. */
const SAMPLE = 200;
const DAYS_SHOWN = 22;
/** Days over which disclosures and ledger entries are added up. */
const DAYS_ADDED_UP = 31;

interface InEnglish {
  titleEn: string;
}

export interface CockpitDay {
  day: string;
  working: boolean;
  query: number;
  verify: number;
  batch: number;
  refused: number;
}

export interface CockpitLedger {
  size: number;
  root: string;
  signedAt: string | null;
  /** Of the newest disclosures, so many were looked up in the ledger, and so many were not there. */
  sampled: number;
  missing: number;
  /** Null for whoever sees one department only: the log is everybody's. */
  addedUp: AddedUp | null;
}

export interface Cockpit {
  today: string;
  /** The rule under which these figures are watched. */
  rule: string;
  /** What the platform aims at, and what the decree sets (Art 21). */
  meanDays: { target: number; statutory: number };
  requests: CockpitRequests;
  catalogue: CatalogueFigures;
  disclosures: {
    yesterday: number;
    weekBefore: number;
    days: CockpitDay[];
    mostUsed: (ResourceUse & InEnglish)[];
  };
  /** Matters of all rooms that are late now: the longest, how many there are, and of which kinds. */
  overdue: OverdueRow[];
  overdueTotal: number;
  overdueKinds: OverdueBoard['kinds'];
  ledger: CockpitLedger;
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
    const callsOf = (fits: (count: DailyCount) => boolean) =>
      own.filter(fits).reduce((sum, count) => sum + count.calls, 0);
    const answered = (mode: DailyCount['mode']) =>
      callsOf((count) => count.outcome === 'answered' && count.mode === mode);
    days.push({
      day,
      working: isWorking(day),
      query: answered('query'),
      verify: answered('verify'),
      batch: answered('batch'),
      refused: callsOf((count) => count.outcome === 'refused'),
    });
  }
  return days;
}

function callsOn(days: readonly CockpitDay[], day: string): number {
  const found = days.find((item) => item.day === day);
  return found ? found.query + found.verify + found.batch : 0;
}

/** Rows about entries, with their English titles; empty without one. */
async function inEnglish<Row extends { resourceId: string }>(
  tx: Tx,
  rows: readonly Row[],
): Promise<(Row & InEnglish)[]> {
  const titles = await englishTitlesOf(
    tx,
    rows.map(({ resourceId }) => resourceId),
  );
  return rows.map((row) => ({ ...row, titleEn: titles.get(row.resourceId) ?? '' }));
}

async function disclosuresOf(tx: Tx): Promise<Cockpit['disclosures']> {
  const to = localDate(tx.today);
  const from = addDays(to, 1 - DAYS_SHOWN);
  const days = fillDays(await countDisclosures(tx, { from, to }), from, to);
  return {
    yesterday: callsOn(days, addDays(to, -1)),
    weekBefore: callsOn(days, addDays(to, -8)),
    days,
    mostUsed: await inEnglish(tx, await listMostUsed(tx, { from, to, limit: 6 })),
  };
}

/** Does what was disclosed stand in the ledger? By the sums of each day, and a sample of the newest one by one. */
async function ledgerOf(tx: Tx): Promise<CockpitLedger> {
  const head = await findLedgerHead(tx);
  const receipts = await listRecentReceipts(tx, SAMPLE);
  const present = await countPresentEntries(tx, receipts);
  const to = localDate(tx.today);
  const seesAll = hasRole(tx.actor, 'authorityOfficer', 'auditor');
  return {
    size: head?.size ?? 0,
    root: head?.root ?? '',
    signedAt: head?.signedAt ?? null,
    sampled: receipts.length,
    missing: receipts.length - present,
    addedUp: seesAll ? await addUpPeriod(tx, { from: addDays(to, 1 - DAYS_ADDED_UP), to }) : null,
  };
}

export type CockpitRequests = Omit<RequestFigures, 'departments' | 'mostWanted'> & {
  mostWanted: (RequestFigures['mostWanted'][number] & InEnglish)[];
  departments: (RequestFigures['departments'][number] & { departmentShortName: string })[];
};

/** Departments with their short names, since rows of a wall screen are short, and entries with their English titles. */
async function withNames(tx: Tx, figures: RequestFigures): Promise<CockpitRequests> {
  const ids = figures.departments.map(({ departmentId }) => departmentId);
  const names = new Map((await listDepartmentsById(tx, ids)).map(({ id, shortName }) => [id, shortName]));
  const departments = figures.departments.map((row) => ({
    ...row,
    departmentShortName: names.get(row.departmentId) ?? row.departmentName,
  }));
  return { ...figures, departments, mostWanted: await inEnglish(tx, figures.mostWanted) };
}

/**
 * What the authority answers for (Art 38): timeliness, supply and demand, quality of the catalogue, use. Row-level
 * security decides whose records are counted: a department head sees the own department's.
 */
export async function viewCockpit(transact: Transact): Promise<Cockpit> {
  return transact(async (tx) => {
    const month = tx.today.slice(0, 7);
    const board = await overdueBoard(tx, { limit: 8 }, [entryPages, requestPages]);
    return {
      today: tx.today,
      rule: rule('38.supervision').id,
      meanDays: { target: ruleDays('38.reply-days.target'), statutory: ruleDays('21.reply.conditional') },
      requests: await withNames(tx, await requestFigures(tx, { month })),
      catalogue: await catalogueFigures(tx, { from: `${month}-01`, to: tx.today }),
      disclosures: await disclosuresOf(tx),
      overdue: board.late.items,
      overdueTotal: board.late.total,
      overdueKinds: board.kinds,
      ledger: await ledgerOf(tx),
    };
  });
}
