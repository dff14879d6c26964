import { generateCreditCode, generateResidentId, type Random } from '@tandem/identifiers';
import { localDate } from '@tandem/calendar';
import type { DatasetColumn } from '../imports/index.ts';
import type { AgreementTerms } from '../requests/index.ts';

/**
 * The sandbox: an agreement that every department has, on rows that were made up. Calls under it take the same
 * path as any other (held against its terms, masked, recorded with a receipt), and are kept out of all figures.
 */
export const SANDBOX = {
  agreementId: '01970000-0000-7000-8000-5a9db0c00001',
  resourceId: '01970000-0000-7000-8000-5a9db0c00002',
  providerId: '01970000-0000-7000-8000-5a9db0c00003',
} as const;

export function isSandbox(agreementId: string): boolean {
  return agreementId === SANDBOX.agreementId;
}

const ITEMS = {
  creditCode: '统一社会信用代码',
  name: '企业名称',
  division: '登记机关区划',
  capital: '注册资本（元）',
  founded: '成立日期',
  state: '登记状态',
  person: '法定代表人',
  personId: '法定代表人证件号码',
  phone: '联系电话',
} as const;

type TermItem = AgreementTerms['items'][number];

function openItem(name: string, kind: string): TermItem {
  return { name, modes: ['query', 'verify', 'batch'], kind, grade: 1, personal: false, unmasked: false };
}

/** Eight of the nine items: the telephone number is not agreed, so that asking for it is refused. */
const TERM_ITEMS: readonly TermItem[] = [
  openItem(ITEMS.creditCode, 'creditCode'),
  openItem(ITEMS.name, 'text'),
  openItem(ITEMS.division, 'divisionCode'),
  openItem(ITEMS.capital, 'money'),
  openItem(ITEMS.founded, 'date'),
  openItem(ITEMS.state, 'text'),
  { ...openItem(ITEMS.person, 'personName'), grade: 2, personal: true },
  { ...openItem(ITEMS.personId, 'residentId'), grade: 4, personal: true, modes: ['verify'] },
];

const TITLE_EN = 'Enterprise registrations (synthetic, sandbox)';

/** English titles with that of the sandbox, which is no entry. */
export function withSandbox(titles: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...titles, [SANDBOX.resourceId, TITLE_EN]]);
}

/** The terms of the sandbox for a requester; undefined for any other agreement. */
export function sandboxTerms(
  agreementId: string,
  requester: { id: string; name: string },
): AgreementTerms | undefined {
  if (!isSandbox(agreementId)) return undefined;
  return {
    schema: 1,
    agreementId,
    number: 'SANDBOX',
    version: 1,
    state: 'inForce',
    requestId: agreementId,
    requesterId: requester.id,
    requesterName: requester.name,
    providerId: SANDBOX.providerId,
    providerName: '沙箱',
    resourceId: SANDBOX.resourceId,
    resourceTitle: '企业登记信息（沙箱合成数据）',
    resourceVersion: 1,
    shareClass: 'unconditional',
    items: TERM_ITEMS,
    rowFilter: [{ item: ITEMS.division, op: 'prefix', values: ['6401'] }],
    legalBasis: { title: '平台沙箱', article: '' },
    purpose: { code: 'sandbox', text: '接口联调' },
    modes: ['query', 'verify', 'batch'],
    quota: { callsPerDay: 2000, rowsPerDay: 100_000 },
    term: { from: localDate('2025-01-01'), to: localDate('2099-12-31') },
    disposal: 'deleted',
    raised: null,
  };
}

/** Columns of the sandbox's data, in the order of `sandboxRows`. */
export const SANDBOX_COLUMNS: DatasetColumn[] = [
  { item: ITEMS.creditCode, column: 'c1', type: 'creditCode', key: true },
  { item: ITEMS.name, column: 'c2', type: 'text', key: true },
  { item: ITEMS.division, column: 'c3', type: 'divisionCode', key: false },
  { item: ITEMS.capital, column: 'c4', type: 'money', key: false },
  { item: ITEMS.founded, column: 'c5', type: 'date', key: false },
  { item: ITEMS.state, column: 'c6', type: 'text', key: false },
  { item: ITEMS.person, column: 'c7', type: 'text', key: false },
  { item: ITEMS.personId, column: 'c8', type: 'residentId', key: false },
  { item: ITEMS.phone, column: 'c9', type: 'phone', key: false },
];

const DIVISIONS = ['640104', '640105', '640106', '640121', '640202', '640302'];
const STEMS = ['启明', '恒通', '瑞禾', '众联', '安泰', '云帆', '德润', '新源', '博远', '嘉禾'];
const TRADES = ['商贸', '科技', '农业', '建材', '餐饮管理', '物流', '信息技术', '机电设备'];
const SURNAMES = ['马', '王', '李', '丁', '哈', '纳', '杨', '张'];
const GIVEN = ['明', '建国', '晓燕', '志强', '文静', '海涛', '玉兰', '思远'];
const STATES = ['存续', '存续', '存续', '注销', '吊销'];

/** A small generator, the same rows on every platform. Source: Mulberry32, public domain. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function drawn(random: Random, choices: readonly string[]): string {
  return choices[Math.floor(random() * choices.length)] ?? '';
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
}

function sandboxRow(random: Random): (string | null)[] {
  const division = drawn(random, DIVISIONS);
  const founded = `${2000 + Math.floor(random() * 25)}-0${1 + Math.floor(random() * 9)}-1${digits(random, 1)}`;
  return [
    generateCreditCode(random, { division }),
    `${drawn(random, STEMS)}${drawn(random, STEMS)}${drawn(random, TRADES)}有限公司`,
    division,
    random() < 0.1 ? null : `${(1 + Math.floor(random() * 900)) * 10_000}`,
    founded,
    drawn(random, STATES),
    `${drawn(random, SURNAMES)}${drawn(random, GIVEN)}`,
    generateResidentId(random, { division }),
    `139${digits(random, 8)}`,
  ];
}

/** Three hundred enterprises that do not exist, with good check digits. */
export function sandboxRows(): (string | null)[][] {
  const random = seeded(809);
  return Array.from({ length: 300 }, () => sandboxRow(random));
}

/** A key that has rows within the agreed area, to try the sandbox with. */
export function sandboxSample(): { item: string; value: string } {
  const found = sandboxRows().find(([, , division]) => division?.startsWith('6401'));
  return { item: ITEMS.creditCode, value: found?.[0] ?? '' };
}
