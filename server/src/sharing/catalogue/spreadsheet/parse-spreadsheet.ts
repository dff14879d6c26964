import { findContentFaults } from '../check-content.ts';
import { blankContent, type EntryContent, type Item } from '../entry-content.ts';
import { findAddedConditions } from '../share-class.ts';
import {
  ENTRIES_SHEET,
  ENTRY_COLUMNS,
  ENTRY_NUMBER_COLUMN,
  ITEM_COLUMNS,
  ITEMS_SHEET,
  NUMBER_COLUMN,
  type SheetColumn,
} from './columns.ts';
import type { SheetRow, SheetRows } from './read-rows.ts';

/** What is wrong in one cell. `blocking`: no draft can be made of the entry until it is put right. */
export interface CellProblem {
  sheet: string;
  row: number;
  column: string;
  code: string;
  params: Record<string, string | number>;
  rule?: string;
  blocking: boolean;
}

/** One entry of the spreadsheet with its items, and what is wrong with either. */
export interface ParsedEntry {
  row: number;
  number: string;
  content: EntryContent;
  problems: CellProblem[];
}

type Cells = Pick<SheetRow, 'cells' | 'faults'>;
type Report = (column: string, code: string, params?: CellProblem['params']) => void;

function chosen(column: SheetColumn, text: string): string | undefined {
  const wanted = text.toLowerCase();
  const found = Object.entries(column.choice ?? {}).find(
    ([value, words]) => value.toLowerCase() === wanted || words.some((word) => word.toLowerCase() === wanted),
  );
  return found?.[0];
}

/** Values of one row by field; cells that cannot be understood are reported and left blank. */
function readCells(
  columns: readonly SheetColumn[],
  { cells, faults }: Cells,
  report: Report,
): (field: string) => string {
  const values = new Map<string, string>();
  for (const column of columns) {
    const text = cells[column.name] ?? '';
    const fault = faults[column.name];
    if (fault !== undefined) report(column.name, 'CATALOGUE_CELL_NO_VALUE', { value: fault });
    else if ([...text].length > column.max)
      report(column.name, 'CATALOGUE_CELL_TOO_LONG', { max: column.max });
    else if (!column.choice || column.field === '/modes') values.set(column.field, text);
    else {
      const value = chosen(column, text);
      if (value === undefined && text !== '')
        report(column.name, 'CATALOGUE_CELL_UNKNOWN_VALUE', { value: text });
      values.set(column.field, value ?? '');
    }
  }
  return (field) => values.get(field) ?? '';
}

const MOST_ITEMS = 500;

/** What a field can hold; the rest is reported, as nothing of a spreadsheet gets lost in silence. */
function firstOf(all: string[], bounds: { column: string; max: number }, report: Report): string[] {
  const { column, max } = bounds;
  if (all.length > max) report(column, 'CATALOGUE_CELL_TOO_MANY', { max, count: all.length });
  return all.slice(0, max);
}

