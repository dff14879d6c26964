import { Type, type TSchema } from 'typebox';
import { AppError } from '../app-error.ts';

/** Query parameters every list takes: keyset paging, never offsets. */
export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
};

/** A page: its rows and where the next one starts (absent on the last page). */
export interface Page<T> {
  items: T[];
  next?: string;
}

export function PageOf<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) });
}

/** A page that says how many rows there are in all; absent on later pages, and where they are too many to count. */
export interface CountedPage<T> extends Page<T> {
  total?: number;
}

export function CountedPageOf<T extends TSchema>(item: T) {
  return Type.Object({ ...PageOf(item).properties, total: Type.Optional(Type.Integer()) });
}

type KeyPart = string | number | null;

/** What a keyset column holds. `instant` is a moment as PostgreSQL writes it, `infinity` among them. */
export type KeyKind = 'uuid' | 'text' | 'number' | 'integer' | 'instant';

const KEY_KINDS: Readonly<Record<KeyKind, (value: unknown) => boolean>> = {
  uuid: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  text: (value) => typeof value === 'string' && value.isWellFormed() && !value.includes('\0'),
  number: (value) => typeof value === 'number' && Math.abs(value) < 2 ** 31,
  integer: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  instant: (value) => value === 'infinity' || (typeof value === 'string' && isInstant(value)),
};

const INSTANT =
  /^(20\d\d-\d\d-\d\d)[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?)$/;

/** Days that are none (31 February) are refused: `Date` would carry them over. */
function isInstant(text: string): boolean {
  const [, day = ''] = INSTANT.exec(text) ?? [];
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** Where a page ended, as an opaque text. Values are the keyset columns of the last row. */
export function encodeCursor(key: readonly KeyPart[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Reads a cursor back; `undefined` when none was given.
 * @throws AppError PLATFORM_CURSOR_INVALID when the text is not one of ours with keys of these kinds.
 */
export function decodeCursor(
  cursor: string | undefined,
  kinds: readonly KeyKind[],
): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  const key = readJson(Buffer.from(cursor, 'base64url').toString());
  const fits =
    Array.isArray(key) && key.length === kinds.length && kinds.every((kind, i) => KEY_KINDS[kind](key[i]));
  if (fits) return key as (string | number)[];
  throw new AppError({ code: 'PLATFORM_CURSOR_INVALID', status: 400 });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Cuts `limit + 1` fetched rows to a page. */
export function toPage<T>(rows: T[], limit: number, keyOf: (row: T) => KeyPart[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, next: encodeCursor(keyOf(last)) } : { items };
}
