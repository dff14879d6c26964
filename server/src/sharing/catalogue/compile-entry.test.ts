import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assess,
  CATALOGUE,
  completeContent,
  consent,
  createEntry,
  expectBody,
  ifMatch,
  item,
  look,
  publish,
  submit,
  type VersionAnswer,
} from '../../../test/catalogue-entries.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';

let city: TestServerRun;
beforeAll(async () => {
  city = await startTestServer();
});
afterAll(async () => {
  await city?.stop();
});

interface Problem {
  code: string;
  rule?: { id: string; article: number };
  errors?: { field: string; code: string; rule?: { id: string } }[];
}

const ruled = (problem: Problem, rule: string) =>
  (problem.errors ?? []).filter((error) => error.rule?.id === rule).map(({ field }) => field);

async function refuseFiling(content: Parameters<typeof createEntry>[2]): Promise<Problem> {
  const draft = await createEntry(city, 'civil', content);
  const clerk = await city.as('civil.clerk');
  const path = `${CATALOGUE}/resources/${draft.resourceId}/submit`;
  const answer = await clerk.post<Problem>(path, {}, ifMatch(draft.version));
  expect(answer.status).toBe(422);
  const [row] = await look<{ state: string; version: number }>(
    city,
    'select state, version from catalogue.draft where resource_id = $1',
    [draft.resourceId],
  );
  expect(row).toEqual({ state: 'draft', version: 1 });
  return answer.body;
}