const parts = (text: string, separators: RegExp): string[] => [
  ...new Set(
    text
      .split(separators)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];
const LIST = /[、,，;；\n]/;
const SENTENCES = /[;；\n]/;

function readModes(text: string, report: Report): EntryContent['modes'] {
  const column = ENTRY_COLUMNS.find(({ field }) => field === '/modes');
  if (!column) return [];
  return parts(text, LIST).flatMap((part) => {
    const value = chosen(column, part);
    if (value === undefined) report(column.name, 'CATALOGUE_CELL_UNKNOWN_VALUE', { value: part });
    return value === undefined ? [] : [value as EntryContent['modes'][number]];
  });
}

function readContent(row: Cells, report: Report): EntryContent {
  const value = readCells(ENTRY_COLUMNS, row, report);
  const any = (...fields: string[]) => fields.some((field) => value(field) !== '');
  const conditions = any('/conditions/scope', '/conditions/purposes', '/conditions/others')
    ? {
        scope: value('/conditions/scope'),
        purposes: parts(value('/conditions/purposes'), SENTENCES),
        others: parts(value('/conditions/others'), SENTENCES),
      }
    : null;
  const withheld = any('/withheld/reason', '/withheld/law', '/withheld/article')
    ? { reason: value('/withheld/reason'), law: value('/withheld/law'), article: value('/withheld/article') }
    : null;
  const classification = value('/classification').replace(/\s/g, '');
  const plain = /^\d*$/.test(classification);
  if (!plain) report('分类代码', 'CATALOGUE_CELL_NOT_NUMBER', { value: classification });
  return {
    ...blankContent(),
    title: value('/title'),
    titleEn: value('/titleEn'),
    summary: value('/summary'),
    summaryEn: value('/summaryEn'),
    classification: plain ? classification : '',
    format: (value('/format') || null) as EntryContent['format'],
    formatDetail: value('/formatDetail'),
    cycle: (value('/cycle') || null) as EntryContent['cycle'],
    shareClass: (value('/shareClass') || null) as EntryContent['shareClass'],
    modes: readModes(value('/modes'), report),
    conditions,
    withheld,
    openness: {
      kind: (value('/openness/kind') || 'closed') as EntryContent['openness']['kind'],
      condition: value('/openness/condition'),
    },
    relatedCodes: firstOf(parts(value('/relatedCodes'), LIST), { column: '关联资源代码', max: 50 }, report),
    tags: firstOf(parts(value('/tags'), LIST), { column: '标签', max: 20 }, report),
    declared: value('/declared') === 'true',
  };
}

function readNumber(text: string, column: string, bounds: { max: number }, report: Report): number | null {
  if (text === '') return null;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= bounds.max) return value;
  report(column, 'CATALOGUE_CELL_NOT_NUMBER', { value: text });
  return null;
}

function readItem(row: Cells, report: Report): Item {
  const value = readCells(ITEM_COLUMNS, row, report);
  if ((row.cells['类型'] ?? '') === '' && row.faults['类型'] === undefined)
    report('类型', 'CATALOGUE_FIELD_REQUIRED');
  const level = (value('/level') || 'general') as Item['level'];
  return {
    name: value('/name'),
    column: value('/column'),
    type: (value('/type') || 'C') as Item['type'],
    length: readNumber(value('/length'), '长度', { max: 1_000_000 }, report),
    description: value('/description'),
    personal: value('/personal') === 'true',
    level,
    grade: readNumber(value('/grade'), '级别', { max: 4 }, report),
    key: value('/key') === 'true',
    recognized: null,
  };
}

interface ItemRow {
  row: number;
  item: Item;
}

/** The column that a fault lies in: the nearest one around it, or the first of those below it. */
function columnOf(columns: readonly SheetColumn[], field: string): string {
  const around = columns.filter((column) => field === column.field || field.startsWith(`${column.field}/`));
  const nearest = around.toSorted((a, b) => b.field.length - a.field.length)[0];
  const below = columns.find((column) => column.field.startsWith(`${field}/`));
  return (nearest ?? below)?.name ?? NUMBER_COLUMN;
}

/** Faults of the rules (Arts 3, 13, 14, 15) at their cells. Only conditions that may not be there block a draft. */
function contentProblems(
  entry: { row: number; content: EntryContent },
  items: readonly ItemRow[],
  known: boolean,
): CellProblem[] {
  const blocking = new Set(findAddedConditions(entry.content).map(({ field }) => field));
  const faults = findContentFaults(entry.content, known).filter(({ field }) => field !== '/items');
  return faults.map((fault): CellProblem => {
    const inItem = /^\/items\/(\d+)(\/.+)$/.exec(fault.field);
    const at = inItem ? items[Number(inItem[1])] : undefined;
    const place = at
      ? { sheet: ITEMS_SHEET, row: at.row, column: columnOf(ITEM_COLUMNS, inItem?.[2] ?? '') }
      : { sheet: ENTRIES_SHEET, row: entry.row, column: columnOf(ENTRY_COLUMNS, fault.field) };
    const { code, params = {}, rule } = fault;
    return { ...place, code, params, ...(rule ? { rule } : {}), blocking: blocking.has(fault.field) };
  });
}

function reporter(problems: CellProblem[], sheet: string, row: number): Report {
  return (column, code, params = {}) => problems.push({ sheet, row, column, code, params, blocking: true });
}

function titleKnown(row: number): CellProblem {
  const place = { sheet: ENTRIES_SHEET, row, column: '目录名称' };
  return { ...place, code: 'CATALOGUE_CELL_TITLE_KNOWN', params: {}, blocking: false };
}

