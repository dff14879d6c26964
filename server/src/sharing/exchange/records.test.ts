import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBed, refusal, type Bed } from '../../../test/exchange-bed.ts';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.stop());

interface Calls {
  items: {
    id: string;
    outcome: string;
    agreementId: string;
    rule: { href: string } | null;
    refusal: string | null;
  }[];
  next?: string;
}

test('[29.use-records] use is recorded by the requester alone, kept three years, open to provider and authority', async () => {
  const id = await bed.agree();
  const path = `/api/v1/exchange/agreements/${id}/use-records`;
  const clerk = await bed.run.as('tax.clerk');
  const made = await clerk.post(path, { aspect: 'effect', statement: '发现风险纳税人 12 户' });
  expect(made.status).toBe(201);
  const until = `${Number(bed.today.slice(0, 4)) + 3}${bed.today.slice(4)}`;
  expect(made.body).toMatchObject({ aspect: 'effect', keepUntil: until });
  const provider = await bed.run.as('market.clerk');
  const refused = await provider.post(path, { aspect: 'effect', statement: '不是我的' });
  expect(refusal(refused)).toMatchObject({ code: 'EXCHANGE_THIRD_PARTY', rule: { id: '34.responsibility' } });
  for (const login of ['market.clerk', 'data.auditor', 'tax.clerk']) {
    const seen = await (await bed.run.as(login)).get<{ items: unknown[] }>(path);
    expect(seen.body.items).toHaveLength(1);
  }
  const stranger = await (await bed.run.as('labour.clerk')).get<{ items: unknown[] }>(path);
  expect(stranger.body.items).toEqual([]);
  const removal = bed.run.transactAs('tax.clerk')((tx) => tx.client.query('delete from exchange.use_record'));
  await expect(removal).rejects.toMatchObject({ code: '42501' });
});

test('the call log shows a department its own calls, the provider those for its data, supervisors all', async () => {
  const id = await bed.agree();
  await bed.query(id);
  await bed.query(id, { items: ['经营范围'] });
  const list = async (login: string, query = '') => {
    const answer = await (
      await bed.run.as(login)
    ).get<Calls>(`/api/v1/exchange/calls?agreementId=${id}${query}`);
    return answer.body.items.map(({ outcome }) => outcome);
  };
  expect(await list('tax.clerk')).toEqual(['refused', 'answered']);
  expect(await list('tax.clerk', '&outcome=refused')).toEqual(['refused']);
  expect(await list('tax.clerk', `&from=${bed.today}&to=${bed.today}&mode=query`)).toHaveLength(2);
  expect(await list('tax.clerk', `&to=2020-01-01`)).toEqual([]);
  expect(await list('market.clerk')).toEqual([]);
  expect(await list('market.clerk', '&side=provider')).toHaveLength(2);
  expect(await list('labour.clerk', '&side=all')).toEqual([]);
  expect(await list('data.auditor')).toHaveLength(2);
  const clerk = await bed.run.as('tax.clerk');
  const page = await clerk.get<Calls>(`/api/v1/exchange/calls?agreementId=${id}&limit=1`, {
    'accept-language': 'en',
  });
  expect(page.body.items[0]).toMatchObject({
    rule: { href: '/statute#art-25' },
    refusal: 'Item “经营范围” is not in the agreement',
  });
  const rest = await clerk.get<Calls>(`/api/v1/exchange/calls?agreementId=${id}&cursor=${page.body.next}`);
  expect(rest.body.items).toMatchObject([{ outcome: 'answered' }]);
  const { market } = bed.run.city.departments;
  await bed.run.owner(`update organizations.department set name_en = 'Shifan Market Bureau' where id = $1`, [
    market.id,
  ]);
  const english = await clerk.get<string>(`/api/v1/exchange/calls?agreementId=${id}&format=csv`, {
    'accept-language': 'en',
  });
  expect(english.body).toContain('Shifan Market Bureau');
  expect(english.body).not.toContain(market.name);
  const file = await clerk.get<string>(`/api/v1/exchange/calls?agreementId=${id}&format=csv`);
  expect(file.body).toContain(market.name);
  expect(file.headers.get('content-type')).toContain('text/csv');
  expect(file.body.trim().split('\r\n')).toHaveLength(3);
});

