import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CATALOGUE,
  completeContent,
  expectBody,
  item,
  publishEntry,
} from '../../../../test/catalogue-entries.ts';
import { startTestServer, type TestServerRun } from '../../../../test/server.ts';

let city: TestServerRun;

interface Segment {
  text: string;
  hit: boolean;
}
interface Answer {
  items: {
    title: Segment[];
    titleEn: Segment[];
    matchedTags: Segment[][];
    summary: Segment[];
    matchedItems: Segment[][];
    matchedItemCount: number;
    providerName: string;
    shareClass: string;
  }[];
  next?: string;
  matched: string;
  synonyms: { term: string; others: string[] }[];
  counts: {
    total: number;
    atLeast: boolean;
    facets: Record<string, { value: string; label: string; count: number }[]>;
  } | null;
}

const ENTRIES = [
  [
    'labour',
    {
      title: '单位参保缴费明细',
      titleEn: 'Contributions of insured units',
      summary: '单位参保人员逐月缴费记录，含养老、失业、工伤三险。',
      cycle: 'monthly',
      shareClass: 'conditional',
      conditions: { scope: '本市各部门', purposes: ['资格核验'], others: [] },
      items: [
        item('单位编号', 'unit_no'),
        item('缴费年月', 'contribution_month'),
        item('缴费基数', 'contribution_base'),
        item('参保人数', 'insured_count'),
      ],
    },
  ],
  [
    'tax',
    {
      title: '企业社会保险缴费信息',
      titleEn: 'Social insurance contributions of enterprises',
      summary: '按单位汇总的月度社会保险缴费情况，含险种、人数与欠费。',
      items: [item('缴费状态', 'contribution_state'), item('险种', 'insurance'), item('欠费金额', 'arrears')],
    },
  ],
  [
    'labour',
    {
      title: '个人参保状态',
      titleEn: 'Insurance state of persons',
      summary: '以公民身份号码核验当前参保状态，只答是或否。',
      cycle: 'realtime',
      modes: ['verify'],
      items: [
        item('公民身份号码', 'resident_id', { personal: true, grade: 4, key: true }),
        item('参保状态', 'insured_state', { personal: true, grade: 3 }),
      ],
    },
  ],
  [
    'market',
    {
      title: '个体工商户登记信息',
      titleEn: 'Registration of self-employed businesses',
      summary: '个体工商户的登记注册基本信息与经营者姓名。',
      items: [
        item('字号名称', 'trade_name'),
        item('经营者', 'operator', { personal: true, grade: 2 }),
        item('法定代表人', 'representative', { personal: true, grade: 2 }),
      ],
    },
  ],
  [
    'civil',
    {
      title: '婚姻登记信息',
      titleEn: 'Marriage registration',
      summary: '结婚与离婚登记的日期、机关与证件字号。',
      items: [item('登记证字号', 'certificate_no')],
    },
  ],
] as const;

beforeAll(async () => {
  city = await startTestServer();
  for (const [department, given] of ENTRIES) {
    await publishEntry(
      city,
      department,
      completeContent({ ...(given as object) }),
      '与他部门统计口径不同，须单独采集',
    );
  }
});
afterAll(async () => {
  await city?.stop();
});

async function search(query: string): Promise<Answer> {
  const reader = await city.as('civil.clerk');
  return expectBody(await reader.get<Answer>(`${CATALOGUE}/resources?${query}`));
}
const q = (text: string, more = '') => search(`q=${encodeURIComponent(text)}${more}`);
const whole = (segments: Segment[]) => segments.map(({ text }) => text).join('');
const hits = (segments: Segment[]) => segments.filter(({ hit }) => hit).map(({ text }) => text);
const titles = (answer: Answer) => answer.items.map((hit) => whole(hit.title));

