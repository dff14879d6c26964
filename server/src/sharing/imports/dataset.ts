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
  /** Belongs to the key of the entry, whose items together tell rows apart. */
  entryKey?: boolean;
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
