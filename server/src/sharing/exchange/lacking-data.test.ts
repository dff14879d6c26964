import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestResponse } from '../../../test/client.ts';
import { agree, matterOf, submitRequest, todayOf, noticesOf } from '../../../test/matter.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { keyResource, publishResource, type SharedResource } from '../../../test/shared-resource.ts';
import { hostRows } from '../imports/index.ts';

let run: TestServerRun;
beforeAll(async () => {
  run = await startTestServer();
});
afterAll(() => run.stop());

const PURPOSE = { 'tandem-purpose': 'tax-registration' };
const CODE = '91640104MA1000001A';
const AREA = '登记机关';

/**
 * Rows of one enterprise, its area in a column of the type given, or none; by an entry's key, or by the first item.
 * @returns the version
 */
function host(
  entry: SharedResource,
  area: { type: 'divisionCode' | 'text'; value: string | undefined },
  keyed?: string,
): Promise<string> {
  return run.transactAs('market.clerk')((tx) =>
    hostRows(tx, {
      resourceId: entry.id,
      providerId: run.city.departments.market.id,
      columns: entry.items.map((item, index) => ({
        item,
        column: `c${index + 1}`,
        type: item === AREA ? area.type : ('text' as const),
        key: keyed === undefined ? index === 0 : item === keyed,
        ...(keyed === undefined ? {} : { keyType: item === keyed ? 'C' : null }),
      })),
      rows: [
        entry.items.map((item, index) => (index === 0 ? CODE : item === AREA ? area.value : '存续')),
      ].filter(() => area.value !== undefined) as string[][],
    }),
  );
}

async function ask(id: string, mode: 'query' | 'verify'): Promise<TestResponse> {
  const asked = mode === 'query' ? { items: ['登记状态'] } : { given: { 登记状态: '存续' } };
  const body = { ...asked, where: [{ item: '统一社会信用代码', values: [CODE] }] };
  return run.asSystem('tax.system').post(`/api/v1/exchange/agreements/${id}/${mode}`, body, PURPOSE);
}

test('[22.supply] where the data do not tell the agreed rows any more nothing is answered falsely: both parties are told, and again once they do', async () => {
  const entry = await publishResource(run, { title: '企业住所登记信息' });
  const withoutRows = await host(entry, { type: 'text', value: undefined });
  const byName = await host(entry, { type: 'text', value: '兴庆区' });
  const byCode = await host(entry, { type: 'divisionCode', value: '640104' });
  const { agreement } = await agree(run, entry);
  const asked = await submitRequest(run, entry);
  expect((await ask(agreement.id, 'verify')).body).toMatchObject({ answer: 'yes' });

  const batches = `/api/v1/exchange/agreements/${agreement.id}/batches`;
  const asker = run.asSystem('tax.system');
  const ordered = await asker.post<{ id: string }>(batches, { items: ['登记状态'], format: 'csv' }, PURPOSE);
  const file = `${batches}/${ordered.body.id}`;
  await expect.poll(async () => (await asker.get<{ state: string }>(file)).body.state).toBe('ready');

  const provider = await run.as('market.clerk');
  const serve = (version: string) =>
    provider.post(`/api/v1/datasets/${entry.id}/versions/${version}/serve?confirmEmpty=true`);
  expect((await serve(withoutRows)).status).toBe(200);
  expect((await ask(agreement.id, 'verify')).body, 'there are no rows').toMatchObject({ answer: 'no' });
  expect((await ask(agreement.id, 'query')).body).toMatchObject({ items: [] });
  expect(await noticesOf(run, 'tax.clerk', `/agreements/${agreement.id}`)).not.toContain(
    'notice.agreement.dataLacking',
  );

  expect((await serve(byName)).status).toBe(200);
  for (const mode of ['query', 'verify'] as const) {
    const refused = await ask(agreement.id, mode);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'EXCHANGE_ROWS_NOT_TOLD', rule: { id: '22.supply', article: 22 } },
    });
    expect(refused.headers.get('tandem-receipt')).toMatch(/./);
  }
  expect((await asker.get(`${file}/content`, PURPOSE)).status, 'made of rows that were told').toBe(200);
  for (const login of ['tax.clerk', 'market.clerk'])
    expect(await noticesOf(run, login, `/agreements/${agreement.id}`)).toContain(
      'notice.agreement.dataLacking',
    );
  const page = async () =>
    (await agreement.view<{ lacking: string[]; history: { act: string }[] }>('tax.clerk')).body;
  expect(await page()).toMatchObject({ state: 'inForce', lacking: [AREA] });
  expect((await page()).history.at(-1)).toMatchObject({ act: 'lackData' });

  await asked.must('market.clerk', 'reply', { decision: 'grant' });
  await asked.must('market.office', 'reply/consent', { decision: 'grant' });
  const { body } = await asked.view<{ agreement: { id: string } }>('tax.clerk');
  const later = matterOf(run, 'agreements', { id: body.agreement.id, version: 1 });
  await later.view('tax.office');
  await later.must('tax.office', 'confirm');
  expect((await ask(later.id, 'verify')).body).toMatchObject({ code: 'EXCHANGE_ROWS_NOT_TOLD' });
  expect(
    await noticesOf(run, 'tax.clerk', `/agreements/${later.id}`),
    'concluded while the data lack it',
  ).toContain('notice.agreement.dataLacking');

  expect((await serve(byCode)).status).toBe(200);
  expect((await ask(later.id, 'verify')).body).toMatchObject({ answer: 'yes' });
  expect((await ask(agreement.id, 'query')).status).toBe(200);
  expect(await page()).toMatchObject({ lacking: [] });
  expect(await noticesOf(run, 'tax.clerk', `/agreements/${agreement.id}`)).toContain(
    'notice.agreement.dataComplete',
  );
});