describe('search', () => {
  test('two characters are enough, synonyms are said and can be switched off', async () => {
    const wide = await q('社保');
    expect(titles(wide)).toContain('企业社会保险缴费信息');
    expect(titles(wide)).toContain('单位参保缴费明细');
    expect(wide.synonyms).toEqual([
      { term: '社保', others: ['社会保险', '参保', 'social insurance', 'social security'] },
    ]);
    const narrow = await q('社保', '&synonyms=false');
    expect([narrow.items.length, narrow.synonyms]).toEqual([0, []]);
    expect(titles(await q('参保 缴费', '&synonyms=false'))).toEqual(['单位参保缴费明细']);
  });

  test('hits are marked in title, summary and items as stretches of the text, never as HTML', async () => {
    const answer = await q('社保 缴费');
    const hit = answer.items.find(({ title }) => whole(title) === '企业社会保险缴费信息');
    expect(hits(hit?.title ?? [])).toEqual(['社会保险缴费']);
    expect(hit?.matchedItems.map(whole)).toEqual(['缴费状态']);
    expect(whole(hit?.summary ?? [])).toBe(ENTRIES[1][1].summary);
    expect(JSON.stringify(answer)).not.toContain('<');
  });

  test('an English question is marked in the English title, and a tag that was found is told', async () => {
    const hit = (await q('contributions')).items.find(({ title }) => whole(title) === '企业社会保险缴费信息');
    expect(hits(hit?.titleEn ?? [])).toEqual(['contributions']);
    const tagged = (await q('企业')).items.find(({ title }) => whole(title) === '婚姻登记信息');
    expect(tagged?.matchedTags.map(whole)).toEqual(['企业']);
  });

  test.each([
    ['税', '企业社会保险缴费信息'],
    ['保缴', '单位参保缴费明细'],
    ['个体户', '个体工商户登记信息'],
    ['工商户', '个体工商户登记信息'],
    ['unit_no', '单位参保缴费明细'],
    ['marriages', '婚姻登记信息'],
    ['contribution', '企业社会保险缴费信息'],
    ['insured units', '单位参保缴费明细'],
    ['欠费金额', '企业社会保险缴费信息'],
    ['字号', '婚姻登记信息'],
    ['ntributio', '企业社会保险缴费信息'],
  ])('%s finds %s', async (text, title) => {
    expect(titles(await q(text))).toContain(title);
  });

  test('the title as typed comes first; a title counts more than an item, an item more than a summary', async () => {
    expect(titles(await q('个人参保状态'))[0]).toBe('个人参保状态');
    expect(
      titles(await q('缴费'))
        .slice(0, 2)
        .toSorted(),
    ).toEqual(['企业社会保险缴费信息', '单位参保缴费明细']);
    const registered = titles(await q('登记'));
    expect(registered.slice(0, 2).toSorted()).toEqual(['个体工商户登记信息', '婚姻登记信息']);
  });

  test('what matches nothing whole says that only some words were found; nonsense finds nothing', async () => {
    const some = await q('婚姻 火星');
    expect([some.matched, titles(some)]).toEqual(['someWords', ['婚姻登记信息']]);
    expect((await q('火星水手谷')).items).toEqual([]);
    for (const text of ["'", '"', '\\', '%', '_', '&|!', ':*', "a'; drop table", '（）', ' ', '<->']) {
      expect((await search(`q=${encodeURIComponent(text)}`)).counts?.atLeast).toBe(false);
    }
  });
});

describe('facets', () => {
  test('count what choosing a value would give; their own choice does not narrow them', async () => {
    const all = await search('');
    expect(all.counts?.total).toBe(5);
    expect(all.counts?.facets['provider']?.[0]).toMatchObject({ label: '人社局', count: 2 });
    const chosen = await search(`shareClass=conditional&provider=${city.city.departments.labour.id}`);
    expect(titles(chosen)).toEqual(['单位参保缴费明细']);
    const counts = chosen.counts?.facets;
    expect(counts?.['shareClass']).toEqual([
      { value: 'conditional', label: 'conditional', count: 1 },
      { value: 'unconditional', label: 'unconditional', count: 1 },
    ]);
    expect(counts?.['provider']).toEqual([expect.objectContaining({ label: '人社局', count: 1 })]);
    expect((await search('personal=true')).counts?.total).toBe(2);
    expect(titles(await search('mode=verify'))).toEqual(['个人参保状态']);
    expect(titles(await search('cycle=monthly&cycle=realtime')).toSorted()).toEqual([
      '个人参保状态',
      '单位参保缴费明细',
    ]);
    expect((await q('缴费', '&level=core')).items).toEqual([]);
  });

  test('unknown facets and values are refused', async () => {
    const reader = await city.as('civil.clerk');
    for (const query of ['shareClass=secret', 'state=draft', 'limit=1000', 'provider=x', 'cursor=abc&q=x']) {
      expect((await reader.get(`${CATALOGUE}/resources?${query}`)).status).toBe(400);
    }
    expect((await city.anonymous.get(`${CATALOGUE}/resources`)).status).toBe(401);
  });
});

