import { maskByKind, type MaskKind } from '@tandem/identifiers';
import type { Dataset, RowCondition } from '../imports/index.ts';
import type { Mode, TermItem, Terms } from './terms.ts';

type Mask = (value: string) => string;

/** One agreed item, resolved to its column and its mask. */
export interface CompiledItem {
  name: string;
  column: string;
  key: boolean;
  modes: ReadonlySet<Mode>;
  /** Undefined: the value leaves as it is. */
  mask: Mask | undefined;
}

/** An agreement and the data behind it, made ready for the hot path: look-ups instead of searches. */
export interface CompiledAgreement {
  terms: Terms;
  dataset: Dataset;
  items: ReadonlyMap<string, CompiledItem>;
  modes: ReadonlySet<Mode>;
  /** The agreed rows as conditions on columns; each call adds its own. */
  rowConditions: readonly RowCondition[];
  /** Per filter item, whether a value lies within the agreed rows. */
  within: ReadonlyMap<string, (value: string) => boolean>;
}

const MASK_KINDS: ReadonlySet<string> = new Set<MaskKind>([
  'creditCode', 'organizationCode', 'residentId', 'divisionCode', 'phone', 'personName', 'address', 'bankCard',
]);

function maskOf(item: TermItem): Mask | undefined {
  if (!item.personal || item.unmasked || item.grade === 1) return undefined;
  const kind = (MASK_KINDS.has(item.kind) ? item.kind : 'text') as MaskKind;
  return (value) => maskByKind(kind, value, item.grade);
}

function compileItems(terms: Terms, dataset: Dataset): Map<string, CompiledItem> {
  const columns = new Map(dataset.columns.map((column) => [column.item, column]));
  const items = new Map<string, CompiledItem>();
  for (const item of terms.items) {
    const column = columns.get(item.name);
    if (!column) continue;
    const modes = new Set(item.modes);
    items.set(item.name, { name: item.name, column: column.column, key: column.key, modes, mask: maskOf(item) });
  }
  return items;
}

/**
 * Compiles the terms against the data that is served now. Filters on an item that the data lacks leave no
 * row: a filter that cannot be applied never widens what is given.
 */
export function compileAgreement(terms: Terms, dataset: Dataset): CompiledAgreement {
  const columns = new Map(dataset.columns.map((column) => [column.item, column.column]));
  const within = new Map<string, (value: string) => boolean>();
  const rowConditions = terms.rowFilter.flatMap((filter): RowCondition[] => {
    const column = columns.get(filter.item);
    if (column === undefined) return [{ column: 'row_no', op: 'in', values: [] }];
    if (filter.op === 'in') {
      const allowed = new Set(filter.values);
      within.set(filter.item, (value) => allowed.has(value));
      return [{ column, op: 'in', values: filter.values }];
    }
    within.set(filter.item, (value) => filter.values.some((prefix) => value.startsWith(prefix)));
    return [{ column, op: 'prefixes', values: filter.values }];
  });
  return { terms, dataset, items: compileItems(terms, dataset), modes: new Set(terms.modes), rowConditions, within };
}

/** Compiled agreements of this process, by agreement version and data version: derived, so never stale. */
export class CompiledAgreements {
  readonly #byKey = new Map<string, CompiledAgreement>();
  readonly #capacity: number;

  constructor(capacity = 1000) {
    this.#capacity = capacity;
  }

  get(terms: Terms, dataset: Dataset): CompiledAgreement {
    const key = `${terms.agreementId}/${terms.version}/${dataset.versionId}`;
    const known = this.#byKey.get(key);
    if (known) return known;
    const compiled = compileAgreement(terms, dataset);
    if (this.#byKey.size >= this.#capacity) {
      const oldest = this.#byKey.keys().next().value;
      if (oldest !== undefined) this.#byKey.delete(oldest);
    }
    this.#byKey.set(key, compiled);
    return compiled;
  }
}