describe('an entry is filed when it is complete', () => {
  test('[13.fields] every field that is missing is named, with its rule', async () => {
    const problem = await refuseFiling(
      completeContent({
        title: '',
        summary: '短',
        format: null,
        cycle: null,
        modes: [],
        items: [],
        classification: '',
      }),
    );
    expect(problem.code).toBe('CATALOGUE_INCOMPLETE');
    expect(ruled(problem, '13.fields').toSorted()).toEqual([
      '/classification',
      '/cycle',
      '/format',
      '/items',
      '/modes',
      '/summary',
      '/title',
    ]);
  });

  test('[13.fields] a grade must fit its level, names and columns stand once', async () => {
    const items = [
      item('姓名', 'name', { level: 'core', grade: 3 }),
      item('姓名', 'NAME'),
      item('电话', '2nd phone'),
    ];
    const problem = await refuseFiling(completeContent({ items }));
    const codes = (problem.errors ?? []).map(({ field, code }) => `${field} ${code}`);
    expect(codes).toEqual([
      '/items/0/grade CATALOGUE_FIELD_GRADE_UNFIT',
      '/items/1/name CATALOGUE_FIELD_TWICE',
      '/items/1/column CATALOGUE_FIELD_TWICE',
      '/items/2/column CATALOGUE_FIELD_COLUMN_INVALID',
    ]);
  });

  test('[13.fields] an entry that offers only subscriptions is not filed: nothing would deliver it', async () => {
    const problem = await refuseFiling(completeContent({ modes: ['subscribe'] }));
    expect(problem.errors).toMatchObject([
      { field: '/modes', code: 'CATALOGUE_FIELD_MODES_UNDELIVERED', rule: { id: '13.fields' } },
    ]);
    const both = await createEntry(city, 'civil', completeContent({ modes: ['subscribe', 'query'] }));
    const path = `${CATALOGUE}/resources/${both.resourceId}/submit`;
    const clerk = await city.as('civil.clerk');
    expect((await clerk.post<Problem>(path, {}, ifMatch(both.version))).body.errors ?? []).not.toContainEqual(
      expect.objectContaining({ field: '/modes' }),
    );
  });

  test('[3.scope] whoever files declares that it holds no secrets', async () => {
    expect(ruled(await refuseFiling(completeContent({ declared: false })), '3.scope')).toEqual(['/declared']);
  });

  test('[12.unified-catalogue] the classification is the authority’s; others cannot add to it', async () => {
    const problem = await refuseFiling(completeContent({ classification: '102999' }));
    expect(ruled(problem, '12.unified-catalogue')).toEqual(['/classification']);
    const node = { parentCode: '102', nameZh: '分支机构', nameEn: 'Branches' };
    expect((await (await city.as('civil.clerk')).post(`${CATALOGUE}/classification`, node)).status).toBe(403);
    const officer = await city.as('data.officer');
    const added = expectBody(await officer.post<{ code: string }>(`${CATALOGUE}/classification`, node), 201);
    expect(added.code).toBe('102005');
    const again = await officer.post<Problem>(`${CATALOGUE}/classification`, node);
    expect([again.status, again.body.code]).toEqual([409, 'CATALOGUE_CLASSIFICATION_TAKEN']);
  });

  test('[14.share-class] an entry belongs to exactly one share class', async () => {
    expect(ruled(await refuseFiling(completeContent({ shareClass: null })), '14.share-class')).toEqual([
      '/shareClass',
    ]);
    const clerk = await city.as('civil.clerk');
    const other = await clerk.post(`${CATALOGUE}/resources`, { ...completeContent(), shareClass: 'partly' });
    expect(other.status).toBe(400);
  });

  test('[15.conditional.conditions] a conditional entry lists scope and purposes', async () => {
    const bare = await refuseFiling(completeContent({ shareClass: 'conditional', conditions: null }));
    expect(ruled(bare, '15.conditional.conditions')).toEqual(['/conditions/scope', '/conditions/purposes']);
    const blank = { scope: ' ', purposes: ['执法', ''], others: [''] };
    const vague = await refuseFiling(completeContent({ shareClass: 'conditional', conditions: blank }));
    expect(ruled(vague, '15.conditional.conditions')).toEqual([
      '/conditions/scope',
      '/conditions/purposes',
      '/conditions/others',
    ]);
  });

  test('[15.withheld.basis] a withheld entry names reason, law and article', async () => {
    const withheld = { reason: '保密', law: '法', article: '有关规定' };
    const problem = await refuseFiling(completeContent({ shareClass: 'withheld', modes: [], withheld }));
    expect(ruled(problem, '15.withheld.basis')).toEqual([
      '/withheld/reason',
      '/withheld/law',
      '/withheld/article',
    ]);
    const given = { reason: '办案期间依法保密', law: '社会保险稽核办法', article: '第十二条' };
    const modes = await refuseFiling(completeContent({ shareClass: 'withheld', withheld: given }));
    expect(modes.errors?.map(({ field }) => field)).toEqual(['/modes']);
    const draft = await createEntry(
      city,
      'civil',
      completeContent({
        title: '稽核线索',
        shareClass: 'withheld',
        modes: [],
        withheld: given,
        items: [item('线索编号', 'clue')],
      }),
    );
    expect((await submit(city, 'civil', draft)).version).toBe(2);
  });
});