test('[22.supply] where another key tells the rows apart than was agreed, queries and verifications wait, nobody is blamed and both parties are told', async () => {
  const entry = await publishResource(run, { title: '企业属地登记信息' });
  const [before] = entry.items;
  const area = { type: 'divisionCode', value: '640104' } as const;
  const byArea = await host(entry, area, AREA);
  const byCode = await host(entry, area, before);
  const { agreement } = await agree(run, entry);
  const provider = await run.as('market.clerk');
  const serve = (version: string) => provider.post(`/api/v1/datasets/${entry.id}/versions/${version}/serve`);
  const page = async () =>
    (
      await agreement.view<{ lacking: string[]; lackingKey: string[]; history: { act: string }[] }>(
        'tax.clerk',
      )
    ).body;

  await keyResource(run, entry, AREA);
  expect((await ask(agreement.id, 'query')).status, 'the data are asked by the agreed key still').toBe(200);
  expect((await serve(byArea)).status).toBe(200);
  const lacksKey = {
    status: 409,
    body: { code: 'EXCHANGE_KEY_NOT_AGREED', rule: { id: '22.supply', article: 22 } },
  };
  for (const mode of ['query', 'verify'] as const) {
    const refused = await ask(agreement.id, mode);
    expect(refused).toMatchObject(lacksKey);
    expect((refused.body as unknown as { title: string }).title).toContain(AREA);
  }
  const batches = `/api/v1/exchange/agreements/${agreement.id}/batches`;
  const order = { items: ['登记状态'], format: 'csv' };
  expect((await run.asSystem('tax.system').post(batches, order, PURPOSE)).status).toBe(202);
  for (const login of ['tax.clerk', 'market.clerk'])
    expect(await noticesOf(run, login, `/agreements/${agreement.id}`)).toContain(
      'notice.agreement.keyLacking',
    );
  expect(await page()).toMatchObject({ lacking: [], lackingKey: [AREA] });
  expect((await page()).history.at(-1)).toMatchObject({ act: 'lackKey' });
  const year = Number((await todayOf(run)).slice(0, 4));
  const renewal = { to: `${year + 1}-09-30`, reason: '业务继续' };
  expect((await agreement.act('tax.clerk', 'renewal', renewal)).body).toMatchObject({
    code: 'AGREEMENT_KEY_CHANGED',
  });

  await keyResource(run, entry, before ?? '');
  expect((await serve(byCode)).status).toBe(200);
  expect((await ask(agreement.id, 'query')).status).toBe(200);
  expect(await page()).toMatchObject({ lackingKey: [] });
  expect(await noticesOf(run, 'tax.clerk', `/agreements/${agreement.id}`)).toContain(
    'notice.agreement.dataComplete',
  );
  await agreement.must('tax.clerk', 'renewal', renewal);
});
