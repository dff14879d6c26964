import type { MoneyUnit } from '@tandem/tabular';

/** The types a hosted column can have; identifiers are text whose values were checked on import. */
export type ItemType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'creditCode'
  | 'residentId'
  | 'divisionCode'
  | 'phone';

export interface DatasetColumn {
  /** Name of the catalogue item the column holds. */
  item: string;
  /** Name in the hosted table: `c1`, `c2`, … */
  column: string;
  type: ItemType;
  /** Rows can be looked up by it: indexed. */
  key: boolean;
  /**
   * Of an item of the entry's key: its type in the catalogue when the rows were loaded; null of the others. Absent from
   * rows that came by another way than an import, and from those of before it was kept.
   */
  keyType?: string | null;
  /** Rows with a value in it; absent from versions of before it was kept. */
  filled?: number;
  /** Of a text that is called after divisions: rows whose value is written as the code of one. */
  coded?: number;
  /** That amounts are kept in, as the item's name states it; yuan without it, as in rows of before it was kept. */
  unit?: MoneyUnit;
  /** Its values hold citizens' numbers, alone or among others, though it is of another type. */
  citizens?: true;
}

/** The column with what a load found in it. */
export function withCitizens(column: DatasetColumn, found: boolean): DatasetColumn {
  return found ? { ...column, citizens: true } : column;
}

export function holdsCitizens({ type, citizens }: Pick<DatasetColumn, 'type' | 'citizens'>): boolean {
  return type === 'residentId' || citizens === true;
}

/** Rows can be chosen by division: all values are codes, or most are and the others are in no division. */
export function holdsDivisions({ type, coded = 0, filled = 0 }: DatasetColumn): boolean {
  return type === 'divisionCode' || coded * 2 > filled;
}

/** The version of a resource's rows that is served now. */
export interface Dataset {
  versionId: string;
  resourceId: string;
  providerId: string;
  number: number;
  /** Name of the table in schema `hosted`. */
  table: string;
  columns: DatasetColumn[];
  rowCount: number;
  switchedAt: string;
}

const SQL_TYPES: Readonly<Record<ItemType, string>> = {
  text: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  money: 'numeric',
  date: 'date',
  datetime: 'timestamptz',
  boolean: 'boolean',
  creditCode: 'text',
  residentId: 'text',
  divisionCode: 'text',
  phone: 'text',
};

export function sqlTypeOf(type: ItemType): string {
  return SQL_TYPES[type];
}

/** Whether values of one type of column can stand in another as they are. */
export function holdsValuesOf(type: ItemType, former: ItemType): boolean {
  const [to, from] = [SQL_TYPES[type], SQL_TYPES[former]];
  return to === from || (to === 'numeric' && from === 'bigint');
}

/** The entry's key as the rows were loaded: a look-up gives all of it. Empty where it was not kept: one of the keys will do. */
export function keyItemsOf(columns: readonly DatasetColumn[]): string[] {
  return columns.filter(({ keyType }) => typeof keyType === 'string').map(({ item }) => item);
}

/** Whether rows are told apart by the key that an entry states: its items, and their types as when they were loaded. */
export function isKeyedAs(
  columns: readonly DatasetColumn[],
  items: readonly { name: string; key: boolean; type: string }[],
): boolean {
  const stated = items.filter(({ key }) => key);
  const isKept = columns.some(({ keyType }) => keyType !== undefined);
  const keyed = columns.filter(({ key, keyType }) => (isKept ? typeof keyType === 'string' : key));
  const fits = ({ name, type }: { name: string; type: string }) =>
    keyed.some(({ item, keyType }) => item === name && (keyType ?? type) === type);
  return stated.every(fits) && (!isKept || stated.length === keyed.length);
}
