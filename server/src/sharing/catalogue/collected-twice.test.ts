import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assess,
  CATALOGUE,
  completeContent,
  consent,
  createEntry,
  ENTERPRISE_ITEMS,
  expectBody,
  ifMatch,
  item,
  publishEntry,
  submit,
  type AnnouncedAnswer,
} from '../../../test/catalogue-entries.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';

let city: TestServerRun;
let source: AnnouncedAnswer;
beforeAll(async () => {
  city = await startTestServer();
  source = await publishEntry(city, 'market');
});
afterAll(async () => {
  await city?.stop();
});

interface Problem {
  code: string;
  title: string;
  rule?: { id: string };
}
interface Similar {
  resourceId: string;
  providerName: string;
  sameItems: number;
  itemCount: number;
  score: number;
  collectedTwice: boolean;
  isSource: boolean;
  matches: { item: string; otherItem: string; by: string[] }[];
}

/** The same data as the market authority's, in other words. */
const RENAMED = [
  item('单位名称', 'unit_name', { length: 100 }),
  item('社会信用代码', 'uscc', { length: 18, recognized: 'creditCode' }),
  item('成立日期', 'founded_on', { type: 'D' }),
  item('注册资金', 'capital', { type: 'Y' }),
  item('缴费状态', 'contribution_state'),
];

describe('while an entry is compiled', () => {
  test('entries of other departments that hold the same are shown, item by item, whatever they call it', async () => {
    const clerk = await city.as('tax.clerk');
    const answer = expectBody(
      await clerk.post<{ items: Similar[] }>(`${CATALOGUE}/resources/similar`, {
        title: '单位基本情况',
        items: RENAMED,
      }),
    );
    const [found] = answer.items;
    expect(found).toMatchObject({
      resourceId: source.resourceId,
      providerName: '市监局',
      sameItems: 4,
      itemCount: 5,
      collectedTwice: true,
    });
    expect(found?.matches.map((match) => [match.item, match.otherItem])).toEqual(
      expect.arrayContaining([
        ['单位名称', '企业名称'],
        ['社会信用代码', '统一社会信用代码'],
        ['成立日期', '注册日期'],
        ['注册资金', '注册资本'],
      ]),
    );
    const own = await (
      await city.as('market.clerk')
    ).post<{ items: Similar[] }>(`${CATALOGUE}/resources/similar`, { title: '单位基本情况', items: RENAMED });
    expect(own.body.items).toEqual([]);
  });

  test('what the own department announced before hides nothing of the others', async () => {
    const rare = ['稽查编号', '稽查人员', '稽查结论'].map((name, n) =>
      item(name, `audit_${n}`, { length: 60 }),
    );
    const items = [ENTERPRISE_ITEMS[0], ENTERPRISE_ITEMS[1], ...rare];
    await publishEntry(city, 'tax', completeContent({ title: '稽查台账', items: items as never }));
    const answer = expectBody(
      await (
        await city.as('tax.clerk')
      ).post<{ items: Similar[] }>(`${CATALOGUE}/resources/similar`, { title: '稽查台账（二）', items }),
    );
    expect(answer.items).toMatchObject([{ resourceId: source.resourceId, sameItems: 2, itemCount: 5 }]);
  });

  test('an entry of the same name is shown though no item is alike, and is not cut behind likelier ones', async () => {
    const lone = [item('批文摘录', 'excerpt', { length: 200 })];
    const announce = (title: string) =>
      publishEntry(
        city,
        'market',
        completeContent({ title, items: lone as never }),
        '各部门按各自法定职责独立产生',
      );
    for (let n = 0; n < 9; n += 1) await announce(`批文台账${'甲乙丙丁戊己庚辛壬'[n]}`);
    const namesake = await announce('渔船检验批文');
    const clerk = await city.as('tax.clerk');
    const seek = async (title: string, names: string[]) => {
      const items = names.map((name, n) => item(name, `x_${n}`));
      const path = `${CATALOGUE}/resources/similar`;
      const answer = expectBody(await clerk.post<{ items: Similar[] }>(path, { title, items }));
      expect(answer.items.length).toBeLessThanOrEqual(8);
      return answer.items.find(({ resourceId }) => resourceId === namesake.resourceId);
    };
    const named = { sameItems: 0, collectedTwice: false };
    expect(await seek('渔船检验批文', [])).toMatchObject(named);
    expect(await seek('渔船检验批文', ['船号', '吨位', '检验日'])).toMatchObject(named);
    expect(await seek('渔船检验批文（2026）', ['船号'])).toMatchObject(named);
    expect(await seek('渔船检验批文表', ['船号'])).toMatchObject(named);
    expect(await seek('渔船检验批文', ['批文摘录'])).toMatchObject({ sameItems: 1, collectedTwice: false });
    expect(await seek('渔业资源调查', ['船号'])).toBeUndefined();
  });

  test('[19.no-recollection.threshold] below the platform’s line it is shown, not refused', async () => {
    const items = [
      ENTERPRISE_ITEMS[0],
      ENTERPRISE_ITEMS[1],
      item('信用等级', 'credit_class'),
      item('评定日期', 'rated_on', { type: 'D' }),
      item('评定机关', 'rater'),
    ];
    const draft = await createEntry(
      city,
      'tax',
      completeContent({ title: '纳税信用评价', items: items as never }),
    );
    const clerk = await city.as('tax.clerk');
    const shown = expectBody(
      await clerk.post<{ items: Similar[] }>(`${CATALOGUE}/resources/similar`, {
        title: '纳税信用评价',
        items,
      }),
    );
    expect(shown.items[0]).toMatchObject({ sameItems: 2, collectedTwice: false });
    expect((await submit(city, 'tax', draft)).version).toBe(2);
  });
});

