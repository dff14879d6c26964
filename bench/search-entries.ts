import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pick } from '../demo/seeded-random.ts';
import { itemKeys, searchBody } from '../server/src/sharing/catalogue/search/document-store.ts';
import { modeBits } from '../server/src/sharing/catalogue/search/mode-bits.ts';
import {
  cutTexts,
  matchingVector,
  rankingVector,
  wordsOf,
} from '../server/src/sharing/catalogue/search/search-words.ts';

type Random = () => number;

const SUBJECTS: readonly (readonly [string, string])[] = [
  ['企业', 'enterprise'],
  ['个体工商户', 'self-employed'],
  ['社会组织', 'social organization'],
  ['事业单位', 'public institution'],
  ['社会保险', 'social insurance'],
  ['养老保险', 'pension insurance'],
  ['医疗保险', 'medical insurance'],
  ['住房公积金', 'housing fund'],
  ['不动产', 'real estate'],
  ['建设工程', 'construction'],
  ['食品经营', 'food business'],
  ['药品零售', 'pharmacy'],
  ['道路运输', 'road transport'],
  ['机动车', 'vehicle'],
  ['驾驶人', 'driver'],
  ['婚姻', 'marriage'],
  ['出生', 'birth'],
  ['户籍', 'household'],
  ['流动人口', 'migrant'],
  ['学籍', 'enrolment'],
  ['教师资格', 'teacher licence'],
  ['残疾人', 'disability'],
  ['低保对象', 'subsistence allowance'],
  ['特困人员', 'destitute'],
  ['养老机构', 'care home'],
  ['医疗机构', 'hospital'],
  ['危险化学品', 'hazardous chemicals'],
  ['特种设备', 'special equipment'],
  ['排污', 'emission'],
  ['水资源', 'water'],
  ['林地', 'forest'],
  ['宅基地', 'homestead'],
  ['农业补贴', 'farm subsidy'],
  ['政府采购', 'procurement'],
  ['纳税', 'tax'],
  ['欠税', 'tax arrears'],
  ['知识产权', 'intellectual property'],
  ['专利', 'patent'],
  ['劳动合同', 'labour contract'],
  ['就业', 'employment'],
];
const ACTS: readonly (readonly [string, string])[] = [
  ['登记', 'registration'],
  ['变更', 'changes'],
  ['注销', 'cancellation'],
  ['缴费', 'contributions'],
  ['参保', 'insured'],
  ['许可', 'permits'],
  ['备案', 'filings'],
  ['监督检查', 'inspections'],
  ['行政处罚', 'penalties'],
  ['信用评价', 'credit rating'],
  ['年度报告', 'annual reports'],
  ['抽检', 'sampling'],
  ['投诉举报', 'complaints'],
  ['资格认定', 'qualification'],
  ['补贴发放', 'subsidies'],
  ['统计', 'statistics'],
];
const FORMS = ['信息', '明细', '名录', '记录', '结果', '台账', '汇总', '档案', '状态', '决定'] as const;
const PLACES = [
  '示范市',
  '东湖区',
  '西山区',
  '南岭县',
  '北原县',
  '高新区',
  '临江市',
  '云台县',
  '青石区',
  '白河县',
  '红旗镇',
  '新华街道',
] as const;
const COMMON: readonly (readonly [string, string])[] = [
  ['统一社会信用代码', 'credit_code'],
  ['企业名称', 'enterprise_name'],
  ['公民身份号码', 'resident_id'],
  ['姓名', 'person_name'],
  ['法定代表人', 'legal_representative'],
  ['登记机关', 'registration_authority'],
  ['行政区划代码', 'division_code'],
  ['联系电话', 'phone'],
  ['住所', 'address'],
  ['更新时间', 'updated_at'],
];
const RARE_A = [
  '申请',
  '受理',
  '办结',
  '核定',
  '缴费',
  '发放',
  '检查',
  '检测',
  '处罚',
  '抵押',
  '施工',
  '验收',
  '培训',
  '就诊',
  '排放',
  '征收',
] as const;
const RARE_B = [
  '日期',
  '编号',
  '金额',
  '类别',
  '结果',
  '单位',
  '基数',
  '月份',
  '原因',
  '等级',
  '状态',
  '机关',
  '人数',
  '面积',
  '有效期',
] as const;
const CYCLES = ['realtime', 'daily', 'daily', 'weekly', 'monthly', 'monthly', 'quarterly', 'yearly'] as const;
const CLASSES = ['unconditional', 'conditional', 'conditional', 'conditional', 'withheld'] as const;
const MODES = [
  ['query'],
  ['query', 'verify'],
  ['query', 'batch'],
  ['query', 'verify', 'batch'],
  ['file'],
] as const;

interface Entry {
  title: string;
  titleEn: string;
  summary: string;
  items: { name: string; column: string; description: string }[];
  personal: boolean;
  department: number;
}

function makeItems(random: Random): Entry['items'] {
  const items = new Map<string, string>();
  const common = 2 + Math.floor(random() * 3);
  while (items.size < common) {
    const [name, column] = pick(random, COMMON);
    items.set(name, column);
  }
  const wanted = common + 3 + Math.floor(random() * 8);
  while (items.size < wanted) {
    const [a, b] = [Math.floor(random() * RARE_A.length), Math.floor(random() * RARE_B.length)];
    items.set(`${RARE_A[a] ?? ''}${RARE_B[b] ?? ''}`, `item_${a}_${b}`);
  }
  return [...items].map(([name, column]) => ({ name, column, description: '' }));
}