/** Items by the number of their entry; rows that belong to none come as problems of their own. */
function groupItems(
  rows: readonly SheetRow[],
  numbers: ReadonlySet<string>,
): { byEntry: Map<string, { items: ItemRow[]; problems: CellProblem[] }>; lost: CellProblem[] } {
  const byEntry = new Map<string, { items: ItemRow[]; problems: CellProblem[] }>();
  const lost: CellProblem[] = [];
  for (const sheetRow of rows) {
    const { row, cells } = sheetRow;
    const number = cells[ENTRY_NUMBER_COLUMN] ?? '';
    if (!numbers.has(number)) {
      const report = reporter(lost, ITEMS_SHEET, row);
      if (number === '') report(ENTRY_NUMBER_COLUMN, 'CATALOGUE_CELL_NUMBER_MISSING');
      else report(ENTRY_NUMBER_COLUMN, 'CATALOGUE_CELL_ENTRY_UNKNOWN', { value: number });
      continue;
    }
    const group = byEntry.get(number) ?? { items: [], problems: [] };
    byEntry.set(number, group);
    group.items.push({ row, item: readItem(sheetRow, reporter(group.problems, ITEMS_SHEET, row)) });
  }
  return { byEntry, lost };
}

/** An entry without items can become a draft, an entry with too many can not. */
function countProblem(rows: readonly ItemRow[], at: { row: number }): CellProblem[] {
  const beyond = rows[MOST_ITEMS];
  const none = { sheet: ENTRIES_SHEET, row: at.row, column: NUMBER_COLUMN, params: {}, rule: '13.fields' };
  if (rows.length === 0) return [{ ...none, code: 'CATALOGUE_CELL_NO_ITEMS', blocking: false }];
  if (beyond === undefined) return [];
  const params = { max: MOST_ITEMS, count: rows.length };
  const place = { sheet: ITEMS_SHEET, row: beyond.row, column: ENTRY_NUMBER_COLUMN };
  return [{ ...place, code: 'CATALOGUE_CELL_TOO_MANY', params, blocking: true }];
}

/**
 * Entries of a filled-in template, each problem with its sheet, row and column. `lost`: item rows that belong to no
 * entry. Pure: it is told which classifications the standard has, and which titles the department.
 */
export function parseSpreadsheet(
  rows: SheetRows,
  known: { classification: (code: string) => boolean; titles: ReadonlySet<string> },
): { entries: ParsedEntry[]; lost: CellProblem[] } {
  const numbers = rows.entries.map(({ cells }) => cells[NUMBER_COLUMN] ?? '');
  const { byEntry, lost } = groupItems(rows.items, new Set(numbers.filter((number) => number !== '')));
  const seen = new Set<string>();
  const titles = new Set(known.titles);
  const entries = rows.entries.map((sheetRow): ParsedEntry => {
    const { row, cells } = sheetRow;
    const problems: CellProblem[] = [];
    const report = reporter(problems, ENTRIES_SHEET, row);
    const number = cells[NUMBER_COLUMN] ?? '';
    if (number === '') report(NUMBER_COLUMN, 'CATALOGUE_FIELD_REQUIRED');
    else if (seen.has(number)) report(NUMBER_COLUMN, 'CATALOGUE_CELL_ENTRY_TWICE', { value: number });
    const isFirst = number !== '' && !seen.has(number);
    const group = isFirst ? byEntry.get(number) : undefined;
    if (isFirst) problems.push(...countProblem(group?.items ?? [], { row }));
    seen.add(number);
    const items = (group?.items ?? []).slice(0, MOST_ITEMS);
    const content = { ...readContent(sheetRow, report), items: items.map(({ item }) => item) };
    if (titles.has(content.title)) problems.push(titleKnown(row));
    if (content.title !== '') titles.add(content.title);
    const faults = contentProblems({ row, content }, items, known.classification(content.classification));
    return { row, number, content, problems: [...problems, ...(group?.problems ?? []), ...faults] };
  });
  return { entries, lost };
}

/** Names that the entries of a filled-in template have. */
export function titlesOf({ entries }: SheetRows): string[] {
  const column = ENTRY_COLUMNS.find(({ field }) => field === '/title');
  return entries.flatMap(({ cells }) => cells[column?.name ?? ''] || []);
}
