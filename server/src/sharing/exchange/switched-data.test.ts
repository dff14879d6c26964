import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ITEMS, openBed, PURPOSE, refusal, type Bed } from '../../../test/exchange-bed.ts';
import { hostRows, type DatasetColumn } from '../imports/index.ts';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.stop());

const CODES = Array.from({ length: 5 }, (_, n) => `K-${n}`);
const [TERM_ITEM] = ITEMS;

/** Serves one row for each code, in the order given; `note` says what is known of the column of notes. */
async function host(
  resourceId: string,
  given: { codes: readonly string[]; note?: Partial<DatasetColumn> },
): Promise<void> {
  const columns: DatasetColumn[] = [
    { item: '编号', column: 'c1', type: 'text', key: true },
    { item: '附注', column: 'c2', type: 'text', key: false, ...given.note },
  ];
  const rows = given.codes.map((code) => [code, '11010519491231002X']);
  const providerId = bed.run.city.departments.market.id;
  await bed.run.transactAs('job')((tx) => hostRows(tx, { resourceId, providerId, columns, rows }));
}

async function agreeOn(resourceId: string): Promise<string> {
  const items = ['编号', '附注'].map((name) => ({ ...TERM_ITEM, name }) as (typeof ITEMS)[number]);
  return bed.agree({ resourceId, items, rowFilter: [] });
}

interface Page {
  items: { 编号: string }[];
  next?: string;
}

test('pages of one query are of one version: after a switch the next page is refused, and nothing is lost in silence', async () => {
  const resourceId = randomUUID();
  await host(resourceId, { codes: CODES });
  const id = await agreeOn(resourceId);
  const ask = async (next?: string) => {
    const where = [{ item: '编号', values: CODES }];
    return bed.query(id, { items: ['编号'], where, limit: 2, ...(next === undefined ? {} : { next }) });
  };
  const pages = async () => {
    const codes: string[] = [];
    for (let next: string | undefined, more = true; more; more = next !== undefined) {
      const page = (await ask(next)).body as unknown as Page;
      codes.push(...page.items.map((item) => item.编号));
      ({ next } = page);
    }
    return codes;
  };
  expect(await pages()).toEqual(CODES);
  const { next } = (await ask()).body as unknown as Page;
  await host(resourceId, { codes: CODES.toReversed() });
  const refused = await ask(next);
  expect(refusal(refused)).toMatchObject({ status: 409, code: 'EXCHANGE_DATA_SWITCHED' });
  expect(await bed.recorded(refused)).toMatchObject({ outcome: 'refused', row_count: 0 });
  expect(await pages()).toEqual(CODES.toReversed());
});

test('[37.personal-information] the record of a file says what is masked in it, by the data that it was made from', async () => {
  const citizens = { citizens: true } as const;
  for (const [made, served, masked] of [
    [citizens, {}, ['附注']],
    [{}, citizens, undefined],
  ] as const) {
    const resourceId = randomUUID();
    await host(resourceId, { codes: CODES, note: made });
    const id = await agreeOn(resourceId);
    const path = `/api/v1/exchange/agreements/${id}/batches`;
    const order = { items: ['编号', '附注'], format: 'csv' };
    const { body } = await bed.tax.post<{ id: string }>(path, order, PURPOSE);
    const state = async () => (await bed.tax.get<{ state: string }>(`${path}/${body.id}`)).body.state;
    await expect.poll(state, { timeout: 20_000 }).toBe('ready');
    await host(resourceId, { codes: CODES, note: served });
    const file = await bed.tax.get<string>(`${path}/${body.id}/content`, PURPOSE);
    expect(file.status).toBe(200);
    expect(file.body.includes('11010519491231002X')).toBe(masked === undefined);
    const [entry] = await bed.sql<{ payload: { masked?: string[] } }>(
      'select payload from ledger.entry where id = $1',
      [file.headers.get('tandem-receipt')],
    );
    expect(entry?.payload.masked).toEqual(masked);
  }
});

test('a finished file leaves by the terms it was made by, also where the data served by now lack one of its items', async () => {
  const resourceId = randomUUID();
  await host(resourceId, { codes: CODES });
  const id = await agreeOn(resourceId);
  const path = `/api/v1/exchange/agreements/${id}/batches`;
  const { body } = await bed.tax.post<{ id: string }>(path, { items: ['附注'], format: 'csv' }, PURPOSE);
  const state = async () => (await bed.tax.get<{ state: string }>(`${path}/${body.id}`)).body.state;
  await expect.poll(state, { timeout: 20_000 }).toBe('ready');
  await host(resourceId, { codes: CODES, note: { item: '备注' } });
  expect((await bed.tax.get(`${path}/${body.id}/content`, PURPOSE)).status).toBe(200);
});
