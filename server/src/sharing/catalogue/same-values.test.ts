import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTERPRISE_COLUMNS, enterpriseCsv, enterprises } from '../../../../demo/enterprises.ts';
import { CATALOGUE, expectBody, ifMatch } from '../../../test/catalogue-entries.ts';
import { ValueHasher } from '../../../../engines/tabular/value-hash.ts';
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
    expect(codes?.item).toBe(headers.split(',')[1]);
    expect(codes?.sameValues).toBeGreaterThanOrEqual(0.9);
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
    expect(found).toMatchObject({ resourceId: source.resourceId, sameItems: 3, collectedTwice: true });
    expect(await file('tax', entry)).toEqual({ status: 409, code: 'CATALOGUE_COLLECTED_TWICE' });
  });
});

describe('[19.no-recollection] the same things in several rows each, or most of them', () => {
  const plain = () => enterprises(2000).map((row) => row.map((cell) => cell.replaceAll(/[,\n]/g, '；')));

  test.each([
    ['three months', 3],
    ['twelve months', 12],
  ])('%s of the same register under other headers', async (how, months) => {
    const register = plain();
    const rows = Array.from({ length: months }, (_, month) =>
      register.map((row) => [`2026-${String(month + 1).padStart(2, '0')}`, ...row]),
    ).flat();
    const csv = toCsv(['月份', ...MEANINGLESS.split(',')], rows);
    const entry = await compileTable(city, 'labour', { title: `月度台账 ${how}`, csv });
    const [found] = await similarTo('labour', entry);
    expect(found).toMatchObject({ resourceId: source.resourceId, collectedTwice: true });
    expect(await file('labour', entry)).toEqual({ status: 409, code: 'CATALOGUE_COLLECTED_TWICE' });
  });

  test('three quarters of the rows, the others of one’s own', async () => {
    const others = enterprises(2000, '本部门').map((row) =>
      row.map((cell) => cell.replaceAll(/[,\n]/g, '；')),
    );
    const rows = plain().map((row, n) => (n % 4 === 0 ? (others[n] ?? row) : row));
    const entry = await compileTable(city, 'labour', {
      title: '并表',
      csv: toCsv(MEANINGLESS.split(','), rows),
    });
    expect(await file('labour', entry)).toEqual({ status: 409, code: 'CATALOGUE_COLLECTED_TWICE' });
  });

  test('what many have in many rows each is nobody’s thing', async () => {
    const streets = Array.from(
      { length: 90 },
      (_, n) => `城关街道第${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${n}社区居委会`,
    );
    const rows = (year: number) =>
      Array.from({ length: 9000 }, (_, n) => [
        streets[n % 90] ?? '',
        `${year + (n % 3)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
        String(n % 200),
        n % 2 ? '是' : '否',
      ]);
    const served = await compileTable(city, 'market', {
      title: '市场巡查',
      csv: toCsv(['社区', '巡查日', '户数', '达标'], rows(2019)),
    });
    await serveTable(city, 'market', served);
    const csv = toCsv(['所在地', '发生日', '人数', '办结'], rows(2019));
    const entry = await compileTable(city, 'civil', { title: '走访', csv });
    expect((await similarTo('civil', entry)).map(({ resourceId }) => resourceId)).not.toContain(
      served.resourceId,
    );
    expect((await file('civil', entry)).status).toBe(200);
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
    expect(found?.matches.map(({ item }) => item).toSorted()).toEqual(['对象', '对象号']);
    for (const { sameValues } of found?.matches ?? []) expect(sameValues).toBeGreaterThanOrEqual(0.9);
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
    await expect(labour((tx) => tx.client.query('select imports.sample_key()'))).rejects.toMatchObject({
      code: '42501',
    });
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
    const shareOf = async (given: readonly number[]) => (await ask(given))[0]?.share ?? 0;
    const [all, mixed] = [
      hashes.slice(0, 256),
      hashes.slice(0, 256).map((hash, n) => hash + Number(n % 10 < 3)),
    ];
    expect(await shareOf(all)).toBeGreaterThanOrEqual(0.9);
    expect([0.65, 0.7]).toContain(await shareOf(mixed));
    expect(await shareOf(all)).toBe(await shareOf(all.toReversed()));
    // Of 64 and more only few are within their sample's reach.
    const beyond = hashes.slice(0, 100).map((hash, n) => (n < 60 ? hash : 2 ** 53 - n));
    expect(await ask(beyond)).toEqual([]);
  });

  test('where a step ends is not known: one more value of theirs mostly changes nothing, and never surely', async () => {
    const [own] = await city.owner<{ hashes: string[] }>(
      `select array(select jsonb_array_elements_text(loaded_hashes -> '企业名称')) as hashes
       from imports.import where id = $1`,
      [source.importId],
    );
    const hashes = (own?.hashes ?? []).map(Number);
    const told = new Set<number>();
    let moved = 0;
    await city.transactAs('labour.clerk')(async (tx) => {
      const shareOf = async (given: readonly number[]) => {
        const asked = [JSON.stringify([{ n: 0, hashes: given }]), [source.resourceId]];
        const sql = `select share from imports.compare_values($1, $2) where item = '企业名称'`;
        return Number((await tx.client.query<{ share: number }>(sql, asked)).rows[0]?.share ?? 0);
      };
      for (let n = 0; n < 60; n++) {
        const of = hashes.slice(n, n + 100); // 70 are at the edge of a step, 69 are not
        const [guess = 0, ...rest] = of.map((hash, at) => (at < 70 ? hash : hash + 1));
        const [within, without] = [await shareOf([guess, ...rest]), await shareOf([guess + 1, ...rest])];
        told.add(within);
        if (within !== without) moved += 1;
      }
    });
    expect(told.size).toBeGreaterThan(2);
    expect(moved).toBeLessThan(58); // each is blurred anew
  });

  test('a column of few known values, a guess and fillers chosen by their hashes tells nothing of the guess', async () => {
    const names = enterprises(ROWS).map(([name = '']) => name);
    const unkeyed = new ValueHasher();
    const sizeOf = (text: string) => {
      const bytes = Buffer.from(text);
      unkeyed.hash(bytes, 0, bytes.length);
      return unkeyed.halves.a >>> 0;
    };
    const least = names.toSorted((a, b) => sizeOf(a) - sizeOf(b));
    const fillers = Array.from({ length: 4000 }, (_, n) => `虚拟名称第${n}号`)
      .toSorted((a, b) => sizeOf(b) - sizeOf(a))
      .slice(0, 80);
    const ask = async (guess: string) => {
      const rows = [...least.slice(0, 5), guess, ...fillers].map((name, n) => [name, `第${n}`, `v${n}`]);
      const title = `企业登记基本信息 ${guess.slice(-6)}`;
      const entry = await compileTable(city, 'tax', { title, csv: toCsv(['某甲', '某乙', '某丙'], rows) });
      const found = (await similarTo('tax', entry)).find(
        ({ resourceId }) => resourceId === source.resourceId,
      );
      return found?.matches.map(({ item, sameValues }) => [item, sameValues]) ?? [];
    };
    expect(await ask(least[9] ?? '')).toEqual([]);
    expect(await ask(least[2999] ?? '')).toEqual([]);
  });

  test('whether a word is among their frequent ones is not told, not even by what it adds to the score', async () => {
    const ask = async (guess: string) => {
      const words = ['存续', guess, '甲乙', '丙丁'];
      const rows = Array.from({ length: 80 }, (_, n) => [words[n % 4] ?? '', `第${n}`]);
      const csv = toCsv(['登记状态', '备注'], rows);
      const entry = await compileTable(city, 'tax', { title: `企业登记 ${guess}`, csv });
      const found = (await similarTo('tax', entry)).find(
        ({ resourceId }) => resourceId === source.resourceId,
      );
      return found?.matches;
    };
    const states = new Set(enterprises(ROWS).map((row) => row[5] ?? ''));
    const [held = ''] = [...states].filter((state) => state !== '存续');
    expect(await ask(held)).toEqual(await ask('庚辛'));
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

test('a table wider than an entry is not compiled in part: the refusal tells both numbers', async () => {
  const names = Array.from({ length: 501 }, (_, at) => `指标${at + 1}`).join(',');
  const wide = compileTable(city, 'market', { title: '宽表', csv: `${names}\n${names}\n` });
  await expect(wide).rejects.toThrow(/CATALOGUE_TABLE_TOO_WIDE.*501/s);
});

test('entries are found by an index, however many have rows', async () => {
  await city.owner(
    `insert into imports.value_sketch (resource_id, provider_id, item, telling, mark, keys)
     select gen_random_uuid(), gen_random_uuid(), '名称', true, '',
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
