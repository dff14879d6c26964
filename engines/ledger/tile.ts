import { LedgerError } from './errors.ts';
import { HASH_BYTES } from './hashing.ts';
import { parseDecimal } from './encoding.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;
/** Levels of the binary tree that one tile spans. */
export const TILE_HEIGHT = 8;

/**
 * Which resource of the log. `level` 0 holds leaf hashes; each hash of level n + 1 is the root of a full tile of
 * level n; 'entries' are the entries themselves. `width` is 1 … 256, below 256 the resource is partial.
 */
export interface TileAddress {
  level: number | 'entries';
  number: number;
  width: number;
}

/** Checks an address against the bounds of tlog-tiles. @throws LedgerError TILE_ADDRESS_INVALID */
function assertAddress({ level, number, width }: TileAddress): void {
  const levelFits = level === 'entries' || (Number.isInteger(level) && level >= 0 && level <= 63);
  const numberFits = Number.isSafeInteger(number) && number >= 0;
  const widthFits = Number.isInteger(width) && width >= 1 && width <= TILE_WIDTH;
  if (!levelFits || !numberFits || !widthFits) {
    throw new LedgerError('TILE_ADDRESS_INVALID', `${level}/${number} of width ${width}`);
  }
}

/**
 * `tile/<level>/<number>[.p/<width>]`, the number in groups of three digits.
 * @example formatTilePath({ level: 0, number: 1234067, width: 8 }) // 'tile/0/x001/x234/067.p/8'
 * @throws LedgerError TILE_ADDRESS_INVALID. Source: C2SP tlog-tiles.
 */
export function formatTilePath(address: TileAddress): string {
  assertAddress(address);
  const { level, number, width } = address;
  const digits = String(number);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The inverse of {@link formatTilePath}; refuses every other spelling. @throws LedgerError TILE_ADDRESS_INVALID */
export function parseTilePath(path: string): TileAddress {
  const [, level = '', groups = '', width] = PATH.exec(path) ?? [];
  const digits = groups.replaceAll(/[x/]/g, '').replace(/^0+(?=\d)/, '');
  const address: TileAddress = {
    level: level === 'entries' ? 'entries' : Number(level),
    number: parseDecimal(digits) ?? -1,
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  if (level === '' || formatTilePath(address) !== path) throw new LedgerError('TILE_ADDRESS_INVALID', path);
  return address;
}

/** Bytes of a hash tile. */
export function tileBytes(address: TileAddress): number {
  return address.width * HASH_BYTES;
}

/** Complete hashes at a tile level (or entries) of a tree with `size` entries. */
export function hashesAtLevel(level: number | 'entries', size: number): number {
  return level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level);
}

/** The address of tile `number`, as wide as it is in a tree of `size` entries. @throws when it does not exist there. */
export function tileInTree(level: number | 'entries', number: number, size: number): TileAddress {
  const width = Math.min(TILE_WIDTH, hashesAtLevel(level, size) - number * TILE_WIDTH);
  const address = { level, number, width };
  assertAddress(address);
  return address;
}

/** The bundles that hold entries `from` (inclusive) to `size` (exclusive), as wide as in a tree of `size` entries. */
export function bundlesBetween(from: number, size: number): TileAddress[] {
  const bundles: TileAddress[] = [];
  for (let number = Math.floor(from / TILE_WIDTH); number * TILE_WIDTH < size; number++) {
    if (from < size) bundles.push(tileInTree('entries', number, size));
  }
  return bundles;
}
