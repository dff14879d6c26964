import { addDays, parseLocalDate, type LocalDate } from '@tandem/calendar';
import { parseDivisionCode } from '@tandem/identifiers';
import {
  normalIdentifier,
  parseBoolean,
  parseDate,
  parseDatetime,
  parseMoney,
  plainDecimal,
} from '@tandem/tabular';
import { Type, type Static } from 'typebox';
import type { FieldError } from '../../platform/app-error.ts';
import { rule, ruleParam } from '../../foundation/statute/index.ts';
import { visibleLength } from '../../platform/visible-length.ts';
import { SHORTEST_WORDS, unmetByWords } from './plain-words.ts';
import { divisionPrefix, MODES, modesOf, type Mode, type Scope, type ScopeFilter } from './scope.ts';

const closed = { additionalProperties: false } as const;
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const ItemName = Type.String({ minLength: 1, maxLength: 100 });
const Modes = Type.Array(Type.Enum([...MODES]), { maxItems: MODES.length, uniqueItems: true });

export const ScopeItemSchema = Type.Object(
  { name: ItemName, modes: Type.Optional(Modes), unmasked: Type.Optional(Type.Boolean()) },
  closed,
);
export const RowFilterSchema = Type.Object(
  {
    item: ItemName,
    op: Type.Enum(['in', 'division']),
    values: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
      minItems: 1,
      maxItems: 500,
      uniqueItems: true,
    }),
  },
  closed,
);
export const QuotaSchema = Type.Object(
  {
    callsPerDay: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
    rowsPerDay: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  },
  closed,
);
export const TermSchema = Type.Object({ from: Day, to: Day }, closed);

