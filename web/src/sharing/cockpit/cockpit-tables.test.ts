import { expect, test } from 'vitest';
import type { Cockpit } from './cockpit-query.ts';
import { cockpitTables } from './cockpit-tables.ts';

const month = { replies: 3, onTimePercent: 100, meanWorkingDays: 2.5 };
const cockpit = {
  today: '2026-11-23',
  meanDays: { target: 5, statutory: 10 },
  requests: {
    month: '2026-11',
    current: month,
    previous: { ...month, onTimePercent: null },
    targetPercent: 95,
    openOverdue: 0,
    openOverdueBefore: 0,
    agreementsInForce: 2,
    agreementsInForceBefore: 1,
    departments: [
      {
        departmentId: 'd',
        departmentName: '税务局',
        departmentShortName: '税务局',
        current: month,
        previous: { replies: 0, onTimePercent: null, meanWorkingDays: null },
        openOverdue: 1,
      },
    ],
    supplyDemand: [{ month: '2026-11', asked: 4, granted: 3, supplied: 2 }],
    mostWanted: [
      { resourceId: 'r', title: '不动产登记信息', providerName: '自然资源局', requests: 3, departments: 2 },
    ],
    missing: [{ demandId: 'm', title: '水电气用量', requesterName: '民政局', state: 'open' }],
  },
  catalogue: { published: 3 },
  disclosures: {
    yesterday: 5,
    weekBefore: 5,
    days: [{ day: '2026-11-22', working: false, query: 1, verify: 2, batch: 3, refused: 4 }],
  },
  overdue: [],
} as unknown as Cockpit;

test('every table of the cockpit has a name of its own and a cell for each heading', () => {
  const tables = cockpitTables((key) => key, 'zh', cockpit);
  expect(new Set(tables.map(({ name }) => name)).size).toBe(6);
  for (const { header, rows } of tables) for (const row of rows) expect(row).toHaveLength(header.length);
  expect(tables[2]?.rows).toEqual([['税务局', '100.0', '', '3', '2.5', '1']]);
  expect(tables[3]?.rows.map(([title]) => title)).toEqual(['不动产登记信息', '水电气用量']);
});
