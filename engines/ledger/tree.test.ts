import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  edgeTiles,
  EMPTY_TREE,
  emptyRoot,
  formatTilePath,
  integrate,
  leafHash,
  proveConsistency,
  proveInclusion,
  readRoot,
  restoreTree,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type Hash,
} from './index.ts';
import { append, createLog, fromHex, hex } from './test/log-in-memory.ts';
import { naiveConsistency, naivePath, naiveRoot } from './test/naive-tree.ts';

const nativeSha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());

/** The example of the Certificate Transparency reference implementation. */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const INCLUSIONS: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];
const CONSISTENCIES: [oldSize: number, size: number, proof: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

function logOf(count: number) {
  const log = createLog();
  append(log, ENTRIES.slice(0, count).map(fromHex));
  return log;
}

describe('the Certificate Transparency example', () => {
  test('roots', () => {
    expect(hex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(rootOf(EMPTY_TREE))).toBe(hex(emptyRoot()));
    ROOTS.forEach((root, i) => expect(hex(rootOf(logOf(i + 1).state))).toBe(root));
  });

  test.each(INCLUSIONS)('inclusion of %i in %i', async (index, size, expected) => {
    const proof = await proveInclusion({ index, size }, logOf(size).readTiles);
    expect(proof.map(hex)).toEqual(expected);
    const leaf = leafHash(fromHex(ENTRIES[index]!));
    expect(verifyInclusion({ leaf, index, size, root: fromHex(ROOTS[size - 1]!), proof })).toBe(true);
  });

  test.each(CONSISTENCIES)('consistency of %i with %i', async (oldSize, size, expected) => {
    const proof = await proveConsistency({ oldSize, size }, logOf(size).readTiles);
    expect(proof.map(hex)).toEqual(expected);
    const [oldRoot, root] = [fromHex(ROOTS[oldSize - 1]!), fromHex(ROOTS[size - 1]!)];
    expect(verifyConsistency({ oldSize, oldRoot, size, root, proof })).toBe(true);
  });
});

const entriesOf = (count: number) =>
  Array.from({ length: count }, (_, i) => fromHex(i.toString(16).padStart(8, '0')));

/** A log grown in batches, with the number of entries after each. */
const grownLog = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 6 }).map((batches) => {
  const log = createLog();
  const entries = entriesOf(batches.reduce((sum, count) => sum + count, 0));
  const sizes = batches.map((count) => {
    append(log, entries.slice(log.state.size, log.state.size + count));
    return log.state.size;
  });
  return { log, sizes };
});
const pick = fc.nat({ max: 1_000_000 });

/** Every way of altering a proof by one bit, one hash more, one less. */
function alterations(proof: readonly Hash[]): Hash[][] {
  const flipped = proof.map((hash, i) => proof.with(i, hash.with(i % 32, (hash[i % 32] ?? 0) ^ 1)));
  return [...flipped, proof.slice(1), [...proof, emptyRoot()], [emptyRoot(), ...proof]].filter(
    (altered) => altered.length > 0 || proof.length > 0,
  );
}

