import { TabularError } from './errors.ts';
import type { Limits } from './limits.ts';
import { parseXml } from './xml-stream.ts';
import type { XmlHandlers } from './xml-stream.ts';
import type { ZipArchive } from './zip-archive.ts';

export interface SheetInfo {
  name: string;
  /** Hidden sheets are listed but not chosen by default. */
  hidden: boolean;
  /** Part name inside the archive. */
  part: string;
}

/** What a cell's style says about its number. */
export type NumberKind = 'number' | 'date' | 'time';

export interface Workbook {
  sheets: SheetInfo[];
  date1904: boolean;
  /** By cell style index. */
  kinds: NumberKind[];
  sharedStringsPart: string | undefined;
}

/** Reads workbook, relationships and styles (ECMA-376 part 1, 18.2, 18.8). */
export async function readWorkbook(zip: ZipArchive, limits: Limits): Promise<Workbook> {
  const root = await readRelations(zip, '_rels/.rels', '', limits);
  const main = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'));
  if (!main || !zip.entries.has(main.target))
    throw new TabularError('TABULAR_XLSX_BROKEN', { part: 'workbook' });
  const folder = main.target.slice(0, main.target.lastIndexOf('/') + 1);
  const file = main.target.slice(folder.length);
  const relations = await readRelations(zip, `${folder}_rels/${file}.rels`, folder, limits);
  const byType = (suffix: string) =>
    [...relations.values()].find(({ type }) => type.endsWith(suffix))?.target;
  const { sheets, date1904 } = await readSheetList(zip, main.target, relations, limits);
  const styles = byType('/styles');
  return {
    sheets,
    date1904,
    kinds: styles ? await readKinds(zip, styles, limits) : [],
    sharedStringsPart: byType('/sharedStrings'),
  };
}

/** Bound of the parts whose content is kept: workbook, relationships, styles. */
const MAX_PART_BYTES = 32 * 1024 * 1024;

interface Relation {
  type: string;
  target: string;
}

async function parsePart(
  zip: ZipArchive,
  part: string,
  handlers: XmlHandlers,
  limits: Limits,
): Promise<boolean> {
  const entry = zip.entries.get(part);
  if (!entry) return false;
  if (entry.size > MAX_PART_BYTES)
    throw new TabularError('TABULAR_ZIP_BOMB', { entry: part, inflated: entry.size });
  await parseXml(zip.content(entry), handlers, limits.maxXmlDepth);
  return true;
}

async function readRelations(
  zip: ZipArchive,
  part: string,
  folder: string,
  limits: Limits,
): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const open: XmlHandlers['open'] = (name, attributes) => {
    if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
    const target = resolvePart(folder, attributes['Target'] ?? '');
    if (target !== undefined)
      relations.set(attributes['Id'] ?? '', { type: attributes['Type'] ?? '', target });
  };
  if (!(await parsePart(zip, part, { open }, limits)))
    throw new TabularError('TABULAR_XLSX_BROKEN', { part: 'relationships' });
  return relations;
}

/** A target relative to its folder, or absolute from the archive's root; undefined if it climbs out. */
function resolvePart(folder: string, target: string): string | undefined {
  const path = target.startsWith('/') ? target.slice(1) : folder + target;
  const parts: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}

async function readSheetList(
  zip: ZipArchive,
  part: string,
  relations: ReadonlyMap<string, Relation>,
  limits: Limits,
): Promise<{ sheets: SheetInfo[]; date1904: boolean }> {
  const sheets: SheetInfo[] = [];
  let date1904 = false;
  const open: XmlHandlers['open'] = (name, attributes) => {
    if (name === 'workbookPr') date1904 = isTrue(attributes['date1904']);
    if (name !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    const relation = relations.get(id);
    // Chart and dialogue sheets hold no cells.
    if (!relation?.type.endsWith('/worksheet')) return;
    const hidden = attributes['state'] !== undefined && attributes['state'] !== 'visible';
    sheets.push({ name: attributes['name'] ?? '', hidden, part: relation.target });
  };
  await parsePart(zip, part, { open }, limits);
  return { sheets, date1904 };
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

async function readKinds(zip: ZipArchive, part: string, limits: Limits): Promise<NumberKind[]> {
  const custom = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inCells = false;
  const open: XmlHandlers['open'] = (name, attributes) => {
    if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
    if (name === 'cellXfs') inCells = true;
    if (name === 'xf' && inCells) {
      const id = Number(attributes['numFmtId'] ?? 0);
      kinds.push(formatKind(id, custom.get(id)));
    }
  };
  const close: XmlHandlers['close'] = (name) => {
    if (name === 'cellXfs') inCells = false;
  };
  await parsePart(zip, part, { open, close }, limits);
  return kinds;
}

/**
 * Built-in formats 14–17, 22 and the East Asian 27–36, 50–58 are dates, 18–21, 32–35 (in Chinese locales),
 * 45–47 times; a format code is a date if it has y, d, 年, 月, 日 or e outside quotes, a time if only h, m, s.
 */
export function formatKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
      return 'date';
    return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? 'time' : 'number';
  }
  const first = code.split(';')[0]!;
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/giu, '');
  if (/^general$/iu.test(bare.trim())) return 'number';
  const literal = first.replaceAll(/\[[^\]]*\]/gu, '');
  if (/[yd]/iu.test(bare) || (/[年月日]/u.test(literal) && /[ymd]/iu.test(bare))) return 'date';
  if (/[hs]/iu.test(bare)) return 'time';
  return /m/iu.test(bare) ? 'date' : 'number';
}