describe('[15.no-added-conditions] a condition where none may be is refused as soon as it is typed', () => {
  const conditions = { scope: '全市', purposes: ['执法'], others: [] };
  const withheld = { reason: '依法保密', law: '某某法', article: '第三条' };
  const cases = [
    ['a condition on an unconditional entry', { shareClass: 'unconditional', conditions }, '/conditions'],
    ['a condition before a class is chosen', { shareClass: null, conditions }, '/conditions'],
    [
      'a condition on a withheld entry',
      { shareClass: 'withheld', modes: [], withheld, conditions },
      '/conditions',
    ],
    ['grounds on an unconditional entry', { shareClass: 'unconditional', withheld }, '/withheld'],
    ['grounds on a conditional entry', { shareClass: 'conditional', conditions, withheld }, '/withheld'],
    [
      'a condition of openness on a closed entry',
      { openness: { kind: 'closed', condition: '须登记' } },
      '/openness/condition',
    ],
  ] as const;

  test.each(cases)('%s', async (_name, change, field) => {
    const clerk = await city.as('civil.clerk');
    const begun = await clerk.post<Problem>(`${CATALOGUE}/resources`, { ...completeContent(), ...change });
    expect([begun.status, begun.body.code]).toEqual([422, 'CATALOGUE_CONDITION_ADDED']);
    expect(ruled(begun.body, '15.no-added-conditions')).toEqual([field]);
    const draft = await createEntry(city, 'civil', completeContent());
    const saved = await clerk.patch<Problem>(`${CATALOGUE}/drafts/${draft.resourceId}`, change, ifMatch(1));
    expect([saved.status, saved.body.code]).toEqual([422, 'CATALOGUE_CONDITION_ADDED']);
    expect((await clerk.get(`${CATALOGUE}/drafts/${draft.resourceId}`)).headers.get('etag')).toBe('"1"');
  });

  test('free text cannot be smuggled in as another property', async () => {
    const clerk = await city.as('civil.clerk');
    for (const stray of [
      { useConditions: '须经同意' },
      { conditions: { ...conditions, approval: 'x' } },
      { state: 'published' },
      { version: 9 },
      { providerId: city.city.departments.tax.id },
      { code: '102002/000009' },
    ]) {
      const answer = await clerk.post<Problem>(`${CATALOGUE}/resources`, { ...completeContent(), ...stray });
      expect([answer.status, answer.body.code]).toEqual([400, 'PLATFORM_INPUT_INVALID']);
    }
  });
});