describe('against the definition', () => {
  it('agrees with the recursive roots however the entries came in', () => {
    fc.assert(
      fc.property(grownLog, ({ log }) => {
        expect(hex(rootOf(log.state))).toBe(hex(naiveRoot(log.entries)));
        expect(hex(rootOf(log.state, nativeSha256))).toBe(hex(naiveRoot(log.entries)));
      }),
      { numRuns: 30 },
    );
  });

  it('proves every inclusion as the definition does, at every size a checkpoint could have been signed for', async () => {
    await fc.assert(
      fc.asyncProperty(grownLog, pick, pick, async ({ log, sizes }, a, b) => {
        const size = sizes[a % sizes.length]!;
        fc.pre(size > 0);
        const index = b % size;
        const entries = log.entries.slice(0, size);
        const proof = await proveInclusion({ index, size }, log.readTiles);
        expect(proof.map(hex)).toEqual(naivePath(index, entries).map(hex));
        const claim = { leaf: leafHash(entries[index]!), index, size, root: naiveRoot(entries), proof };
        expect(verifyInclusion(claim)).toBe(true);
        for (const altered of alterations(proof))
          expect(verifyInclusion({ ...claim, proof: altered })).toBe(false);
        expect(verifyInclusion({ ...claim, leaf: leafHash(fromHex('ff')) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: emptyRoot() })).toBe(false);
        for (const other of [index - 1, index + 1, size]) {
          expect(verifyInclusion({ ...claim, index: other })).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('proves every consistency as the definition does', async () => {
    await fc.assert(
      fc.asyncProperty(grownLog, pick, pick, async ({ log, sizes }, a, b) => {
        const size = sizes[a % sizes.length]!;
        const oldSize = b % (size + 1);
        const entries = log.entries.slice(0, size);
        const proof = await proveConsistency({ oldSize, size }, log.readTiles);
        expect(proof.map(hex)).toEqual(naiveConsistency(oldSize, entries).map(hex));
        const [oldRoot, root] = [naiveRoot(entries.slice(0, oldSize)), naiveRoot(entries)];
        const claim = { oldSize, oldRoot, size, root, proof };
        expect(verifyConsistency(claim)).toBe(true);
        for (const altered of alterations(proof))
          expect(verifyConsistency({ ...claim, proof: altered })).toBe(false);
        const other = leafHash(fromHex('ff'));
        expect(verifyConsistency({ ...claim, oldRoot: other })).toBe(false);
        if (oldSize > 0) expect(verifyConsistency({ ...claim, root: other })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('goes on from stored tiles as from memory', async () => {
    await fc.assert(
      fc.asyncProperty(grownLog, fc.integer({ min: 1, max: 300 }), async ({ log }, more) => {
        const { size } = log.state;
        const restored = restoreTree(size, await log.readTiles(edgeTiles(size)));
        const entries = entriesOf(more);
        expect(integrate(restored, entries)).toEqual(integrate(log.state, entries));
        expect(hex(await readRoot(size, log.readTiles))).toBe(hex(rootOf(restored)));
      }),
      { numRuns: 30 },
    );
  });
});

it('writes the tiles of the specification’s example of 70,000 entries', () => {
  const entries = entriesOf(70_000);
  const { state, tiles } = integrate(EMPTY_TREE, entries, nativeSha256);
  const paths = tiles.map(({ tile }) => formatTilePath(tile));
  const full = paths.filter((path) => !path.includes('.p/'));
  expect(full.filter((path) => path.startsWith('tile/0/'))).toHaveLength(273);
  expect(full.filter((path) => !path.startsWith('tile/0/'))).toEqual(['tile/1/000']);
  expect(paths.filter((path) => path.includes('.p/')).toSorted()).toEqual([
    'tile/0/273.p/112',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ]);
  expect(hex(rootOf(state, nativeSha256))).toBe(hex(naiveRoot(entries)));
});

it('counts positions beyond 32 bits', () => {
  const size = 2 ** 40 + 3;
  const hash = (n: number) => leafHash(Uint8Array.of(n));
  const [a, b, c, d] = [hash(1), hash(2), hash(3), hash(4)];
  const edge = [[a, b, c], [], [], [], [], [d]];
  expect(edgeTiles(size).map(formatTilePath)).toEqual(['tile/0/x004/x294/x967/296.p/3', 'tile/5/000.p/1']);
  const state = restoreTree(size, [Uint8Array.of(...a, ...b, ...c), d]);
  expect(state).toEqual({ size, edge });
  const { state: next, tiles } = integrate(state, [Uint8Array.of(9)]);
  expect(next.size).toBe(size + 1);
  expect(tiles.map(({ tile }) => formatTilePath(tile))).toEqual(['tile/0/x004/x294/x967/296.p/4']);
});

describe('refusals', () => {
  const code = (code: string) => expect.objectContaining({ code });

  test('positions outside the tree', async () => {
    const { readTiles } = logOf(3);
    for (const index of [-1, 3, 0.5, Number.NaN]) {
      await expect(proveInclusion({ index, size: 3 }, readTiles)).rejects.toThrow(
        code('TREE_POSITION_INVALID'),
      );
    }
    await expect(proveConsistency({ oldSize: 4, size: 3 }, readTiles)).rejects.toThrow(
      code('TREE_POSITION_INVALID'),
    );
    expect(() => edgeTiles(-1)).toThrow(code('TREE_POSITION_INVALID'));
  });

  test('tiles of another size', async () => {
    const readTiles = async () => [new Uint8Array(31)];
    await expect(proveInclusion({ index: 0, size: 3 }, readTiles)).rejects.toThrow(code('TILE_SIZE_WRONG'));
    await expect(proveInclusion({ index: 0, size: 3 }, async () => [])).rejects.toThrow(
      code('TILE_SIZE_WRONG'),
    );
    expect(() => restoreTree(3, [new Uint8Array(64)])).toThrow(code('TILE_SIZE_WRONG'));
  });

  test('an entry that fits no bundle', () => {
    expect(() => integrate(EMPTY_TREE, [new Uint8Array(65_536)])).toThrow(code('ENTRY_TOO_LARGE'));
    expect(integrate(EMPTY_TREE, [new Uint8Array(65_535)]).state.size).toBe(1);
  });

  test('claims that are no claims', () => {
    const hash = emptyRoot();
    const inclusion = { leaf: hash, index: 0, size: 1, root: hash, proof: [] };
    expect(verifyInclusion(inclusion)).toBe(true);
    for (const wrong of [{ index: 1 }, { index: -1 }, { size: 0 }, { size: 1.5 }, { leaf: hash.slice(1) }]) {
      expect(verifyInclusion({ ...inclusion, ...wrong })).toBe(false);
    }
    const consistency = { oldSize: 2, oldRoot: hash, size: 2, root: hash, proof: [] };
    expect(verifyConsistency(consistency)).toBe(true);
    for (const wrong of [
      { oldSize: 3 },
      { oldSize: -1 },
      { oldSize: 1 },
      { proof: [hash] },
      { root: hash.slice(1) },
    ]) {
      expect(verifyConsistency({ ...consistency, ...wrong })).toBe(false);
    }
  });
});