/** Art 20's statements while they are being written: anything may still be missing. */
export const StatementDraftSchema = Type.Object(
  {
    legalBasis: Type.Optional(
      Type.Object(
        {
          title: Type.String({ maxLength: 200 }),
          article: Type.String({ maxLength: 100 }),
          quote: Type.Optional(Type.String({ maxLength: 2000 })),
        },
        closed,
      ),
    ),
    useCase: Type.Optional(Type.String({ maxLength: 2000 })),
    purpose: Type.Optional(
      Type.Object(
        {
          /** Stated on every call of the exchange. */
          code: Type.String({ maxLength: 40, pattern: '^([a-z0-9][a-z0-9.-]*)?$' }),
          text: Type.String({ maxLength: 200 }),
        },
        closed,
      ),
    ),
    modes: Type.Optional(Modes),
    items: Type.Optional(Type.Array(ScopeItemSchema, { maxItems: 500 })),
    rowFilter: Type.Optional(Type.Array(RowFilterSchema, { maxItems: 20 })),
    quota: Type.Optional(QuotaSchema),
    term: Type.Optional(TermSchema),
    truthDeclared: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type StatementDraft = Static<typeof StatementDraftSchema>;

/** Everything an application states (Art 20), complete and checked. */
export interface Statement {
  legalBasis: { title: string; article: string; quote?: string };
  useCase: string;
  purpose: { code: string; text: string };
  scope: Scope;
}

/** Calls and rows a day when the applicant asks for no others. */
export const DEFAULT_QUOTA = { callsPerDay: 10_000, rowsPerDay: 100_000 } as const;

/** What the checks need to know about the resource asked for. */
export interface AskedResource {
  /** `key`: belongs to the key of the entry; `type` and `recognized`: as the catalogue states them. */
  items: readonly { name: string; key: boolean; type: string; recognized: string | null }[];
  modes: readonly Mode[];
}

function error(field: string, code: string, params?: FieldError['params']): FieldError {
  return { field, code, rule: rule('20.statements').id, ...(params ? { params } : {}) };
}

function filled(text: string | undefined, atLeast = 1): boolean {
  return visibleLength(text ?? '') >= atLeast;
}

function checkWords(draft: StatementDraft): FieldError[] {
  const errors: FieldError[] = [];
  if (!filled(draft.legalBasis?.title, 2) || !filled(draft.legalBasis?.article)) {
    errors.push(error('/legalBasis', 'REQUEST_BASIS_MISSING'));
  }
  const unmet = unmetByWords(draft.useCase, rule('20.statements').id);
  if (unmet !== undefined) {
    const params = { atLeast: SHORTEST_WORDS };
    errors.push({ field: '/useCase', code: 'REQUEST_USE_CASE_MISSING', rule: unmet, params });
  }
  if (!filled(draft.purpose?.code) || !filled(draft.purpose?.text, 2)) {
    errors.push(error('/purpose', 'REQUEST_PURPOSE_MISSING'));
  }
  if (draft.truthDeclared !== true) errors.push(error('/truthDeclared', 'REQUEST_TRUTH_NOT_DECLARED'));
  return errors;
}

function checkModes(field: string, modes: readonly Mode[], resource: AskedResource): FieldError[] {
  return modes
    .filter((mode) => !resource.modes.includes(mode))
    .map((mode) => error(field, 'REQUEST_MODE_NOT_OFFERED', { mode }));
}

/** Who queries or verifies names the row by the whole key: it is asked for, too, or nothing can be called. */
function checkKey(draft: Pick<StatementDraft, 'items' | 'modes'>, resource: AskedResource): FieldError[] {
  if (modesOf(scopeOf(draft)).every((mode) => mode === 'batch')) return [];
  const asked = new Set(draft.items?.map((item) => item.name));
  return resource.items
    .filter(({ name, key }) => key && !asked.has(name))
    .map(({ name }) => error('/items', 'REQUEST_KEY_ITEM_MISSING', { item: name }));
}

function checkItems(draft: Pick<StatementDraft, 'items' | 'modes'>, resource: AskedResource): FieldError[] {
  const items = draft.items ?? [];
  const known = new Set(resource.items.map((item) => item.name));
  const seen = new Set<string>();
  const errors: FieldError[] = items.length === 0 ? [error('/items', 'REQUEST_ITEMS_MISSING')] : [];
  items.forEach((item, index) => {
    const field = `/items/${index}`;
    if (!known.has(item.name))
      errors.push(error(`${field}/name`, 'REQUEST_ITEM_UNKNOWN', { item: item.name }));
    if (seen.has(item.name))
      errors.push(error(`${field}/name`, 'REQUEST_ITEM_REPEATED', { item: item.name }));
    seen.add(item.name);
    errors.push(...checkModes(`${field}/modes`, item.modes ?? [], resource));
  });
  const modes = draft.modes ?? [];
  if (modes.length === 0) errors.push(error('/modes', 'REQUEST_MODES_MISSING'));
  return [...errors, ...checkModes('/modes', modes, resource), ...checkKey(draft, resource)];
}

const isNumber = (value: string) => /^-?\d+(\.\d+)?$/u.test(plainDecimal(value) ?? '');
const isWhole = (value: string) => /^-?\d+(\.0+)?$/u.test(plainDecimal(value) ?? '');
const isAmount = (value: string) => parseMoney(value, { unit: '元', keptIn: '元' })?.currency === 'CNY';

/** Whether a text can be a value of an item, by the type that the catalogue states; others hold any text. */
const HOLDS: Readonly<Record<string, (value: string) => boolean>> = {
  N: isNumber,
  B: isNumber,
  F: isNumber,
  Y: isAmount,
  I: isWhole,
  D: (value) => parseDate(value) !== undefined,
  T: (value) => parseDatetime(value) !== undefined,
  L: (value) => parseBoolean(value) !== undefined,
};

/** Codes that the values of an item were recognized as; what is none of them is in no row. */
function holdsOf({ type, recognized }: AskedResource['items'][number]): (value: string) => boolean {
  switch (recognized) {
    case 'creditCode':
    case 'residentId':
    case 'divisionCode':
    case 'phone':
      return (value) => normalIdentifier(recognized, value) !== undefined;
    default:
      return HOLDS[type] ?? (() => true);
  }
}

function checkRowFilter(rowFilter: readonly ScopeFilter[], resource: AskedResource): FieldError[] {
  const items = new Map(resource.items.map((one) => [one.name, one]));
  return rowFilter.flatMap(({ item, op, values }, index) => {
    const field = `/rowFilter/${index}`;
    const asked = items.get(item);
    if (asked === undefined) return [error(`${field}/item`, 'REQUEST_FILTER_ITEM_UNKNOWN', { item })];
    const isValue = holdsOf(asked);
    return op === 'division'
      ? values
          .filter((value) => !parseDivisionCode(value).ok)
          .map((value) => error(`${field}/values`, 'REQUEST_FILTER_DIVISION_INVALID', { value }))
      : values
          .filter((value) => !isValue(value))
          .map((value) => error(`${field}/values`, 'REQUEST_FILTER_VALUE_UNREADABLE', { item, value }));
  });
}

/** What every code of both begins with; empty where no code is within both. */
function prefixesWithinBoth(some: readonly string[], others: readonly string[]): string[] {
  const within = (inner: readonly string[], outer: readonly string[]) =>
    inner.filter((prefix) => outer.some((other) => prefix.startsWith(other)));
  return [...within(some, others), ...within(others, some)];
}

/** Every filter must hold: divisions of one item that no division lies within leave no row. */
function checkFiltersTogether(rowFilter: readonly ScopeFilter[]): FieldError[] {
  const before = new Map<string, readonly string[]>();
  return rowFilter.flatMap(({ item, op, values }, index) => {
    const prefixes = values.flatMap((value) => divisionPrefix(value) ?? []);
    if (op !== 'division' || prefixes.length === 0) return [];
    const known = before.get(item);
    const left = known ? prefixesWithinBoth(prefixes, known) : prefixes;
    if (left.length === 0)
      return [error(`/rowFilter/${index}/values`, 'REQUEST_FILTERS_EXCLUSIVE', { item })];
    before.set(item, left);
    return [];
  });
}

/** The last day a term that begins on `from` may have; undefined beyond the years that dates have. */
export function longestTerm(from: LocalDate): LocalDate | undefined {
  const year = Number(from.slice(0, 4)) + ruleParam('20.term.longest', 'years');
  const anniversary = parseLocalDate(`${year}${from.slice(4)}`);
  return anniversary ? addDays(anniversary, -1) : parseLocalDate(`${year}-02-28`);
}

export function checkTerm(term: { from: string; to: string } | undefined, today: LocalDate): FieldError[] {
  const from = parseLocalDate(term?.from ?? '');
  const to = parseLocalDate(term?.to ?? '');
  if (!from || !to) return [error('/term', 'REQUEST_TERM_MISSING')];
  if (to < from) return [error('/term/to', 'REQUEST_TERM_ORDER')];
  if (to < today) return [error('/term/to', 'REQUEST_TERM_PAST')];
  const latest = longestTerm(from);
  if (!latest) return [error('/term/from', 'REQUEST_TERM_TOO_FAR')];
  if (to <= latest) return [];
  return [
    {
      field: '/term/to',
      code: 'REQUEST_TERM_TOO_LONG',
      params: { latest },
      rule: rule('20.term.longest').id,
    },
  ];
}

/** What is wrong about a scope: items, rows, days. */
export function checkScope(
  draft: Pick<StatementDraft, 'items' | 'modes' | 'rowFilter' | 'term'>,
  resource: AskedResource,
  today: LocalDate,
): FieldError[] {
  return [
    ...checkItems(draft, resource),
    ...checkRowFilter(draft.rowFilter ?? [], resource),
    ...checkFiltersTogether(draft.rowFilter ?? []),
    ...checkTerm(draft.term, today),
  ];
}

/** What is missing or wrong before an application may be filed, each with its rule; empty when it may. */
export function checkStatement(
  draft: StatementDraft,
  resource: AskedResource,
  today: LocalDate,
): FieldError[] {
  return [...checkWords(draft), ...checkScope(draft, resource, today)];
}

/** The scope a draft describes. Items without modes of their own take those of the whole application. */
export function scopeOf(draft: StatementDraft): Scope {
  const modes = draft.modes ?? [];
  return {
    items: (draft.items ?? []).map((item) => ({
      name: item.name,
      modes: item.modes && item.modes.length > 0 ? item.modes : modes,
      unmasked: item.unmasked ?? false,
    })),
    rowFilter: draft.rowFilter ?? [],
    quota: draft.quota ?? DEFAULT_QUOTA,
    term: draft.term ?? { from: '', to: '' },
  };
}

/** A draft that passed {@link checkStatement}, with its defaults filled in. */
export function completeStatement(draft: StatementDraft): Statement {
  const { legalBasis, purpose } = draft;
  return {
    legalBasis: {
      title: legalBasis?.title.trim() ?? '',
      article: legalBasis?.article.trim() ?? '',
      ...(legalBasis?.quote ? { quote: legalBasis.quote.trim() } : {}),
    },
    useCase: draft.useCase?.trim() ?? '',
    purpose: { code: purpose?.code ?? '', text: purpose?.text.trim() ?? '' },
    scope: scopeOf(draft),
  };
}