function makeEntry(random: Random, departments: number): Entry {
  const [subject, subjectEn] = pick(random, SUBJECTS);
  const [act, actEn] = pick(random, ACTS);
  const place = pick(random, PLACES);
  const items = makeItems(random);
  const names = items
    .slice(0, 3)
    .map(({ name }) => name)
    .join('、');
  return {
    title: `${place}${subject}${act}${pick(random, FORMS)}`,
    titleEn: `${subjectEn} ${actEn}`,
    summary: `${place}${subject}${act}过程中依法形成的数据，含${names}等，由主管科室按期归集。`,
    items,
    personal: items.some(({ name }) => name === '姓名' || name === '公民身份号码'),
    department: Math.floor(random() * departments),
  };
}

const TABLES = `schemaname = 'catalogue' and tablename in ('search_document', 'search_text')`;
const INDEXES = `select indexname, indexdef from pg_indexes where ${TABLES} and indexname not like '%pkey'`;
const INSERT = `with given as (select r from jsonb_array_elements($1::jsonb) as r),
  document as (
    insert into catalogue.search_document (resource_id, provider_id, provider_name, code, share_class, cycle, level,
      personal, modes, item_count, published_at, title, matching)
    select (r ->> 0)::uuid, (r ->> 1)::uuid, r ->> 2, r ->> 3, r ->> 4, r ->> 5, r ->> 6, (r ->> 7)::boolean, (r ->> 8)::smallint,
      (r ->> 9)::int, timestamptz '2026-01-01' + (r ->> 10)::int * interval '1 minute', r ->> 11, (r ->> 12)::tsvector from given)
  insert into catalogue.search_text (resource_id, summary, body, item_keys, ranking)
  select (r ->> 0)::uuid, r ->> 13, r ->> 14, array(select jsonb_array_elements_text(r -> 15)), (r ->> 16)::tsvector from given`;
const BATCH = 1000;

/** English stems of the words used, as publishing makes them. */
async function stemsOf(admin: pg.Client, words: Iterable<string>): Promise<Map<string, string>> {
  const latin = [...new Set(words)].filter((word) => /^[a-z]/.test(word));
  const result = await admin.query<{ word: string; stem: string | null }>(
    `select word, (ts_lexize('english_stem', word))[1] as stem from unnest($1::text[]) as word`,
    [latin],
  );
  return new Map(result.rows.map(({ word, stem }) => [word, stem ?? word]));
}

/**
 * Fills search with generated entries as publishing would have written them; indexes are built at the end.
 * A folder kept by BENCH_DATA is filled once.
 */
export async function fillCatalogue(
  admin: pg.Client,
  options: { entries: number; random: Random },
): Promise<void> {
  const { entries, random } = options;
  const there = await admin.query<{ n: string }>('select count(*) as n from catalogue.search_document');
  if (Number(there.rows[0]?.n) === entries) return;
  const departments = Array.from({ length: 120 }, (_, index) => ({
    id: randomUUID(),
    name: `${pick(random, PLACES)}第${index + 1}局`,
  }));
  const indexes = await admin.query<{ indexname: string; indexdef: string }>(INDEXES);
  for (const { indexname } of indexes.rows)
    await admin.query(`drop index catalogue.${pg.escapeIdentifier(indexname)}`);
  await admin.query('alter table catalogue.search_document drop constraint search_document_resource_id_fkey');
  await admin.query('alter table catalogue.search_text drop constraint search_text_resource_id_fkey');
  for (let done = 0; done < entries; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, entries - done) }, () =>
      makeEntry(random, departments.length),
    );
    const cut = batch.map((entry) =>
      cutTexts({
        ...entry,
        summaryEn: '',
        tags: [],
        department: departments[entry.department]?.name ?? '',
        code: '',
      }),
    );
    const stems = await stemsOf(admin, cut.flatMap(wordsOf));
    const rows = batch.map((entry, index) => {
      const words = cut[index];
      if (!words) throw new Error('every entry was cut');
      const department = departments[entry.department];
      const common = [
        department?.id,
        department?.name,
        `102002/${String(done + index + 1).padStart(6, '0')}`,
      ];
      const kinds = [
        pick(random, CLASSES),
        pick(random, CYCLES),
        random() < 0.02 ? 'important' : 'general',
        entry.personal,
      ];
      const counts = [modeBits(pick(random, MODES)), entry.items.length, Math.floor(random() * 400_000)];
      const found = [
        entry.title,
        matchingVector(words, stems),
        entry.summary,
        searchBody(entry.title, entry.items),
      ];
      return [
        randomUUID(),
        ...common,
        ...kinds,
        ...counts,
        ...found,
        itemKeys(entry.items),
        rankingVector(words, stems),
      ];
    });
    await admin.query(INSERT, [JSON.stringify(rows)]);
  }
  await admin.query(`set maintenance_work_mem = '512MB'`);
  for (const { indexdef } of indexes.rows) await admin.query(indexdef);
  await admin.query('vacuum analyze catalogue.search_document, catalogue.search_text');
}
