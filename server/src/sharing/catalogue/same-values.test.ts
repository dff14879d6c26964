import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTERPRISE_COLUMNS, enterpriseCsv, enterprises } from '../../../../demo/enterprises.ts';
import { CATALOGUE, expectBody, ifMatch } from '../../../test/catalogue-entries.ts';
import { compileTable, serveTable, type CompiledTable } from '../../../test/compiled-tables.ts';
import type { DepartmentKey } from '../../../test/city.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { findHolders, forgetGuardedValues, sketchesOf } from '../imports/index.ts';

const ROWS = 6000;

let city: TestServerRun;
let source: CompiledTable;
beforeAll(async () => {
  city = await startTestServer();
  source = await compileTable(city, 'market', { title: '企业登记基本信息', csv: enterpriseCsv(ROWS) });
  await serveTable(city, 'market', source);
});
afterAll(async () => {
  await city?.stop();
});

/** The rows that the market authority serves, under other headers. */
function underHeaders(headers: string): string {
  const [, ...lines] = enterpriseCsv(ROWS).split('\r\n');
  return [headers, ...lines].join('\r\n');
}

const toCsv = (header: readonly string[], rows: readonly (readonly string[])[]) =>
  [header, ...rows].map((row) => row.join(',')).join('\n');

interface Similar {
  resourceId: string;
  score: number;
  sameItems: number;
  collectedTwice: boolean;
  matches: { item: string; otherItem: string; by: string[]; sameValues: number | null }[];
}

async function similarTo(department: DepartmentKey, entry: CompiledTable): Promise<Similar[]> {
  const clerk = await city.as(`${department}.clerk`);
  const { title, items } = entry.content;
  const asked = { resourceId: entry.resourceId, title, items };
  return expectBody(await clerk.post<{ items: Similar[] }>(`${CATALOGUE}/resources/similar`, asked)).items;
}

async function file(department: DepartmentKey, entry: CompiledTable) {
  const clerk = await city.as(`${department}.clerk`);
  const path = `${CATALOGUE}/resources/${entry.resourceId}/submit`;
  const { status, body } = await clerk.post<{ code?: string }>(path, {}, ifMatch(entry.version));
  return { status, code: body.code };
}

const MEANINGLESS = '主体称谓,主体标识,开办日,种类,资本额,现状,行当,辖区,地点,代表者,代表者号码,联络方式';

describe('[19.no-recollection] the same rows are collected twice whatever their columns are called', () => {
  test.each([
    ['as they were', ENTERPRISE_COLUMNS.join(',')],
    ['without regard to meaning', MEANINGLESS],
    [
      'in other words',
      '单位全称,信用码,开业时间,单位性质,资本额,存续状况,营业内容,属地,通讯处,负责人,负责人证件,联络方式',
    ],
    [
      'but for two',
      '企业名称,统一社会信用代码,开业时间,单位性质,资本额,存续状况,营业内容,属地,通讯处,负责人,负责人证件,联络方式',
    ],
  ])('%s', async (how, headers) => {
    const entry = await compileTable(city, 'labour', {
      title: `参保单位底册 ${how}`,
      csv: underHeaders(headers),
    });
    const [found] = await similarTo('labour', entry);
    expect(found).toMatchObject({ resourceId: source.resourceId, collectedTwice: true });
    const codes = found?.matches.find(({ otherItem }) => otherItem === '统一社会信用代码');
    expect(codes).toMatchObject({ item: headers.split(',')[1], sameValues: 0.95 });
    expect(codes?.by).toContain('values');
    expect(await file('labour', entry)).toEqual({ status: 409, code: 'CATALOGUE_COLLECTED_TWICE' });
  });

  test('in another order, and with items renamed after the file was read', async () => {
    const rows = enterprises(ROWS).map(([name = '', code = '', day = '', kind = '', , state = '']) => [
      state,
      kind,
      code,
      day,
      name,
    ]);
    const entry = await compileTable(city, 'tax', {
      title: '涉税对象',
      csv: toCsv(['现状', '种类', '主体标识', '开办日', '主体称谓'], rows.toReversed()),
      edit: ({ name }) => ({ name: `甲${name}`, column: `x_${name}` }),
    });
    const [found] = await similarTo('tax', entry);
    expect(found).toMatchObject({ resourceId: source.resourceId, sameItems: 5, collectedTwice: true });
    expect(await file('tax', entry)).toEqual({ status: 409, code: 'CATALOGUE_COLLECTED_TWICE' });
  });
});

