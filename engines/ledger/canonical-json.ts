import { LedgerError } from './errors.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** Deeper values are refused, so that no input can exhaust the stack. */
const MAX_DEPTH = 64;

function formatString(text: string): string {
  if (!text.isWellFormed()) throw new LedgerError('VALUE_NOT_JSON', 'lone surrogate');
  return JSON.stringify(text);
}

function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new LedgerError('VALUE_NOT_JSON', String(value));
  return JSON.stringify(value);
}

/** Object literals, whichever realm (frame, worker, test sandbox) they come from; no class instances. */
function isPlainObject(value: object): value is { [key: string]: unknown } {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function formatObject(value: object, depth: number): string {
  if (depth === 0) throw new LedgerError('VALUE_NOT_JSON', `deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) return `[${value.map((item) => format(item, depth - 1)).join(',')}]`;
  if (!isPlainObject(value)) throw new LedgerError('VALUE_NOT_JSON', value.constructor?.name);
  // Without a comparer, code units are compared, as RFC 8785 section 3.2.3 asks.
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${formatString(key)}:${format(value[key], depth - 1)}`);
  return `{${members.join(',')}}`;
}

function format(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return formatString(value);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'object') return formatObject(value, depth);
  throw new LedgerError('VALUE_NOT_JSON', typeof value);
}

/**
 * The one spelling of a JSON value: equal values give equal text. Members that are undefined are refused, not dropped.
 * @throws LedgerError VALUE_NOT_JSON. Source: RFC 8785 (JSON Canonicalization Scheme).
 */
export function canonicalJson(value: unknown): string {
  return format(value, MAX_DEPTH);
}

/** The value of a canonical text. @throws LedgerError JSON_NOT_CANONICAL on any other spelling, and on what is not JSON. */
export function parseCanonicalJson(text: string): JsonValue {
  const value = parseJson(text);
  if (value === undefined || canonicalJson(value) !== text) throw new LedgerError('JSON_NOT_CANONICAL');
  return value;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
