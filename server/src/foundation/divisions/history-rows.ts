import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseDivisionCode, type DivisionRecord } from '@tandem/identifiers';
import type { Division } from './division.ts';

/** Names by code in one edition of GB/T 2260, and the year of that edition. */
interface Edition {
  year: number;
  names: ReadonlyMap<string, string>;
}

export const EDITIONS_SOURCE = 'GB/T 2260, editions of 2002 to 2016 (npm gb2260)';
/** Year of the edition that `division-rows.ts` reads. */
const PRESENT_YEAR = 2023;

/**
 * The lives of codes as far as the editions tell: when a code was first and last listed under a name. They do
 * not say what became of it, so `successor` stays empty, and a question for it is answered with "not known".
 * @param present today's divisions: whether the last life goes on
 */
export async function readEditionLives(present: readonly Division[]): Promise<DivisionRecord[]> {
  const editions = await readEditions();
  editions.push({ year: PRESENT_YEAR, names: new Map(present.map(({ code, name }) => [code, name])) });
  const codes = new Set(editions.slice(0, -1).flatMap(({ names }) => [...names.keys()]));
  return [...codes].toSorted().flatMap((code) => livesOf(code, editions));
}

async function readEditions(): Promise<Edition[]> {
  const { resolve } = createRequire(import.meta.url);
  const read = async (name: string) =>
    JSON.parse(await readFile(resolve(`gb2260/lib/${name}.json`), 'utf8')) as unknown;
  const revisions = ((await read('revisions')) as string[]).toSorted();
  return Promise.all(
    revisions.map(async (revision) => ({
      year: Number(revision.slice(0, 4)),
      names: new Map(Object.entries((await read(revision)) as Record<string, string>)),
    })),
  );
}

function livesOf(code: string, editions: readonly Edition[]): DivisionRecord[] {
  const lives: { name: string; since: number; until: number | null }[] = [];
  for (const { year, names } of editions) {
    const name = names.get(code);
    const open = lives.at(-1)?.until === null ? lives.at(-1) : undefined;
    if (open?.name === name) continue;
    if (open) open.until = year;
    // Two editions of one year: the later one is what the year is remembered by.
    if (open?.since === year) lives.pop();
    if (name !== undefined) lives.push({ name, since: year, until: null });
  }
  return lives.map((life, index) => ({
    ...life,
    code,
    level: levelOf(code),
    status: life.until === null ? 'current' : lives[index + 1]?.since === life.until ? 'changed' : 'retired',
    successor: '',
  }));
}

function levelOf(code: string): DivisionRecord['level'] {
  const parsed = parseDivisionCode(code);
  return parsed.ok ? parsed.value.level : 'county';
}

const HEADER = '代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码';
const LEVELS = new Map([
  ['省级', 'province'],
  ['地级', 'city'],
  ['县级', 'county'],
] as const);
const STATUSES = new Map([
  ['在用', 'current'],
  ['变更', 'changed'],
  ['弃用', 'retired'],
] as const);

/**
 * Reads a history with successors that an operator provides: the CSV of the open data set of county-level codes
 * since 1981 (columns as in HEADER, no quoting).
 * @throws Error naming the line that does not fit; nothing is loaded then
 */
export function parseHistoryCsv(text: string): DivisionRecord[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (header !== HEADER) throw new Error(`history of divisions: the first line must be ${HEADER}`);
  return lines.filter((line) => line !== '').map((line, index) => parseHistoryLine(line, index + 2));
}

function parseHistoryLine(line: string, number: number): DivisionRecord {
  const cells = line.split(',');
  const [code = '', , , name = '', levelText = '', statusText = '', since = '', until = '', successor = ''] =
    cells;
  const level = new Map<string, DivisionRecord['level']>(LEVELS).get(levelText);
  const status = new Map<string, DivisionRecord['status']>(STATUSES).get(statusText);
  const wellFormed =
    cells.length === 9 && /^\d{6}$/.test(code) && /^\d{4}$/.test(since) && /^(\d{4})?$/.test(until);
  if (!wellFormed || !level || !status) throw new Error(`history of divisions: line ${number} does not fit`);
  return {
    code,
    name,
    level,
    status,
    since: Number(since),
    until: until === '' ? null : Number(until),
    successor,
  };
}
