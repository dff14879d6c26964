import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  bundlesBetween,
  formatEntryBundle,
  formatTilePath,
  parseEntryBundle,
  parseTilePath,
  tileInTree,
  type TileAddress,
} from './index.ts';

const code = (code: string) => expect.objectContaining({ code });

const address = fc.record<TileAddress>({
  level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
  number: fc.maxSafeNat(),
  width: fc.integer({ min: 1, max: 256 }),
});

describe('tile paths', () => {
  test.each<[string, TileAddress]>([
    ['tile/0/000', { level: 0, number: 0, width: 256 }],
    ['tile/0/x001/x234/067', { level: 0, number: 1_234_067, width: 256 }],
    ['tile/4/x001/x234/067.p/1', { level: 4, number: 1_234_067, width: 1 }],
    ['tile/63/999.p/255', { level: 63, number: 999, width: 255 }],
    ['tile/entries/x001/000', { level: 'entries', number: 1000, width: 256 }],
    ['tile/5/x123/x456/078.p/2', { level: 5, number: 123_456_078, width: 2 }],
  ])('%s', (path, tile) => {
    expect(formatTilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(address, (tile) => {
        expect(parseTilePath(formatTilePath(tile))).toEqual(tile);
      }),
    );
  });

  test.each([
    '',
    'tile',
    'tile/0',
    'tile/0/',
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/data/000',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000.p',
    '/tile/0/000',
    'tile/0/000/',
    'tile/0/000?',
    'tile/0/٠٠٠',
    'tile/0/../000',
    'tile/8/0/000',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/000\n',
  ])('refuses %j', (path) => {
    expect(() => parseTilePath(path)).toThrow(code('TILE_ADDRESS_INVALID'));
  });

  it('refuses addresses that can not be', () => {
    for (const wrong of [
      { width: 0 },
      { width: 257 },
      { level: 64 },
      { level: 1.5 },
      { number: -1 },
      { number: 2 ** 53 },
    ]) {
      expect(() => formatTilePath({ level: 0, number: 0, width: 1, ...wrong })).toThrow(
        code('TILE_ADDRESS_INVALID'),
      );
    }
  });

  it('knows how wide a tile is in a tree', () => {
    expect(tileInTree(0, 273, 70_000).width).toBe(112);
    expect(tileInTree(1, 1, 70_000).width).toBe(17);
    expect(tileInTree(0, 272, 70_000).width).toBe(256);
    expect(() => tileInTree(0, 274, 70_000)).toThrow(code('TILE_ADDRESS_INVALID'));
    expect(() => tileInTree(1, 0, 255)).toThrow(code('TILE_ADDRESS_INVALID'));
  });

  it('names the bundles that new entries touch', () => {
    const paths = (from: number, size: number) => bundlesBetween(from, size).map(formatTilePath);
    expect(paths(0, 0)).toEqual([]);
    expect(paths(5, 5)).toEqual([]);
    expect(paths(256, 256)).toEqual([]);
    expect(paths(250, 256)).toEqual(['tile/entries/000']);
    expect(paths(250, 513)).toEqual(['tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/1']);
  });
});

describe('entry bundles', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 600 }), { minLength: 1, maxLength: 256 });

  it('writes the length as a big-endian uint16', () => {
    const bundle = formatEntryBundle([new Uint8Array(0), new Uint8Array(258).fill(7)]);
    expect(Array.from(bundle.slice(0, 5))).toEqual([0, 0, 1, 2, 7]);
    expect(bundle).toHaveLength(262);
  });

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(parseEntryBundle(formatEntryBundle(list), list.length)).toEqual(list);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses missing and surplus bytes and entries', () => {
    const bundle = formatEntryBundle([Uint8Array.of(1, 2), Uint8Array.of(3)]);
    for (const [bytes, width] of [
      [bundle.slice(0, -1), 2],
      [Uint8Array.of(...bundle, 0), 2],
      [Uint8Array.of(...bundle, 0, 1), 2],
      [bundle, 1],
      [bundle, 3],
      [new Uint8Array(0), 1],
    ] as const) {
      expect(() => parseEntryBundle(bytes, width)).toThrow(code('BUNDLE_MALFORMED'));
    }
  });

  it('takes 65,535 bytes and not one more', () => {
    const longest = new Uint8Array(65_535).fill(1);
    expect(parseEntryBundle(formatEntryBundle([longest]), 1)).toEqual([longest]);
    expect(() => formatEntryBundle([new Uint8Array(65_536)])).toThrow(code('ENTRY_TOO_LARGE'));
  });
});