describe('from draft to announcement', () => {
  test('[13.assessments] consent waits for the assessments: secrecy, and privacy when an item is personal', async () => {
    const items = [
      item('公民身份号码', 'resident_id', { personal: true, grade: 4, recognized: 'residentId' }),
    ];
    const draft = await createEntry(
      city,
      'civil',
      completeContent({ title: '低保对象', items, classification: '306002' }),
    );
    const filed = await submit(city, 'civil', draft);
    const head = await city.as('civil.head');
    const path = `${CATALOGUE}/resources/${draft.resourceId}/consent`;
    const bare = await head.post<Problem>(path, undefined, ifMatch(filed.version));
    expect([bare.status, bare.body.code]).toEqual([409, 'CATALOGUE_ASSESSMENT_MISSING']);
    expect(ruled(bare.body, '13.assessments')).toEqual([
      '/assessments/secrecy',
      '/assessments/privacyImpact',
    ]);
    await assess(city, 'civil', draft.resourceId, 'secrecy');
    await assess(city, 'civil', draft.resourceId, 'privacyImpact', 'failed');
    const failed = await head.post<Problem>(path, undefined, ifMatch(filed.version));
    expect([failed.status, failed.body.code]).toEqual([409, 'CATALOGUE_ASSESSMENT_FAILED']);
    await assess(city, 'civil', draft.resourceId, 'privacyImpact', 'passedWithMeasures');
    expect((await consent(city, 'civil', filed)).version).toBe(3);
  });

  test('[13.head-consent] only the head of the department consents, and nobody else’s head', async () => {
    const draft = await createEntry(
      city,
      'civil',
      completeContent({
        title: '婚姻登记',
        classification: '306003',
        items: [item('登记证号', 'certificate')],
      }),
    );
    await assess(city, 'civil', draft.resourceId);
    const filed = await submit(city, 'civil', draft);
    const path = `${CATALOGUE}/resources/${draft.resourceId}`;
    for (const [login, verb, status] of [
      ['civil.clerk', 'consent', 403],
      ['civil.office', 'consent', 403],
      ['data.officer', 'consent', 403],
      ['tax.head', 'consent', 404],
      ['data.officer', 'publish', 404],
      ['civil.clerk', 'publish', 403],
      ['civil.head', 'publish', 403],
    ] as const) {
      const answer = await (await city.as(login)).post(`${path}/${verb}`, undefined, ifMatch(filed.version));
      expect([login, verb, answer.status]).toEqual([login, verb, status]);
    }
    const consented = await consent(city, 'civil', filed);
    const announced = await publish(city, consented);
    expect(announced.code).toMatch(/^306003\/\d{6}$/);
  });

  test('[16.review] [16.review.days] the authority reviews within its own limit, then everyone sees the entry', async () => {
    const draft = await createEntry(city, 'market', completeContent({ title: '个体工商户登记' }));
    const tax = await city.as('tax.clerk');
    const path = `${CATALOGUE}/resources/${draft.resourceId}`;
    await assess(city, 'market', draft.resourceId);
    const consented = await consent(city, 'market', await submit(city, 'market', draft));
    expect((await tax.get(path)).status).toBe(404);
    const officer = await city.as('data.officer');
    const view = expectBody(
      await officer.get<{
        clocks: { kind: string; totalDays: number; rule: { id: string; kind: string } }[];
      }>(`${CATALOGUE}/drafts/${draft.resourceId}`),
    );
    expect(view.clocks[0]).toMatchObject({
      kind: 'catalogue.review',
      totalDays: 5,
      rule: { id: '16.review.days', kind: 'platform' },
    });
    const announced = await publish(city, consented);
    const seen = expectBody(
      await tax.get<{ state: string; code: string; version: { number: number } }>(path),
    );
    expect([seen.state, seen.code, seen.version.number]).toEqual(['published', announced.code, 1]);
    const found = expectBody(
      await tax.get<{ items: { resourceId: string }[] }>(
        `${CATALOGUE}/resources?q=${encodeURIComponent('个体')}`,
      ),
    );
    expect(found.items.map((hit) => hit.resourceId)).toContain(draft.resourceId);
    const [entry] = await look<{ kind: string; owners: string[] }>(
      city,
      'select kind, owners from ledger.entry where id = $1',
      [announced.receipt],
    );
    expect(entry?.kind).toBe('catalogue.published');
    expect(entry?.owners.toSorted()).toEqual(
      [city.city.departments.data.id, city.city.departments.market.id].toSorted(),
    );
    const steps = expectBody(
      await (await city.as('market.clerk')).get<{ items: { act: string }[] }>(`${path}/history`),
    );
    expect(steps.items.map(({ act }) => act)).toEqual([
      'published',
      'consented',
      'filed',
      'assessed',
      'created',
    ]);
    const publicSteps = expectBody(await tax.get<{ items: { act: string }[] }>(`${path}/history`));
    expect(publicSteps.items.map(({ act }) => act)).toEqual(['published']);
  });

  test('what came back is a draft again from the first edit on, and goes the whole way once more', async () => {
    const draft = await createEntry(
      city,
      'market',
      completeContent({ title: '分支机构登记', classification: '321002' }),
    );
    await assess(city, 'market', draft.resourceId);
    const filed = await submit(city, 'market', draft);
    const head = await city.as('market.head');
    const clerk = await city.as('market.clerk');
    const path = `${CATALOGUE}/resources/${draft.resourceId}`;
    const back = expectBody(
      await head.post<VersionAnswer>(`${path}/return`, { reason: '补充登记机关' }, ifMatch(filed.version)),
    );
    const edited = expectBody(
      await clerk.patch<VersionAnswer>(
        `${CATALOGUE}/drafts/${draft.resourceId}`,
        { tags: ['分支'] },
        ifMatch(back.version),
      ),
    );
    const again = await consent(city, 'market', await submit(city, 'market', edited));
    const officer = await city.as('data.officer');
    expect((await officer.post(`${path}/return`, {}, ifMatch(again.version))).status).toBe(400);
    const returned = expectBody(
      await officer.post<VersionAnswer>(`${path}/return`, { reason: '摘要过于简略' }, ifMatch(again.version)),
    );
    const view = expectBody(
      await clerk.get<{ state: string; returnedReason: string }>(`${CATALOGUE}/drafts/${draft.resourceId}`),
    );
    expect([view.state, view.returnedReason]).toEqual(['returned', '摘要过于简略']);
    expect((await consent(city, 'market', await submit(city, 'market', returned))).version).toBe(
      again.version + 3,
    );
  });
});