describe('paging', () => {
  test.each(['relevance', 'newest', 'title'])(
    'by %s each hit comes once, in the order of the whole list',
    async (sort) => {
      const list = titles(await q('登记 信息', `&sort=${sort}&limit=100`));
      for (const query of ['', `q=${encodeURIComponent('信息')}&`]) {
        const expected = titles(await search(`${query}sort=${sort}`));
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page: Answer = await search(
            `${query}sort=${sort}&limit=2&facets=false${cursor ? `&cursor=${cursor}` : ''}`,
          );
          seen.push(...titles(page));
          expect(page.counts).toBeNull();
          cursor = page.next;
        } while (cursor);
        expect(seen).toEqual(expected);
      }
      expect(list.length).toBeGreaterThan(0);
    },
  );
});

test('what is found can be had as a file, without marks and whole', async () => {
  const reader = await city.as('civil.clerk');
  for (const sort of ['relevance', 'newest']) {
    const query = `q=${encodeURIComponent('登记')}&sort=${sort}`;
    const file = await reader.get<string>(`${CATALOGUE}/resources?${query}&format=csv&limit=1`);
    expect(file.headers.get('content-type')).toContain('text/csv');
    const [head = '', ...lines] = file.body.trim().split('\r\n');
    expect(head).toContain('目录名称');
    const listed = titles(await search(query));
    expect(lines).toHaveLength(listed.length);
    listed.forEach((title, index) => expect(lines[index]).toContain(title));
  }
  const book = await reader.get(`${CATALOGUE}/resources?format=xlsx`);
  expect(book.headers.get('content-disposition')).toContain('catalogue.xlsx');
  expect(new TextDecoder().decode(book.bytes.subarray(0, 2))).toBe('PK');
});

describe('suggestions', () => {
  test('offer titles first, then items by how many entries have them', async () => {
    const reader = await city.as('civil.clerk');
    const answer = expectBody(
      await reader.get<{ items: { kind: string; text: Segment[]; note: string }[] }>(
        `${CATALOGUE}/suggestions?q=${encodeURIComponent('参保')}`,
      ),
    );
    expect(answer.items.map(({ kind, text }) => `${kind} ${whole(text)}`)).toEqual([
      'entry 个人参保状态',
      'entry 单位参保缴费明细',
      'entry 企业社会保险缴费信息',
      'item 参保人数',
      'item 参保状态',
    ]);
  });

  test('know other words for what is typed', async () => {
    const reader = await city.as('civil.clerk');
    const offered = async (typed: string) => {
      const answer = await reader.get<{ items: { text: Segment[] }[] }>(
        `${CATALOGUE}/suggestions?q=${encodeURIComponent(typed)}`,
      );
      return expectBody(answer).items.map(({ text }) => whole(text));
    };
    expect(await offered('社保')).toEqual(expect.arrayContaining(['企业社会保险缴费信息', '参保人数']));
    expect(await offered('法人')).toContain('法定代表人');
    expect(titles(await q('法人'))).toEqual(['个体工商户登记信息']);
  });
});

describe('synonyms are data that the authority keeps', () => {
  test('a new group counts at once; others cannot add one', async () => {
    const body = { terms: ['劳保', '社会保险费'] };
    expect((await (await city.as('tax.head')).post(`${CATALOGUE}/synonyms`, body)).status).toBe(403);
    const officer = await city.as('data.officer');
    const added = expectBody(
      await officer.post<{ id: number }>(`${CATALOGUE}/synonyms`, { terms: ['黄昏恋', '婚姻'] }),
      201,
    );
    expect(titles(await q('黄昏恋'))).toContain('婚姻登记信息');
    expect((await officer.delete(`${CATALOGUE}/synonyms/${added.id}`)).status).toBe(204);
    expect((await q('黄昏恋')).items).toEqual([]);
  });
});
