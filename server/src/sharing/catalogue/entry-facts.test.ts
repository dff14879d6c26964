import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { hostDataset, publishResource, type SharedResource } from '../../../test/shared-resource.ts';
import type { ResourceFacts } from './resource-facts.ts';

let run: TestServerRun;
let shared: SharedResource;
let other: SharedResource;
let withheld: SharedResource;

async function countCalls(given: { daysAgo: number; requester: string; outcome: string; calls: number }) {
  await run.owner(
    `insert into exchange.daily_count (day, requester_id, requester_name, provider_id, provider_name, resource_id,
       resource_title, mode, outcome, calls, row_count)
     values ((platform.now() at time zone 'Asia/Shanghai')::date - $1::int, $2, '需求部门', $3, '提供部门', $4, 'x', 'query', $5, $6, 0)`,
    [given.daysAgo, given.requester, run.city.departments.market.id, shared.id, given.outcome, given.calls],
  );
}

async function replied(resourceId: string, days: number, daysAgo = 1) {
  const { market, tax, data } = run.city.departments;
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
  await run.owner(
    `insert into requests.request (number, state, resource_id, resource_version, resource_title, share_class, requester_id,
       requester_name, requester_short_name, provider_id, provider_name, provider_short_name, authority_id,
       requester_authority_id, area_code, drafted_by, drafted_by_name, office_consent_by, submitted_at, reply_consent_by,
       replied_at, reply_days, reply_late, created_at, updated_at)
     values ($1, 'granted', $2, 1, 'x', 'conditional', $3, '税务局', '税务', $4, '市场监管局', '市监', $5, $5, '640100', $6, '经办',
       $7, platform.now(), $8, platform.now() - $9 * interval '1 day', $10, false, platform.now(), platform.now())`,
    [`SQ-${a}`, resourceId, tax.id, market.id, data.id, a, b, c, daysAgo, days],
  );
}

beforeAll(async () => {
  run = await startTestServer();
  shared = await publishResource(run, { title: '企业登记信息' });
  other = await publishResource(run, { title: '企业年报信息' });
  withheld = await publishResource(run, { title: '统计调查底册', shareClass: 'withheld' });
  await hostDataset(run, shared);
  await run.owner(
    `update imports.dataset_version set row_count = 96, rows_rejected = 4 where resource_id = $1`,
    [shared.id],
  );
  const [tax, labour] = [randomUUID(), randomUUID()];
  await countCalls({ daysAgo: 0, requester: tax, outcome: 'answered', calls: 7 });
  await countCalls({ daysAgo: 29, requester: labour, outcome: 'answered', calls: 5 });
  await countCalls({ daysAgo: 30, requester: tax, outcome: 'answered', calls: 100 });
  await countCalls({ daysAgo: 1, requester: tax, outcome: 'refused', calls: 50 });
  for (const days of [1, 3, 8]) await replied(shared.id, days);
  await replied(shared.id, 99, 91);
});
afterAll(() => run.stop());

async function factsOf(login: string): Promise<Map<string, ResourceFacts>> {
  const { status, body } = await (
    await run.as(login)
  ).get<{ items: { resourceId: string; facts: ResourceFacts }[] }>('/api/v1/catalogue/resources?limit=50');
  expect(status).toBe(200);
  return new Map(body.items.map(({ resourceId, facts }) => [resourceId, facts]));
}

test('a hit says how good its rows are, its use in 30 days and the median reply, to departments that are no party', async () => {
  const facts = (await factsOf('civil.clerk')).get(shared.id);
  expect(facts).toMatchObject({
    data: { rowCount: 96, goodShare: 0.96 },
    use: { calls: 12, departments: 2 },
    reply: { of: 'resource', replies: 3, medianWorkingDays: 3 },
    replyLimit: 10,
  });
});

test('an entry without replies of its own shows its department’s in the same share class', async () => {
  expect((await factsOf('civil.clerk')).get(other.id)).toEqual({
    data: null,
    use: { calls: 0, departments: 0 },
    reply: { of: 'provider', replies: 3, medianWorkingDays: 3 },
    replyLimit: 10,
  });
});

test('of a withheld entry nothing is told', async () => {
  expect((await factsOf('civil.clerk')).get(withheld.id)).toEqual({
    data: null,
    use: { calls: 0, departments: 0 },
    reply: null,
    replyLimit: null,
  });
});

test('the page of an entry has the same facts', async () => {
  const clerk = await run.as('civil.clerk');
  const { body } = await clerk.get<{ facts: ResourceFacts }>(`/api/v1/catalogue/resources/${shared.id}`);
  expect(body.facts).toEqual((await factsOf('civil.clerk')).get(shared.id));
});

test('the records behind the sums stay with their parties', async () => {
  const seen = await run.transactAs('civil.clerk')((tx) =>
    tx.client.query('select from exchange.daily_count union all select from requests.request'),
  );
  expect(seen.rowCount).toBe(0);
});
