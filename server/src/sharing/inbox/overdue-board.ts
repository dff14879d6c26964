import {
  countLateMatters,
  listLateMatters,
  type ClockView,
  type LateCount,
  type LateFilter,
  type Urges,
} from '../../foundation/clocks/index.ts';
import { listDepartmentsById } from '../../foundation/organizations/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import type { Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { withEnglishTitles, type PageTitles } from './page-titles.ts';

export interface NamedDepartment {
  id: string;
  name: string;
  shortName: string;
}

export interface OverdueRow {
  clock: ClockView;
  /** English title of what the clock is about; empty where it has none. */
  titleEn: string;
  number: string | null;
  /** Null: the authority did not urge. */
  urges: Urges | null;
  department: NamedDepartment;
  counterpart: NamedDepartment | null;
  href: string;
}

export interface DepartmentRecord {
  department: NamedDepartment;
  /** Late now. */
  open: number;
  /** Late at any time since the first of January, whether done since or not (Art 39). */
  thisYear: number;
}

/** Which matters the list shows; the record and the kinds are of all. */
export interface BoardFilter extends Omit<LateFilter, 'since'> {
  /** Late at any time since the first of January, whether done since or not; else late now. */
  year?: boolean | undefined;
}

export interface OverdueBoard {
  /** Supervised under the first, counted under the second. */
  rules: string[];
  late: Page<OverdueRow> & { total: number };
  record: DepartmentRecord[];
  /** Late now, by kind of matter. */
  kinds: { kind: string; open: number }[];
}

const PAGES: Readonly<Record<string, string>> = {
  request: '/requests',
  agreement: '/agreements',
  catalogue: '/catalogue',
};

/** The page of what a clock is about. */
export function hrefOf(clock: Pick<ClockView, 'kind' | 'subjectId'>): string {
  return `${PAGES[clock.kind.split('.')[0] ?? ''] ?? '/inbox'}/${clock.subjectId}`;
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<(id: string) => NamedDepartment> {
  const departments = await listDepartmentsById(tx, ids);
  const known = new Map(departments.map((department) => [department.id, department]));
  return (id) => ({ id, name: known.get(id)?.name ?? '', shortName: known.get(id)?.shortName ?? '' });
}

function matches({ departmentId, kind, urged }: BoardFilter): (count: LateCount) => boolean {
  return (count) =>
    (departmentId ?? count.departmentId) === count.departmentId &&
    (kind ?? count.kind) === count.kind &&
    (urged ?? count.urged) === count.urged;
}

function sumBy<Key extends 'departmentId' | 'kind'>(counts: readonly LateCount[], key: Key) {
  return [...Map.groupBy(counts, (count) => count[key])].map(([name, rows]) => ({
    name,
    open: rows.reduce((sum, { open }) => sum + open, 0),
    total: rows.reduce((sum, { total }) => sum + total, 0),
  }));
}

/** The matters that the board lists, earliest due day first. */
export async function listOverdue(
  tx: Tx,
  filter: BoardFilter & { limit: number; cursor?: string | undefined },
  titles: readonly PageTitles[],
): Promise<Page<OverdueRow>> {
  const { year, ...rest } = filter;
  const page = await listLateMatters(tx, { ...rest, since: year ? newYear(tx) : undefined });
  const ids = page.items.flatMap(({ clock: { departmentId, counterpartId } }) =>
    counterpartId ? [departmentId, counterpartId] : [departmentId],
  );
  const named = await namesOf(tx, [...new Set(ids)]);
  const items = page.items.map((matter) => ({
    ...matter,
    department: named(matter.clock.departmentId),
    counterpart: matter.clock.counterpartId ? named(matter.clock.counterpartId) : null,
    href: hrefOf(matter.clock),
  }));
  return { ...page, items: await withEnglishTitles(tx, items, titles) };
}

const newYear = (tx: Tx) => `${tx.today.slice(0, 4)}-01-01`;

/**
 * What is late now, earliest due day first, and each department's record of the year, the worst first (Arts 38, 39). A
 * department sees its own and what it waits for; authority and auditors see all.
 */
export async function overdueBoard(
  tx: Tx,
  filter: BoardFilter & { limit: number; cursor?: string | undefined },
  titles: readonly PageTitles[],
): Promise<OverdueBoard> {
  const counts = await countLateMatters(tx, newYear(tx));
  const listed = counts.filter(matches(filter));
  const departments = sumBy(counts, 'departmentId');
  const named = await namesOf(
    tx,
    departments.map(({ name }) => name),
  );
  return {
    rules: [rule('38.supervision').id, rule('39.late-reply').id],
    late: {
      ...(await listOverdue(tx, filter, titles)),
      total: listed.reduce((sum, { open, total }) => sum + (filter.year ? total : open), 0),
    },
    record: departments
      .map(({ name, open, total }) => ({ department: named(name), open, thisYear: total }))
      .toSorted((a, b) => b.thisYear - a.thisYear || a.department.id.localeCompare(b.department.id)),
    kinds: sumBy(counts, 'kind')
      .filter(({ open }) => open > 0)
      .map(({ name, open }) => ({ kind: name, open }))
      .toSorted((a, b) => b.open - a.open || a.kind.localeCompare(b.kind)),
  };
}