describe('[19.no-recollection] what sharing can give is not collected again', () => {
  test('filing is refused without a reason; the reason goes to the authority and stays with the version', async () => {
    const draft = await createEntry(
      city,
      'labour',
      completeContent({ title: '参保单位基本情况', classification: '309002', items: RENAMED }),
    );
    const clerk = await city.as('labour.clerk');
    const path = `${CATALOGUE}/resources/${draft.resourceId}/submit`;
    const refused = await clerk.post<Problem>(path, {}, ifMatch(1));
    expect([refused.status, refused.body.code, refused.body.rule?.id]).toEqual([
      409,
      'CATALOGUE_COLLECTED_TWICE',
      '19.no-recollection',
    ]);
    expect((await clerk.post(path, { recollectionReason: '需要' }, ifMatch(1))).status).toBe(400);
    await assess(city, 'labour', draft.resourceId);
    const reason = '参保登记早于工商登记，须以参保时点为准';
    const consented = await consent(
      city,
      'labour',
      await submit(city, 'labour', draft, { recollectionReason: reason }),
    );
    const officer = await city.as('data.officer');
    const seen = expectBody(
      await officer.get<{ recollectionReason: string; similarFound: Similar[] }>(
        `${CATALOGUE}/drafts/${draft.resourceId}`,
      ),
    );
    expect(seen.recollectionReason).toBe(reason);
    expect(seen.similarFound[0]).toMatchObject({ resourceId: source.resourceId, collectedTwice: true });
    expectBody(
      await officer.post(
        `${CATALOGUE}/resources/${draft.resourceId}/publish`,
        undefined,
        ifMatch(consented.version),
      ),
    );
    const announced = expectBody(
      await clerk.get<{ version: { recollectionReason: string } }>(
        `${CATALOGUE}/resources/${draft.resourceId}`,
      ),
    );
    expect(announced.version.recollectionReason).toBe(reason);
  });

  test('a reason stated without need reaches the authority all the same', async () => {
    const draft = await createEntry(
      city,
      'labour',
      completeContent({
        title: '技能等级评价机构',
        classification: '309002',
        items: [item('机构名称', 'agency', { length: 100 }), item('评价职业', 'occupation', { length: 60 })],
      }),
    );
    await assess(city, 'labour', draft.resourceId);
    const reason = '评价机构须按职业逐年核定，他处没有';
    const filed = await submit(city, 'labour', draft, { recollectionReason: reason });
    await consent(city, 'labour', filed);
    const officer = await city.as('data.officer');
    const seen = await officer.get<{ recollectionReason: string; similarFound: Similar[] }>(
      `${CATALOGUE}/drafts/${draft.resourceId}`,
    );
    expect(seen.body.recollectionReason).toBe(reason);
    expect(seen.body.similarFound.some(({ collectedTwice }) => collectedTwice)).toBe(false);
  });

  test('what is withheld cannot be shared, so it does not stand in the way', async () => {
    const withheld = { reason: '办案期间依法保密', law: '行政处罚法', article: '第五十条' };
    const items = [
      item('案件编号', 'case_no'),
      item('立案日期', 'opened_on', { type: 'D' }),
      item('案由', 'ground'),
      item('当事人', 'party'),
    ];
    const hidden = completeContent({ title: '在办案件', items, shareClass: 'withheld', modes: [], withheld });
    await publishEntry(city, 'market', hidden);
    const draft = await createEntry(city, 'civil', completeContent({ title: '在办案件登记', items }));
    expect((await submit(city, 'civil', draft)).version).toBe(2);
  });
});

