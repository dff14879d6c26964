import type { LocalDate } from '@tandem/calendar';
import type { AppError } from '../../platform/app-error.ts';
import { hostedTexts, type RowCondition } from '../imports/index.ts';
import type { AgreementTerms } from '../requests/index.ts';
import { visibleLength } from '../../platform/visible-length.ts';
import type { CompiledAgreement, CompiledItem, Mode } from './compile-agreement.ts';
import { exchangeError } from './errors.ts';

/** A condition as the caller states it: an agreed item equals one of some values. */
export interface Where {
  item: string;
  values: readonly string[];
}

export interface Call {
  mode: Mode;
  /** Stated on every call: the agreed purpose's code, or its text. */
  purpose: string | undefined;
  items: readonly string[];
  where: readonly Where[];
}

/** What a permitted call may read. */
export interface Permit {
  items: CompiledItem[];
  conditions: RowCondition[];
}

/** Whether the agreement lets anything be asked today. @throws AppError, with the rule that refuses. */
export function assertInForce(
  terms: AgreementTerms,
  callerDepartmentId: string | undefined,
  today: LocalDate,
): void {
  const { state, term } = terms;
  if (callerDepartmentId !== terms.requesterId) {
    throw exchangeError('EXCHANGE_THIRD_PARTY', { rule: '25.third-party' });
  }
  if (state === 'suspended') throw exchangeError('EXCHANGE_SUSPENDED', { rule: '27.suspension' });
  if (state === 'ended') throw exchangeError('EXCHANGE_ENDED', { rule: '27.disposal' });
  if (state === 'pending' || today < term.from) {
    throw exchangeError('EXCHANGE_NOT_YET', { rule: '25.scope', params: { from: term.from } });
  }
  if (today > term.to) {
    throw exchangeError('EXCHANGE_TERM_OVER', { rule: '25.scope', params: { to: term.to } });
  }
}

function assertPurpose({ purpose: agreed }: AgreementTerms, stated: string | undefined): void {
  if (stated === undefined || visibleLength(stated) === 0) {
    throw exchangeError('EXCHANGE_PURPOSE_MISSING', { rule: '25.purpose' });
  }
  if (stated === agreed.code || stated.normalize('NFC').trim() === agreed.text.normalize('NFC').trim())
    return;
  throw exchangeError('EXCHANGE_PURPOSE_OTHER', { rule: '25.purpose', params: { agreed: agreed.code } });
}

function refusedField(
  field: string,
  code: 'EXCHANGE_ITEM_NOT_AGREED' | 'EXCHANGE_ROWS_NOT_AGREED',
  item: string,
) {
  const params = { item };
  return exchangeError(code, {
    rule: '25.scope',
    params,
    errors: [{ field, code, params, rule: '25.scope' }],
  });
}

/** An item that is agreed but not in the data is the provider's to supply (Art 22), not the requester's excess. */
function notCallable(compiled: CompiledAgreement, mode: Mode, item: string, field: string): AppError {
  const agreed = compiled.terms.items.find(({ name }) => name === item);
  if (!agreed?.modes.includes(mode) || compiled.items.has(item))
    return refusedField(field, 'EXCHANGE_ITEM_NOT_AGREED', item);
  const lacking = { params: { item }, rule: '22.supply' };
  return exchangeError('EXCHANGE_DATA_NOT_SUPPLIED', {
    ...lacking,
    errors: [{ field, code: 'EXCHANGE_DATA_NOT_SUPPLIED', ...lacking }],
  });
}

/** Without the agreed rows told from others "no" would be said of rows that are there: it is the provider's to supply (Art 22). */
function assertTold({ untold }: CompiledAgreement): void {
  if (untold === undefined) return;
  throw exchangeError('EXCHANGE_ROWS_NOT_TOLD', { params: { item: untold }, rule: '22.supply' });
}

/** The rows are told apart by another key than the agreement has: nobody could ask by it (Art 22). */
function assertKeyAgreed({ lackingKey }: CompiledAgreement): void {
  if (lackingKey.length === 0) return;
  const items = lackingKey.join('、');
  throw exchangeError('EXCHANGE_KEY_NOT_AGREED', { params: { items }, rule: '22.supply' });
}