test('without the calls of the sandbox the log is what figures count, and says how many there are', async () => {
  const id = await bed.agree();
  await bed.query(id);
  await bed.query('0197cccc-0000-7000-8000-000000000002');
  await bed.tax.post('/api/v1/exchange/agreements/sandbox/query', { items: ['企业名称'], where: [] });
  const fileIn = async (language: string) => {
    const headers = { 'accept-language': language };
    return (await bed.tax.get<string>('/api/v1/exchange/calls?sandbox=true&format=csv', headers)).body;
  };
  expect(await fileIn('en')).toContain('Sandbox');
  expect(await fileIn('zh-CN')).not.toContain('Sandbox');
  const calls = async (login: string, query: string) =>
    (
      await (
        await bed.run.as(login)
      ).get<Calls & { total?: number }>(`/api/v1/exchange/calls?limit=200&${query}`)
    ).body;
  const days = `from=${bed.today}&to=${bed.today}`;
  const all = await calls('tax.clerk', days);
  const counted = await calls('tax.clerk', `${days}&sandbox=false`);
  const tried = await calls('tax.clerk', `${days}&sandbox=true`);
  expect(tried.items.length).toBeGreaterThan(0);
  expect(counted.items.length).toBe(all.items.length - tried.items.length);
  expect(counted.total).toBe(counted.items.length);
  expect(all.total).toBeUndefined();
  for (const login of ['tax.clerk', 'market.clerk', 'data.auditor'])
    for (const query of [
      'side=all',
      'side=provider',
      'outcome=refused',
      'side=all&outcome=answered&mode=query',
    ]) {
      const found = await calls(login, `${days}&sandbox=false&${query}`);
      expect(found.total, `${login} ${query}`).toBe(found.items.length);
    }
  const both = await calls('market.clerk', `${days}&sandbox=false&side=all`);
  const asProvider = await calls('market.clerk', `${days}&sandbox=false&side=provider`);
  const asRequester = await calls('market.clerk', `${days}&sandbox=false`);
  expect(both.total).toBe((asProvider.total ?? 0) + (asRequester.total ?? 0));
  expect(asProvider.total).toBeGreaterThan(0);
});

test('the guide of an agreement says what may be asked, and what is used up; strangers see none', async () => {
  const id = await bed.agree({ quota: { callsPerDay: 7, rowsPerDay: 70 } });
  await bed.query(id);
  const guide = await bed.tax.get(`/api/v1/exchange/agreements/${id}`);
  expect(guide.body).toMatchObject({
    purpose: { code: 'tax-risk' },
    usedToday: { calls: 1, rows: 1 },
    quota: { callsPerDay: 7 },
    dataset: { rows: 4 },
  });
  const items = guide.body['items'] as { name: string; key: boolean; masked: boolean }[];
  expect(items.filter(({ key }) => key).map(({ name }) => name)).toEqual(['统一社会信用代码', '企业名称']);
  expect(items.filter(({ masked }) => masked).map(({ name }) => name)).toEqual(['法定代表人']);
  const stranger = await bed.run.asSystem('labour.system').get(`/api/v1/exchange/agreements/${id}`);
  expect(refusal(stranger).code).toBe('EXCHANGE_AGREEMENT_UNKNOWN');
});

test('disclosures are insert-only for the application, and a department sees only its own', async () => {
  const id = await bed.agree();
  await bed.query(id);
  for (const text of ['update exchange.disclosure set row_count = 0', 'delete from exchange.disclosure']) {
    const change = bed.run.transactAs('tax.clerk')((tx) => tx.client.query(text));
    await expect(change).rejects.toMatchObject({ code: '42501' });
  }
  const foreign = await bed.run.transactAs('labour.clerk')((tx) =>
    tx.client.query('select from exchange.disclosure where agreement_id = $1', [id]),
  );
  expect(foreign.rowCount).toBe(0);
});

test('daily counts add up with the disclosures behind them', async () => {
  const sums = await bed.sql(
    `select mode, outcome, sum(calls)::int as n from exchange.daily_count group by 1, 2 order by 1, 2`,
  );
  const rows = await bed.sql(
    `select mode, outcome, count(*)::int as n from exchange.disclosure
     where agreement_id is distinct from '01970000-0000-7000-8000-5a9db0c00001' group by 1, 2 order by 1, 2`,
  );
  expect(sums).toEqual(rows);
});

test('the document tells an engineer who may call, that each call counts, and where its receipt is', async () => {
  interface Operation {
    security: object[];
    parameters: { name: string }[];
    responses: Record<string, { headers?: object }>;
  }
  const answer = await fetch(`${bed.run.url}/api/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Operation>> };
  const query = paths['/api/v1/exchange/agreements/{agreementId}/query']?.['post'];
  expect(query?.security).toEqual([{ session: [] }, { signature: [] }]);
  expect(query?.parameters.map(({ name }) => name)).not.toContain('idempotency-key');
  for (const response of Object.values(query?.responses ?? {}))
    expect(response.headers).toHaveProperty('tandem-receipt');
  const draft = paths['/api/v1/requests']?.['post'];
  expect(draft?.security).toEqual([{ session: [] }]);
  expect(draft?.parameters.map(({ name }) => name)).toContain('idempotency-key');
  expect(paths['/api/v1/session/options']?.['get']?.security).toEqual([]);
});
