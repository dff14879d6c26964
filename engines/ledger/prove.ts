import { LedgerError } from './errors.ts';
import { emptyRoot, HASH_BYTES, nodeHash, portableSha256, type Hash, type Sha256 } from './hashing.ts';
import { consistencyNodes, foldSubtrees, inclusionNodes, perfectSubtrees, type Subtree } from './subtree.ts';
import { formatTilePath, TILE_HEIGHT, TILE_WIDTH, tileBytes, tileInTree, type TileAddress } from './tile.ts';

/**
 * Reads hash tiles, answering in the order asked, each exactly as wide as its address says. Called at most once a
 * proof. What it answers is not trusted here: check the proof against a signed root.
 */
export type TileReader = (tiles: readonly TileAddress[]) => Promise<readonly Uint8Array[]>;

/** Where a perfect subtree is found: neighbouring hashes of one tile. */
function placeOf(
  { height, index }: Subtree,
  size: number,
): { tile: TileAddress; start: number; count: number } {
  const level = Math.floor(height / TILE_HEIGHT);
  const count = 2 ** (height % TILE_HEIGHT);
  const first = index * count;
  return { tile: tileInTree(level, Math.floor(first / TILE_WIDTH), size), start: first % TILE_WIDTH, count };
}

/** The root over a power-of-two number of neighbouring hashes. */
export function foldHashes(hashes: readonly Hash[], sha256: Sha256): Hash {
  let row = hashes;
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let i = 0; i + 1 < row.length; i += 2) above.push(nodeHash(row[i]!, row[i + 1]!, sha256));
    row = above;
  }
  return row[0]!;
}

export function splitHashes(bytes: Uint8Array): Hash[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

async function readNodes(
  nodes: Subtree[][],
  size: number,
  readTiles: TileReader,
  sha256: Sha256,
): Promise<Hash[]> {
  const wanted = new Map<string, TileAddress>();
  for (const { tile } of nodes.flat().map((subtree) => placeOf(subtree, size)))
    wanted.set(formatTilePath(tile), tile);
  if (wanted.size === 0) return [];
  const tiles = [...wanted.values()];
  const answers = await readTiles(tiles);
  const bytesOf = new Map<string, Uint8Array>();
  tiles.forEach((tile, i) => {
    const bytes = answers[i];
    if (bytes?.length !== tileBytes(tile)) throw new LedgerError('TILE_SIZE_WRONG', formatTilePath(tile));
    bytesOf.set(formatTilePath(tile), bytes);
  });
  const hashOf = (subtree: Subtree): Hash => {
    const { tile, start, count } = placeOf(subtree, size);
    const bytes = bytesOf
      .get(formatTilePath(tile))!
      .subarray(start * HASH_BYTES, (start + count) * HASH_BYTES);
    return foldHashes(splitHashes(bytes), sha256);
  };
  return nodes.map((subtrees) => foldSubtrees(subtrees.map(hashOf), sha256));
}

/**
 * The proof that the entry at `index` is in the tree of `size` entries, the leaf's sibling first.
 * @throws LedgerError TREE_POSITION_INVALID, TILE_SIZE_WRONG. Source: RFC 6962 section 2.1.1.
 */
export async function proveInclusion(
  { index, size }: { index: number; size: number },
  readTiles: TileReader,
  sha256: Sha256 = portableSha256,
): Promise<Hash[]> {
  return readNodes(inclusionNodes(index, size), size, readTiles, sha256);
}

/**
 * The proof that the tree of `oldSize` entries is the beginning of the tree of `size` entries. Empty when the sizes
 * are equal or the old tree is empty.
 * @throws LedgerError TREE_POSITION_INVALID, TILE_SIZE_WRONG. Source: RFC 6962 section 2.1.2.
 */
export async function proveConsistency(
  { oldSize, size }: { oldSize: number; size: number },
  readTiles: TileReader,
  sha256: Sha256 = portableSha256,
): Promise<Hash[]> {
  return readNodes(consistencyNodes(oldSize, size), size, readTiles, sha256);
}

/** The root of the tree of `size` entries, from its tiles. */
export async function readRoot(
  size: number,
  readTiles: TileReader,
  sha256: Sha256 = portableSha256,
): Promise<Hash> {
  const [root] = await readNodes(size === 0 ? [] : [perfectSubtrees(0, size)], size, readTiles, sha256);
  return root ?? emptyRoot(sha256);
}