/**
 * A value in the forms that the data may keep it in. @throws AppError EXCHANGE_VALUE_UNREADABLE when it is none of the item's
 * type: nothing would be found by it, and nobody be told why
 */
export function readValue(item: CompiledItem, text: string, field: string): string[] {
  const { name, type } = item;
  const values = hostedTexts(item, text);
  if (values.length > 0) return values;
  const params = { item: name, type };
  throw exchangeError('EXCHANGE_VALUE_UNREADABLE', {
    params,
    errors: [{ field, code: 'EXCHANGE_VALUE_UNREADABLE', params }],
  });
}

function conditionOf(compiled: CompiledAgreement, mode: Mode, where: Where, field: string): RowCondition {
  const item = compiled.items.get(where.item);
  // Asking by an item tells whether its value exists: it is asked for in this mode like any other, keys apart.
  if (!item || !(item.key || item.modes.has(mode)))
    throw notCallable(compiled, mode, where.item, `${field}/item`);
  const isWithin = compiled.within.get(where.item) ?? (() => true);
  const values = where.values.flatMap((value, index) => {
    const agreed = readValue(item, value, `${field}/values/${index}`).filter(isWithin);
    if (agreed.length === 0) throw refusedField(`${field}/values`, 'EXCHANGE_ROWS_NOT_AGREED', where.item);
    return agreed;
  });
  if (mode === 'query' && !item.key) {
    throw exchangeError('EXCHANGE_CONDITION_NOT_KEY', { params: { item: where.item }, rule: '25.scope' });
  }
  return { column: item.column, op: 'in', values };
}

/** Where the body names the item: a verification has no list, it holds values by their items. */
function itemField({ mode, items }: Call, index: number): string {
  return mode === 'verify' ? givenField(items[index] ?? '') : `/items/${index}`;
}

/** The JSON pointer to a given value. */
export function givenField(item: string): string {
  return `/given/${item.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A part of the key names many subjects: that would be a batch in disguise. */
function assertKeyed({ items, keyItems }: CompiledAgreement, where: readonly Where[]): void {
  const given = new Set(where.map(({ item }) => item));
  const missing = keyItems.filter((name) => !given.has(name)).join('、');
  const keyed = keyItems.length > 0 ? missing === '' : [...given].some((name) => items.get(name)?.key);
  if (keyed) return;
  const either = [...items.values()].filter(({ key }) => key).map(({ name }) => name);
  const lacking = { params: { items: missing || either.join(' / ') }, rule: '25.scope' } as const;
  const errors = [{ field: '/where', code: 'EXCHANGE_KEY_NEEDED', ...lacking }];
  throw exchangeError('EXCHANGE_KEY_NEEDED', { ...lacking, errors });
}

/**
 * The one place where purpose, mode, items and rows of a call are held against the agreement (Arts 22, 25).
 * Pure; term and state are held by `assertInForce`, the quota where the disclosure is recorded.
 * @throws AppError EXCHANGE_*, naming rule and field
 */
export function permitCall(compiled: CompiledAgreement, call: Call): Permit {
  assertPurpose(compiled.terms, call.purpose);
  if (!compiled.modes.has(call.mode)) {
    throw exchangeError('EXCHANGE_MODE_NOT_AGREED', { rule: '22.modes', params: { mode: call.mode } });
  }
  const items = call.items.map((name, index) => {
    const item = compiled.items.get(name);
    if (!item?.modes.has(call.mode)) throw notCallable(compiled, call.mode, name, itemField(call, index));
    return item;
  });
  assertTold(compiled);
  if (call.mode !== 'batch') assertKeyAgreed(compiled);
  const asked = call.where.map((where, index) => conditionOf(compiled, call.mode, where, `/where/${index}`));
  if (call.mode !== 'batch') assertKeyed(compiled, call.where);
  return { items, conditions: [...asked, ...compiled.rowConditions] };
}
