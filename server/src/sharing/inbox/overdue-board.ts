import { countOverdueClocks, listClocks, type ClockView } from '../../foundation/clocks/index.ts';
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

export interface OverdueBoard {
  /** Supervised under the first, counted under the second. */
  rules: string[];
  late: Page<OverdueRow>;
  record: DepartmentRecord[];
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

/**
 * What is late now, latest due day last, and each department's record of the year (Arts 38, 39). A department
 * sees its own and what it waits for; authority and auditors see all.
 */
export async function overdueBoard(
  tx: Tx,
  { titles, ...page }: { limit: number; cursor?: string | undefined; titles: readonly PageTitles[] },
): Promise<OverdueBoard> {
  const clocks = await listClocks(tx, { overdueOnly: true, openOnly: true, ...page });
  const counts = await countOverdueClocks(tx, `${tx.today.slice(0, 4)}-01-01`);
  const ids = clocks.items.flatMap((clock) => [
    clock.departmentId,
    clock.counterpartId ?? clock.departmentId,
  ]);
  const named = await namesOf(tx, [...ids, ...counts.map((count) => count.departmentId)]);
  const rows = clocks.items.map((clock) => ({
    clock,
    department: named(clock.departmentId),
    counterpart: clock.counterpartId ? named(clock.counterpartId) : null,
    href: hrefOf(clock),
  }));
  return {
    rules: [rule('38.supervision').id, rule('39.late-reply').id],
    late: { ...clocks, items: await withEnglishTitles(tx, rows, titles) },
    record: counts.map(({ departmentId, open, total }) => ({
      department: named(departmentId),
      open,
      thisYear: total,
    })),
  };
}
