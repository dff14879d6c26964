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

/** Where a page ended, as an opaque text. Values are the keyset columns of the last row. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Reads a cursor back; `undefined` when none was given.
 * @throws AppError PLATFORM_CURSOR_INVALID when the text is not one of ours with `length` keys.
 */
export function decodeCursor(
  cursor: string | undefined,
  length: number,
): (string | number | null)[] | undefined {
  if (cursor === undefined) return undefined;
  const key = readJson(Buffer.from(cursor, 'base64url').toString());
  const scalar = (value: unknown) => value === null || typeof value === 'string' || typeof value === 'number';
  if (Array.isArray(key) && key.length === length && key.every(scalar)) return key;
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
export function toPage<T>(rows: T[], limit: number, keyOf: (row: T) => (string | number | null)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, next: encodeCursor(keyOf(last)) } : { items };
}
