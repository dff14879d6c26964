import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';

let run: TestServerRun;

beforeAll(async () => {
  run = await startTestServer();
});
afterAll(() => run.stop());

async function move(
  login: string,
  workingDays: number,
): Promise<{ status: number; body: { now?: string; code?: string } }> {
  const client = await run.as(login);
  const answer = await client.post<{ now?: string; code?: string }>('/api/v1/demo/clock', { workingDays });
  return { status: answer.status, body: answer.body };
}

test('a demonstration city moves its clock by working days, to nine in the morning', async () => {
  const { status, body } = await move('data.operator', 3);
  expect(status).toBe(200);
  expect(new Date(body.now ?? '').toISOString()).toMatch(/T01:00:00/);
});

test('only the operator may, and only forward', async () => {
  expect((await move('tax.clerk', 1)).body.code).toBe('PLATFORM_ROLE_MISSING');
  expect((await move('data.operator', -1)).body.code).toBe('PLATFORM_INPUT_INVALID');
  expect((await move('data.operator', 0)).status).toBe(200);
  const back = run.transactAs('job')((tx) =>
    tx.client.query(`select platform.move_clock(interval '-1 day')`),
  );
  await expect(back).rejects.toMatchObject({ code: 'TD002' });
});

test('a production platform refuses, whoever asks, and the database is what refuses', async () => {
  await run.owner(`update platform.installation set demo = false, clock_shift = interval '0'`);
  expect((await move('data.operator', 1)).body.code).toBe('PLATFORM_CLOCK_FIXED');
  const straight = run.transactAs('job')((tx) =>
    tx.client.query(`update platform.installation set clock_shift = interval '1 day'`),
  );
  await expect(straight).rejects.toMatchObject({ code: '42501' });
  await expect(
    run.owner(`update platform.installation set clock_shift = interval '1 day'`),
  ).rejects.toMatchObject({ code: '23514' });
});
