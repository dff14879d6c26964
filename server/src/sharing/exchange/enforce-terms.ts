import type { LocalDate } from '@tandem/calendar';
import type { AppError } from '../../platform/app-error.ts';
import type { RowCondition } from '../imports/index.ts';
import type { CompiledAgreement, CompiledItem } from './compile-agreement.ts';
import { exchangeError } from './errors.ts';
import type { Mode, Terms } from './terms.ts';

/** A condition as the caller states it: an agreed item equals one of some values. */
export interface Where {
  item: string;
  values: readonly string[];
}

export interface Call {
  mode: Mode;
  /** Purpose code, stated on every call. */
  purpose: string | undefined;
  items: readonly string[];
  where: readonly Where[];
}

/** What a permitted call may read. */
export interface Permit {
  items: CompiledItem[];
  conditions: RowCondition[];
}

/**
 * Whether the agreement lets anything be asked today. @throws AppError, with the rule that refuses.
 */
export function assertInForce(terms: Terms, callerDepartmentId: string | undefined, today: LocalDate): void {
  if (callerDepartmentId !== terms.requesterId) throw exchangeError('EXCHANGE_THIRD_PARTY', { rule: '25.third-party' });
  if (terms.state === 'suspended') throw exchangeError('EXCHANGE_SUSPENDED', { rule: '27.suspension' });
  if (terms.state === 'ended') throw exchangeError('EXCHANGE_ENDED', { rule: '27.disposal' });
  if (terms.state === 'pending' || today < terms.term.from) {
    throw exchangeError('EXCHANGE_NOT_YET', { rule: '25.scope', params: { from: terms.term.from } });
  }
  if (today > terms.term.to) throw exchangeError('EXCHANGE_TERM_OVER', { rule: '25.scope', params: { to: terms.term.to } });
}

function assertPurpose(terms: Terms, purpose: string | undefined): void {
  if (purpose === undefined || purpose === '') throw exchangeError('EXCHANGE_PURPOSE_MISSING', { rule: '25.purpose' });
  if (purpose === terms.purpose.code) return;
  throw exchangeError('EXCHANGE_PURPOSE_OTHER', { rule: '25.purpose', params: { agreed: terms.purpose.code } });
}

function notAgreed(field: string, name: string): AppError {
  return exchangeError('EXCHANGE_ITEM_NOT_AGREED', {
    rule: '25.scope',
    params: { item: name },
    errors: [{ field, code: 'EXCHANGE_ITEM_NOT_AGREED', params: { item: name }, rule: '25.scope' }],
  });
}

function agreedItem(compiled: CompiledAgreement, mode: Mode, name: string, field: string): CompiledItem {
  const item = compiled.items.get(name);
  if (item?.modes.has(mode)) return item;
  throw notAgreed(field, name);
}

function conditionOf(compiled: CompiledAgreement, call: Call, where: Where, index: number): RowCondition {
  const field = `/where/${index}`;
  const item = compiled.items.get(where.item);
  // Asking by an item tells whether its value exists: it must be agreed for some mode of this call's kind.
  if (!item) throw notAgreed(`${field}/item`, where.item);
  if (call.mode === 'query' && !item.key) {
    throw exchangeError('EXCHANGE_CONDITION_NOT_KEY', { params: { item: where.item }, rule: '25.scope' });
  }
  const within = compiled.within.get(where.item);
  const outside = within && where.values.find((value) => !within(value));
  if (outside !== undefined) {
    throw exchangeError('EXCHANGE_ROWS_NOT_AGREED', {
      rule: '25.scope',
      params: { item: where.item },
      errors: [{ field: `${field}/values`, code: 'EXCHANGE_ROWS_NOT_AGREED', params: { item: where.item }, rule: '25.scope' }],
    });
  }
  return { column: item.column, op: 'in', values: where.values };
}

/**
 * The one place where items, rows, purpose and mode of a call are held against the agreement (Arts 22, 25).
 * Pure; quota is counted where the disclosure is recorded. @throws AppError EXCHANGE_*, naming rule and field.
 */
export function permitCall(compiled: CompiledAgreement, call: Call): Permit {
  const { terms } = compiled;
  assertPurpose(terms, call.purpose);
  if (!compiled.modes.has(call.mode)) {
    throw exchangeError('EXCHANGE_MODE_NOT_AGREED', { rule: '22.modes', params: { mode: call.mode } });
  }
  const items = call.items.map((name, index) => agreedItem(compiled, call.mode, name, `/items/${index}`));
  const asked = call.where.map((where, index) => conditionOf(compiled, call, where, index));
  const keyed = call.where.some((where) => compiled.items.get(where.item)?.key);
  if (call.mode !== 'batch' && !keyed) throw exchangeError('EXCHANGE_KEY_NEEDED', { rule: '25.scope' });
  return { items, conditions: [...asked, ...compiled.rowConditions] };
}
