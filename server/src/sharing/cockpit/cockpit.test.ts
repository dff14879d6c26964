import { localDate } from '@tandem/calendar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { fillDays } from './cockpit.ts';

let run: TestServerRun;

beforeAll(async () => {
  run = await startTestServer();
});
afterAll(() => run.stop());

interface View {
  rule: string;
  requests: { openOverdue: number; targetPercent: number };
  disclosures: { days: unknown[] };
  ledger: { size: number; missing: number };
}

test('[38.supervision] the authority sees timeliness, use and the ledger on one page', async () => {
  const officer = await run.as('data.officer');
  const { status, body } = await officer.get<View>('/api/v1/cockpit');
  expect(status).toBe(200);
  expect(body).toMatchObject({ rule: '38.supervision', ledger: { missing: 0 } });
  expect(body.requests.targetPercent).toBeGreaterThan(0);
  expect(body.disclosures.days).toHaveLength(22);
});

test('a clerk has no cockpit', async () => {
  const clerk = await run.as('tax.clerk');
  expect((await clerk.get<{ code: string }>('/api/v1/cockpit')).body.code).toBe('PLATFORM_ROLE_MISSING');
});

test('days without a call are there, weekends are marked, refusals are apart', () => {
  const counts = [
    { day: '2026-11-20', mode: 'query', outcome: 'answered', calls: 5, rows: 5 },
    { day: '2026-11-20', mode: 'query', outcome: 'refused', calls: 2, rows: 0 },
    { day: '2026-11-22', mode: 'batch', outcome: 'answered', calls: 1, rows: 900 },
  ] as const;
  expect(fillDays(counts, localDate('2026-11-20'), localDate('2026-11-23'))).toEqual([
    { day: '2026-11-20', working: true, query: 5, verify: 0, batch: 0, refused: 2 },
    { day: '2026-11-21', working: false, query: 0, verify: 0, batch: 0, refused: 0 },
    { day: '2026-11-22', working: false, query: 0, verify: 0, batch: 1, refused: 0 },
    { day: '2026-11-23', working: true, query: 0, verify: 0, batch: 0, refused: 0 },
  ]);
});
