import { parseDivisionCode } from '@tandem/identifiers';
import { namesDivisions } from '@tandem/tabular';
import type { FieldError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { listKnownCodes } from '../../foundation/divisions/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { columnTypesOf, findDataset, holdsDivisions, type Dataset } from '../imports/index.ts';
import { canTellRows } from './lacking-items.ts';
import type { ScopeFilter } from './scope.ts';

/** The code as the register holds it: villages are not in it, so the township that one lies in. */
function registeredCode(value: string): string | undefined {
  const parsed = parseDivisionCode(value);
  if (!parsed.ok) return undefined;
  const { code, level, parents } = parsed.value;
  return level === 'village' ? parents[0] : code;
}

interface AskedItem {
  name: string;
  type: string;
  recognized?: string | null;
}

interface Asked {
  id: string;
  items: readonly AskedItem[];
}

export interface DivisionItem {
  name: string;
  /** Known to hold divisions, or called so; of the others nothing is known that speaks against it. */
  told: boolean;
}

/**
 * Nothing where an item is known to hold no divisions: the values that are served decide, then what was recognized, then
 * whether values of the item's type can be such.
 */
function divisionItem(
  { name, type, recognized }: AskedItem,
  dataset: Dataset | undefined,
): DivisionItem | undefined {
  const served = dataset?.columns.find((column) => column.item === name);
  if (served !== undefined && served.filled !== 0)
    return holdsDivisions(served) ? { name, told: true } : undefined;
  if (recognized) return recognized === 'divisionCode' ? { name, told: true } : undefined;
  return columnTypesOf({ type }).includes('divisionCode') ? { name, told: namesDivisions(name) } : undefined;
}

/** Items by which rows may be chosen by division: all but those that are known to hold none. */
export async function listDivisionItems(tx: Tx, { id, items }: Asked): Promise<DivisionItem[]> {
  const dataset = await findDataset(tx, id);
  return items.flatMap((item) => divisionItem(item, dataset) ?? []);
}

/** Values by which the data that are served do not tell rows: codes where names stand, words where numbers do. */
async function findUntold(tx: Tx, rowFilter: readonly ScopeFilter[], { id }: Asked): Promise<FieldError[]> {
  const served = await findDataset(tx, id);
  const known = new Set(served?.columns.filter(({ filled }) => filled !== 0).map(({ item }) => item));
  return rowFilter.flatMap((filter, index) => {
    const { item, op } = filter;
    if (op !== 'in' || !served || !known.has(item) || canTellRows(filter, served)) return [];
    const code = 'REQUEST_FILTER_VALUES_NOT_HELD';
    return [{ field: `/rowFilter/${index}/values`, code, params: { item }, rule: rule('20.statements').id }];
  });
}

/** Row filters that ask for divisions where an item is known to hold none: no row would be found by them. */
async function findMisplaced(tx: Tx, rowFilter: readonly ScopeFilter[], asked: Asked): Promise<FieldError[]> {
  const byDivision = rowFilter.flatMap(({ item, op }, index) =>
    op === 'division' && asked.items.some(({ name }) => name === item)
      ? [{ item, field: `/rowFilter/${index}/item` }]
      : [],
  );
  if (byDivision.length === 0) return [];
  const taken = new Set((await listDivisionItems(tx, asked)).map(({ name }) => name));
  return byDivision
    .filter(({ item }) => !taken.has(item))
    .map(({ item, field }) => ({
      field,
      code: 'REQUEST_FILTER_ITEM_NO_DIVISION',
      params: { item },
      rule: rule('20.statements').id,
    }));
}

/**
 * Row filters by division on items that hold none, by values that the data do not hold, and divisions that they name though
 * there are none, and never were: no row would be found, and nobody would know why. What is no code at all is a fault of its own.
 */
export async function checkDivisions(
  tx: Tx,
  rowFilter: readonly ScopeFilter[],
  asked: Asked,
): Promise<FieldError[]> {
  const recognized = new Set(
    asked.items.filter((item) => item.recognized === 'divisionCode').map(({ name }) => name),
  );
  const named = rowFilter.flatMap(({ item, op, values }, index) =>
    op === 'division' || recognized.has(item)
      ? values.flatMap((value) => {
          const code = registeredCode(value);
          return code === undefined ? [] : [{ field: `/rowFilter/${index}/values`, value, code }];
        })
      : [],
  );
  const misplaced = [
    ...(await findMisplaced(tx, rowFilter, asked)),
    ...(await findUntold(tx, rowFilter, asked)),
  ];
  if (named.length === 0) return misplaced;
  const known = new Set(await listKnownCodes(tx, [...new Set(named.map(({ code }) => code))]));
  const unknown = named
    .filter(({ code }) => !known.has(code))
    .map(({ field, value }) => ({
      field,
      code: 'REQUEST_FILTER_DIVISION_UNKNOWN',
      params: { value },
      rule: rule('20.statements').id,
    }));
  return [...misplaced, ...unknown];
}
