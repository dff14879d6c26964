import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { EntryContent, Item } from '../src/sharing/catalogue/index.ts';
import type { DepartmentKey } from './city.ts';
import type { TestResponse } from './client.ts';
import type { TestServerRun } from './server.ts';

export function item(name: string, column: string, given: Partial<Item> = {}): Item {
  return {
    name,
    column,
    type: 'C',
    length: null,
    description: '',
    personal: false,
    level: 'general',
    grade: 1,
    key: false,
    recognized: null,
    ...given,
  };
}

export const ENTERPRISE_ITEMS: readonly Item[] = [
  item('统一社会信用代码', 'credit_code', { length: 18, key: true, recognized: 'creditCode' }),
  item('企业名称', 'enterprise_name', { length: 100 }),
  item('注册日期', 'registered_on', { type: 'D' }),
  item('注册资本', 'registered_capital', { type: 'Y', grade: 2 }),
  item('经营范围', 'business_scope', { type: 'M' }),
  item('登记机关', 'registration_authority'),
];

/** An entry that lacks nothing: unconditional, without personal information. */
export function completeContent(given: Partial<EntryContent> = {}): EntryContent {
  return {
    title: '企业登记基本信息',
    titleEn: 'Enterprise registration',
    summary: '在本市登记的企业的基本登记信息，含名称、代码和经营范围。',
    summaryEn: 'Basic registration data of enterprises in the city.',
    classification: '102002',
    format: 'database',
    formatDetail: 'PostgreSQL',
    items: [...ENTERPRISE_ITEMS],
    cycle: 'daily',
    shareClass: 'unconditional',
    modes: ['query', 'batch'],
    conditions: null,
    withheld: null,
    openness: { kind: 'closed', condition: '' },
    relatedCodes: [],
    tags: ['登记', '企业'],
    declared: true,
    ...given,
  };
}

export const CATALOGUE = '/api/v1/catalogue';

export interface VersionAnswer {
  resourceId: string;
  version: number;
}

export const ifMatch = (version: number): Record<string, string> => ({ 'if-match': `"${version}"` });

/** The body of an answer with this status; anything else fails the test with the problem as its message. */
export function expectBody<T>(response: TestResponse<T>, status = 200): T {
  if (response.status !== status)
    throw new Error(`${response.status} instead of ${status}: ${JSON.stringify(response.body)}`);
  return response.body;
}

export async function createEntry(
  city: TestServerRun,
  department: DepartmentKey,
  content: EntryContent,
): Promise<VersionAnswer> {
  const clerk = await city.as(`${department}.clerk`);
  return expectBody(await clerk.post<VersionAnswer>(`${CATALOGUE}/resources`, content), 201);
}

export async function assess(
  city: TestServerRun,
  department: DepartmentKey,
  id: string,
  kind = 'secrecy',
  result = 'passed',
): Promise<void> {
  const clerk = await city.as(`${department}.clerk`);
  const paper = {
    kind,
    result,
    assessedOn: '2026-01-05',
    assessedBy: '保密办公室',
    paperName: '评估表.pdf',
    paperHash: createHash('sha256').update(`${id}${kind}`).digest('hex'),
  };
  expectBody(await clerk.post(`${CATALOGUE}/resources/${id}/assessments`, paper), 201);
}

/** Looks behind the API as the platform itself: forced row-level security hides rows even from the schema's owner. */
export async function look<T extends pg.QueryResultRow>(
  city: TestServerRun,
  text: string,
  values: unknown[],
): Promise<T[]> {
  return city.transactAs('job')(async (tx) => (await tx.client.query<T>(text, values)).rows);
}

/** Files a draft as its clerk. */
export async function submit(
  city: TestServerRun,
  department: DepartmentKey,
  draft: VersionAnswer,
  body: object = {},
): Promise<VersionAnswer> {
  const clerk = await city.as(`${department}.clerk`);
  const path = `${CATALOGUE}/resources/${draft.resourceId}/submit`;
  return expectBody(await clerk.post<VersionAnswer>(path, body, ifMatch(draft.version)));
}

export async function consent(
  city: TestServerRun,
  department: DepartmentKey,
  draft: VersionAnswer,
): Promise<VersionAnswer> {
  const head = await city.as(`${department}.head`);
  const path = `${CATALOGUE}/resources/${draft.resourceId}/consent`;
  return expectBody(await head.post<VersionAnswer>(path, undefined, ifMatch(draft.version)));
}

export interface AnnouncedAnswer {
  resourceId: string;
  code: string;
  version: number;
  receipt: string;
}

export async function publish(city: TestServerRun, draft: VersionAnswer): Promise<AnnouncedAnswer> {
  const officer = await city.as('data.officer');
  const path = `${CATALOGUE}/resources/${draft.resourceId}/publish`;
  return expectBody(await officer.post<AnnouncedAnswer>(path, undefined, ifMatch(draft.version)));
}

/** The whole way of an entry: compiled, assessed, filed, consented, announced. Privacy is assessed where needed. */
export async function publishEntry(
  city: TestServerRun,
  department: DepartmentKey,
  content: EntryContent = completeContent(),
  recollectionReason?: string,
): Promise<AnnouncedAnswer> {
  const draft = await createEntry(city, department, content);
  await assess(city, department, draft.resourceId);
  if (content.items.some(({ personal }) => personal))
    await assess(city, department, draft.resourceId, 'privacyImpact');
  const filed = await submit(
    city,
    department,
    draft,
    recollectionReason === undefined ? {} : { recollectionReason },
  );
  return publish(city, await consent(city, department, filed));
}