describe('[19.source-department] the authority names the source department', () => {
  test('of a group of entries of several departments; it is shown everywhere', async () => {
    const other = await publishEntry(
      city,
      'tax',
      completeContent({ title: '税务登记信息', classification: '324002' }),
      '税务登记按税法单独采集',
    );
    const body = {
      subject: '企业登记基本信息',
      resourceIds: [source.resourceId, other.resourceId],
      sourceResourceId: source.resourceId,
      itemNames: ['统一社会信用代码'],
      reason: '登记机关为法定首次采集部门',
    };
    const path = `${CATALOGUE}/source-designations`;
    expect((await (await city.as('market.head')).post(path, body)).status).toBe(403);
    const officer = await city.as('data.officer');
    const outside = await officer.post<Problem>(path, {
      ...body,
      sourceResourceId: city.city.departments.tax.id,
    });
    expect([outside.status, outside.body.code]).toEqual([422, 'CATALOGUE_SOURCE_NOT_IN_GROUP']);
    const named = expectBody(await officer.post<{ receipt: string }>(path, body), 201);
    const reader = await city.as('civil.clerk');
    const entry = expectBody(
      await reader.get<{ designation: { departmentName: string; resourceId: string; receipt: string } }>(
        `${CATALOGUE}/resources/${other.resourceId}`,
      ),
    );
    expect(entry.designation).toMatchObject({
      departmentName: '市监局',
      resourceId: source.resourceId,
      receipt: named.receipt,
    });
    const found = expectBody(
      await reader.get<{
        items: {
          resourceId: string;
          isSource: boolean;
          sourceDepartment: { departmentName: string } | null;
        }[];
      }>(`${CATALOGUE}/resources?q=${encodeURIComponent('信用代码')}`),
    );
    const lines = new Map(found.items.map((hit) => [hit.resourceId, hit]));
    expect(lines.get(source.resourceId)).toMatchObject({
      isSource: true,
      sourceDepartment: { departmentName: '市监局' },
    });
    expect(lines.get(other.resourceId)).toMatchObject({
      isSource: false,
      sourceDepartment: { departmentName: '市监局', itemNames: ['统一社会信用代码'] },
    });
    const shown = await (
      await city.as('labour.clerk')
    ).post<{ items: Similar[] }>(`${CATALOGUE}/resources/similar`, {
      title: '企业登记',
      items: [...ENTERPRISE_ITEMS],
    });
    expect(shown.body.items.find(({ resourceId }) => resourceId === source.resourceId)?.isSource).toBe(true);
    const again = expectBody(
      await officer.post<{ designationId: string }>(path, { ...body, sourceResourceId: other.resourceId }),
      201,
    );
    const moved = expectBody(
      await reader.get<{ designation: { id: string; departmentName: string } }>(
        `${CATALOGUE}/resources/${source.resourceId}`,
      ),
    );
    expect(moved.designation).toMatchObject({ id: again.designationId, departmentName: '税务局' });

    const third = await publishEntry(
      city,
      'civil',
      completeContent({ title: '社会组织登记信息', classification: '102002' }),
      '社会组织登记按条例单独采集',
    );
    const replacing = {
      resourceIds: [source.resourceId, third.resourceId],
      sourceResourceId: source.resourceId,
    };
    expectBody(await officer.post(path, { ...body, ...replacing }), 201);
    const all = expectBody(
      await reader.get<{ items: { resourceId: string; isSource: boolean }[] }>(
        `${CATALOGUE}/resources?limit=100`,
      ),
    );
    const sources = all.items.filter(({ isSource }) => isSource).map(({ resourceId }) => resourceId);
    expect(sources, 'the entry whose group was replaced is no source').toEqual([source.resourceId]);
  });

  test('entries of one department alone have no source to name', async () => {
    const twin = await publishEntry(
      city,
      'market',
      completeContent({ title: '企业登记历史信息' }),
      '登记机关依法留存历史登记信息',
    );
    const officer = await city.as('data.officer');
    const body = {
      subject: '登记',
      resourceIds: [source.resourceId, twin.resourceId],
      sourceResourceId: source.resourceId,
      reason: '同一部门',
    };
    const refused = await officer.post<Problem>(`${CATALOGUE}/source-designations`, body);
    expect([refused.status, refused.body.code]).toEqual([422, 'CATALOGUE_SOURCE_GROUP_INVALID']);
  });
});
