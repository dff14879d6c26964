import { afterAll, beforeAll, expect, test } from 'vitest';
import { submitRequest } from '../../../test/matter.ts';
import { publishResource, type SharedResource } from '../../../test/shared-resource.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { consentReply } from './reply-to-request.ts';
import type { RequestView } from './views.ts';

let run: TestServerRun;
let resource: SharedResource;

beforeAll(async () => {
  run = await startTestServer();
  resource = await publishResource(run, { title: '企业登记基本信息' });
});
afterAll(async () => run.stop());

async function traces(id: string) {
  const [row] = await run.owner(
    `select r.state, r.version, (select count(*)::int from requests.agreement) as agreements,
       (select coalesce(max(last), 0) from requests.counter where kind = 'GX') as numbers,
       (select count(*)::int from requests.history where request_id = r.id) as steps,
       (select count(*)::int from ledger.entry) as entries,
       (select count(*)::int from clocks.clock where subject_id = r.id and kind = 'request.supply') as clocks,
       (select count(*)::int from inbox.notice) as notices
     from requests.request r where r.id = $1`,
    [id],
  );
  return row;
}

test('a connection killed in the middle of an approval leaves nothing half done, and the approval can be repeated', async () => {
  const matter = await submitRequest(run, resource);
  await matter.must('market.clerk', 'reply', { decision: 'grant' });
  const before = await traces(matter.id);
  const version = matter.version;
  const asHead = run.transactAs('market.office');
  const killed = consentReply(
    (work) =>
      asHead(async (tx) => {
        const result = await work(tx);
        const [{ pid }] = (await tx.client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows as [
          { pid: number },
        ];
        await run.owner('select pg_terminate_backend($1)', [pid]);
        return result;
      }),
    { id: matter.id, version },
    'grant',
  );
  await expect(killed).rejects.toThrow();
  expect(await traces(matter.id)).toEqual(before);
  await matter.must('market.office', 'reply/consent', { decision: 'grant' });
  const { body } = await matter.view<RequestView>('tax.clerk');
  expect(body.agreement?.number.slice(-4)).toBe('0001');
});

test('many approvals at once take consecutive numbers', async () => {
  const matters = [];
  for (let index = 0; index < 6; index += 1) {
    const matter = await submitRequest(run, resource);
    await matter.must('market.clerk', 'reply', { decision: 'grant' });
    matters.push(matter);
  }
  await Promise.all(
    matters.map((matter) => matter.must('market.office', 'reply/consent', { decision: 'grant' })),
  );
  const rows = await run.owner<{ number: string }>('select number from requests.agreement order by number');
  expect(rows.map((row) => Number(row.number.slice(-4)))).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a refused approval leaves no trace', async () => {
  const matter = await submitRequest(run, resource);
  await matter.must('market.clerk', 'reply', { decision: 'grant' });
  const before = await traces(matter.id);
  expect((await matter.act('market.clerk', 'reply/consent', { decision: 'grant' })).status).toBe(403);
  expect((await matter.act('market.office', 'reply/consent', { decision: 'refuse' })).status).toBe(409);
  expect(
    (await matter.act('market.office', 'reply/consent', { decision: 'grant' }, matter.version - 1)).status,
  ).toBe(412);
  expect(await traces(matter.id)).toEqual(before);
});