describe('what is not collected twice', () => {
  /** Codes and names of the same enterprises, with what only this department knows of them. */
  const inspected = () =>
    enterprises(ROWS).map(([name = '', code = ''], n) => [
      code,
      name,
      ['整改', '合格', '停业'][n % 3] ?? '',
      String(n % 97),
      `巡查组${n % 11}`,
      `${(n * 7919) % 100_003}.5`,
    ]);

  test('a common key alone: shown with what of it is the same, no reason asked', async () => {
    const entry = await compileTable(city, 'labour', {
      title: '劳动监察台账',
      csv: toCsv(['对象号', '对象', '结论', '扣分', '经办组', '欠薪额'], inspected()),
    });
    const [found] = await similarTo('labour', entry);
    expect(found).toMatchObject({ resourceId: source.resourceId, sameItems: 2, collectedTwice: false });
    expect(found?.matches.map(({ item, sameValues }) => [item, sameValues])).toEqual([
      ['对象号', 0.95],
      ['对象', 0.95],
    ]);
    expect((await file('labour', entry)).status).toBe(200);
  });

  test('all that another department has beside as many items of its own: a reason is asked for', async () => {
    const rows = enterprises(ROWS).map((row, n) => [
      ...row.map((cell) => cell.replaceAll(/[,\n]/g, '；')),
      ...row.map((_, column) => `${column}-${(n * (column + 3)) % 89}`),
    ]);
    const headers = MEANINGLESS.split(',');
    const entry = await compileTable(city, 'labour', {
      title: '参保单位',
      csv: toCsv([...headers, ...headers.map((name) => `${name}补`)], rows),
    });
    const [found] = await similarTo('labour', entry);
    expect(found).toMatchObject({ resourceId: source.resourceId, collectedTwice: true });
    expect((await file('labour', entry)).status).toBe(409);
  });

  test('other enterprises in a table of the same form under other headers', async () => {
    const rows = enterprises(ROWS, '外地企业').map((row) =>
      row.map((cell) => cell.replaceAll(/[,\n]/g, '；')),
    );
    const entry = await compileTable(city, 'civil', {
      title: '外地单位',
      csv: toCsv(MEANINGLESS.split(','), rows),
    });
    const found = await similarTo('civil', entry);
    expect(found.filter(({ collectedTwice }) => collectedTwice)).toEqual([]);
    const shares = found.flatMap(({ matches }) => matches.filter(({ item }) => item === '主体标识'));
    expect(shares.map(({ sameValues }) => sameValues).filter((share) => share !== null)).toEqual([]);
  });

  test('serial numbers, dates, amounts and words that happen to be the same', async () => {
    const serials = (words: readonly string[]) =>
      Array.from({ length: 3000 }, (_, n) => [
        String(n + 1).padStart(6, '0'),
        `2024-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
        String((n % 500) * 100),
        words[n % words.length] ?? '',
      ]);
    const served = await compileTable(city, 'market', {
      title: '计量器具检定',
      csv: toCsv(['流水', '检定日', '费用', '结果'], serials(['合格', '不合格'])),
    });
    await serveTable(city, 'market', served);
    const entry = await compileTable(city, 'civil', {
      title: '救助发放',
      csv: toCsv(['序', '发放', '数', '类'], serials(['低保', '特困', '临时'])),
    });
    expect(await similarTo('civil', entry)).toEqual([]);
    expect((await file('civil', entry)).status).toBe(200);
  });
});

describe('what is told of values', () => {
  const kept = async () =>
    (
      await city.owner<{ item: string }>(
        'select item from imports.value_sketch where resource_id = $1 order by item',
        [source.resourceId],
      )
    ).map(({ item }) => item);

  test('no sample is kept of personal or highly graded items, nor one in clear, nor is any read by a department', async () => {
    const items = await kept();
    expect(items).toEqual(expect.arrayContaining(['企业名称', '统一社会信用代码', '住所']));
    for (const item of ['法定代表人', '法定代表人证件号', '联系电话']) expect(items).not.toContain(item);
    const [own] = await city.owner<{ inspected: null; loaded: string[] }>(
      `select inspected_hashes as inspected, array(select jsonb_object_keys(loaded_hashes)) as loaded
       from imports.import where id = $1`,
      [source.importId],
    );
    expect(own?.inspected).toBeNull();
    expect(own?.loaded.toSorted()).toEqual(items.toSorted());
    const [plain] = await city.owner<{ hash: string; kept: boolean }>(
      `select count(*) as hash, bool_or(s.keys && array(select jsonb_array_elements_text(i.loaded_hashes -> s.item)::bigint)) as kept
       from imports.value_sketch s join imports.import i on i.resource_id = s.resource_id where s.resource_id = $1`,
      [source.resourceId],
    );
    expect(plain).toMatchObject({ kept: false });
    const labour = city.transactAs('labour.clerk');
    for (const table of ['value_sketch', 'value_key'])
      await expect(labour((tx) => tx.client.query(`select * from imports.${table}`))).rejects.toMatchObject({
        code: '42501',
      });
    await expect(
      labour((tx) => tx.client.query('select imports.keyed_values(array[1::bigint])')),
    ).rejects.toMatchObject({ code: '42501' });
    const over = [source.resourceId, city.city.departments.market.id];
    await expect(
      labour((tx) => tx.client.query(`select imports.keep_sketches($1, $2, '[]')`, over)),
    ).rejects.toMatchObject({ code: '42501' });
    await labour((tx) =>
      tx.client.query('select imports.forget_sketches($1, $2)', [source.resourceId, items]),
    );
    expect(await kept()).toEqual(items);
  });

  test('nothing is told of the values of what is withheld', async () => {
    const rows = enterprises(ROWS, '在办对象').map(([name = '', code = ''], n) => [code, name, `案${n % 9}`]);
    const secret = await compileTable(city, 'market', {
      title: '在办案件对象',
      csv: toCsv(['对象代码', '对象名称', '案由'], rows),
      terms: {
        ...{ shareClass: 'withheld', modes: [] },
        withheld: { reason: '办案期间依法保密', law: '行政处罚法', article: '第五十条' },
      },
    });
    await serveTable(city, 'market', secret);
    const sample = 'select from imports.value_sketch where resource_id = $1';
    expect(await city.owner(sample, [secret.resourceId])).toHaveLength(2);
    const entry = await compileTable(city, 'civil', { title: '名单', csv: toCsv(['甲', '乙', '丙'], rows) });
    expect(await similarTo('civil', entry)).toEqual([]);
  });

  test('whether one value is among theirs is not answered, neither alone nor repeated', async () => {
    const [own] = await city.owner<{ hashes: number[] }>(
      `select array(select jsonb_array_elements_text(loaded_hashes -> '统一社会信用代码')::bigint) as hashes
       from imports.import where id = $1`,
      [source.importId],
    );
    const hashes = (own?.hashes ?? []).map(Number);
    const ask = (given: readonly number[]) =>
      city.transactAs('labour.clerk')(async (tx) => {
        const asked = [JSON.stringify([{ n: 0, hashes: given }]), [source.resourceId]];
        return (await tx.client.query('select item, share from imports.compare_values($1, $2)', asked)).rows;
      });
    expect(await ask(hashes.slice(0, 63))).toEqual([]);
    expect(await ask(Array.from({ length: 100 }, () => hashes[0] ?? 0))).toEqual([]);
    expect(await ask(hashes.slice(0, 64))).toEqual([{ item: '统一社会信用代码', share: 0.95 }]);
    const mixed = hashes.slice(0, 256).map((hash, n) => (n % 10 < 3 ? hash + 1 : hash));
    expect(await ask(mixed)).toEqual([{ item: '统一社会信用代码', share: 0.65 }]);
  });

  test('what has become personal is forgotten when it is announced', async () => {
    const items = source.content.items.map((item) => ({
      ...item,
      personal: item.personal || item.name === '住所',
    }));
    await city.transactAs('data.officer')((tx) => forgetGuardedValues(tx, source.resourceId, items));
    expect(await kept()).not.toContain('住所');
    expect(await kept()).toContain('企业名称');
  });
});

test('entries are found by an index, however many have rows', async () => {
  await city.owner(
    `insert into imports.value_sketch (resource_id, provider_id, item, telling, keys)
     select gen_random_uuid(), gen_random_uuid(), '名称', true,
       array(select hashint8extended(k, n) from generate_series(1, 64) as k) from generate_series(1, 5000) as n`,
  );
  await city.owner('analyze imports.value_sketch');
  const again = await compileTable(city, 'labour', { title: '再来一份', csv: underHeaders(MEANINGLESS) });
  /** What one search finds, and how its transaction went over the table. */
  const search = (login: string) =>
    city.transactAs(login)(async (tx) => {
      const mine = await sketchesOf(tx, { importId: again.importId });
      const found = await findHolders(tx, mine, 20);
      const scans = await tx.client.query<{ byIndex: number; whole: number }>(
        `select coalesce(idx_scan, 0)::int as "byIndex", seq_scan::int as whole from pg_stat_xact_user_tables
         where relid = 'imports.value_sketch'::regclass`,
      );
      return { found, scans: scans.rows[0] };
    });
  const columns = 3; // names, codes, addresses
  const { found, scans } = await search('labour.clerk');
  expect(found[0]).toBe(source.resourceId);
  expect(scans).toEqual({ byIndex: columns, whole: 0 });
  expect((await search('tax.clerk')).found).toEqual([]); // not their file
});
