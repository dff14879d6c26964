import { maskByKind, type MaskKind } from '@tandem/identifiers';
import { rule } from '../../foundation/statute/index.ts';
import {
  holdsCitizens,
  hostedTexts,
  keyItemsOf,
  type Dataset,
  type DatasetColumn,
  type ItemType,
  type RowCondition,
} from '../imports/index.ts';
import { canTellRows, lackingKey, type AgreementTerms } from '../requests/index.ts';

export type Mode = AgreementTerms['modes'][number];
type TermItem = AgreementTerms['items'][number];
type Mask = (value: string) => string;

/** One agreed item, resolved to its column and its mask. */
export interface CompiledItem extends Pick<DatasetColumn, 'column' | 'type' | 'key' | 'unit'> {
  name: string;
  modes: ReadonlySet<Mode>;
  /** Undefined: the value leaves as it is. */
  mask: Mask | undefined;
}

/** An agreement and the data behind it, made ready for the hot path: look-ups instead of searches. */
export interface CompiledAgreement {
  terms: AgreementTerms;
  dataset: Dataset;
  items: ReadonlyMap<string, CompiledItem>;
  /** The entry's key, agreed or not: a query or verification gives all of it. Empty: one of the keys will do. */
  keyItems: readonly string[];
  /** Of these, what the agreement does not have: nothing can be queried or verified. */
  lackingKey: readonly string[];
  modes: ReadonlySet<Mode>;
  /** The item by which the data do not tell the agreed rows from others: nothing can be asked. */
  untold: string | undefined;
  /** The agreed rows as conditions on columns; each call adds its own. */
  rowConditions: readonly RowCondition[];
  /** Per filter item, whether a value lies within the agreed rows. */
  within: ReadonlyMap<string, (value: string) => boolean>;
}

/** Why values leave masked; named in the record of each answer that has masked ones. */
export const MASKING_RULE = rule('37.personal-information').id;

const MASK_KINDS: ReadonlySet<string> = new Set<MaskKind>([
  'creditCode',
  'organizationCode',
  'residentId',
  'divisionCode',
  'phone',
  'personName',
  'address',
  'bankCard',
]);

/** The data's own type says best what a value is; the catalogue's type of the item comes second. */
function maskKindOf(item: TermItem, type: ItemType): MaskKind {
  const known = [type, item.kind].find((kind) => MASK_KINDS.has(kind));
  return (known ?? 'text') as MaskKind;
}

/** Core and important data are of the highest grade, which leaves masked whether or not it is about a person. */
const HIGHEST_GRADE = 4;

/** A citizen's number is guarded, whatever a later version of the entry says of its item. */
function gradeOf(item: TermItem, column: DatasetColumn): TermItem['grade'] {
  if (item.personal && item.grade > 1) return item.grade;
  return holdsCitizens(column) ? HIGHEST_GRADE : item.grade;
}

function maskOf(item: TermItem, column: DatasetColumn): Mask | undefined {
  const grade = gradeOf(item, column);
  if (item.unmasked || grade === 1) return undefined;
  if (!item.personal && grade < HIGHEST_GRADE) return undefined;
  const kind = maskKindOf(item, column.type);
  return (value) => maskByKind(kind, value, grade);
}

function compileItems(terms: AgreementTerms, dataset: Dataset): Map<string, CompiledItem> {
  const columns = new Map(dataset.columns.map((column) => [column.item, column]));
  const items = new Map<string, CompiledItem>();
  for (const item of terms.items) {
    const found = columns.get(item.name);
    if (!found) continue;
    const { name } = item;
    items.set(name, { ...found, name, modes: new Set(item.modes), mask: maskOf(item, found) });
  }
  return items;
}

/**
 * Compiles the terms against the data that is served now. A filter that cannot be applied leaves no row, whoever asks: it
 * never widens what is given.
 */
export function compileAgreement(terms: AgreementTerms, dataset: Dataset): CompiledAgreement {
  const columns = new Map(dataset.columns.map((column) => [column.item, column]));
  const within = new Map<string, (value: string) => boolean>();
  const untold = terms.rowFilter.find((filter) => !canTellRows(filter, dataset))?.item;
  const rowConditions = terms.rowFilter.map((filter): RowCondition => {
    const { item, op } = filter;
    const found = columns.get(item);
    if (found === undefined) return { column: 'row_no', op: 'in', values: [] };
    const { column } = found;
    // Values are stated as people write them; one that the column can not hold is in no row.
    const values = op === 'in' ? filter.values.flatMap((value) => hostedTexts(found, value)) : filter.values;
    const before = within.get(item) ?? (() => true);
    const allowed = new Set(values);
    const fits =
      op === 'in'
        ? (value: string) => allowed.has(value)
        : (value: string) => values.some((prefix) => value.startsWith(prefix));
    within.set(item, (value) => before(value) && fits(value));
    return op === 'in' ? { column, op, values } : { column, op: 'prefixes', values };
  });
  const modes = new Set(terms.modes);
  const items = compileItems(terms, dataset);
  const keyItems = keyItemsOf(dataset.columns);
  const lacks = { keyItems, lackingKey: lackingKey(terms, keyItems), untold };
  return { terms, dataset, items, modes, ...lacks, rowConditions, within };
}

/**
 * Compiled agreements of this process, by agreement version, raised grades and data version. Terms of a version never
 * change and neither does sealed data, so nothing here can be stale; which versions apply is read with every call.
 */
export class CompiledAgreements {
  readonly #byKey = new Map<string, CompiledAgreement>();
  readonly #capacity: number;

  constructor(capacity = 1000) {
    this.#capacity = capacity;
  }

  get(terms: AgreementTerms, dataset: Dataset): CompiledAgreement {
    const graded = terms.raised?.entryVersion ?? 'agreed';
    const key = `${terms.agreementId}/${terms.requesterId}/${terms.version}/${graded}/${dataset.versionId}`;
    const known = this.#byKey.get(key);
    if (known) return known;
    const compiled = compileAgreement(terms, dataset);
    if (this.#byKey.size >= this.#capacity) this.#dropOldest();
    this.#byKey.set(key, compiled);
    return compiled;
  }

  #dropOldest(): void {
    const oldest = this.#byKey.keys().next().value;
    if (oldest !== undefined) this.#byKey.delete(oldest);
  }
}
