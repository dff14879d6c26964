import { concatBytes } from './encoding.ts';
import { MAX_ENTRY_BYTES } from './entry-bundle.ts';
import { LedgerError } from './errors.ts';
import { emptyRoot, leafHash, portableSha256, type Hash, type Sha256 } from './hashing.ts';
import { foldHashes, splitHashes } from './prove.ts';
import { assertPosition, foldSubtrees, perfectSubtrees } from './subtree.ts';
import {
  formatTilePath,
  hashesAtLevel,
  TILE_WIDTH,
  tileBytes,
  tileInTree,
  type TileAddress,
} from './tile.ts';

/** All that is needed to go on: the size, and for each tile level the hashes of its unfinished tile (0 … 255). */
export interface TreeState {
  readonly size: number;
  readonly edge: readonly (readonly Hash[])[];
}

export interface WrittenTile {
  tile: TileAddress;
  bytes: Uint8Array;
}

export const EMPTY_TREE: TreeState = Object.freeze({ size: 0, edge: Object.freeze([]) });

/** The unfinished hash tiles of a tree of `size` entries, lowest level first: what `restoreTree` needs. */
export function edgeTiles(size: number): TileAddress[] {
  assertPosition(Number.isSafeInteger(size) && size >= 0, `size ${size}`);
  const tiles: TileAddress[] = [];
  for (let level = 0; hashesAtLevel(level, size) > 0; level++) {
    const count = hashesAtLevel(level, size);
    if (count % TILE_WIDTH > 0) tiles.push(tileInTree(level, Math.floor(count / TILE_WIDTH), size));
  }
  return tiles;
}

/**
 * The state of a tree from its stored tiles, given in the order of {@link edgeTiles}. Compare {@link rootOf} with the
 * last signed root before going on.
 * @throws LedgerError TILE_SIZE_WRONG
 */
export function restoreTree(size: number, tiles: readonly Uint8Array[]): TreeState {
  const edge: Hash[][] = [];
  for (let level = 0; hashesAtLevel(level, size) > 0; level++) edge.push([]);
  edgeTiles(size).forEach((tile, i) => {
    const bytes = tiles[i];
    if (bytes?.length !== tileBytes(tile)) throw new LedgerError('TILE_SIZE_WRONG', formatTilePath(tile));
    edge[Number(tile.level)] = splitHashes(bytes);
  });
  return { size, edge };
}

/** The root of the tree. Source: RFC 6962 section 2.1. */
export function rootOf(state: TreeState, sha256: Sha256 = portableSha256): Hash {
  if (state.size === 0) return emptyRoot(sha256);
  const largestFirst = state.edge.toReversed().flatMap((hashes) =>
    perfectSubtrees(0, hashes.length).map(({ height, index }) => {
      const count = 2 ** height;
      return foldHashes(hashes.slice(index * count, (index + 1) * count), sha256);
    }),
  );
  return foldSubtrees(largestFirst, sha256);
}

/**
 * Appends entries. Pure: the given state stays as it is.
 * @returns the new state, and every hash tile whose content changed: full tiles, and the unfinished ones at the width
 *          that the new size gives them. Together with what was written before they are all tiles of the new tree.
 * @throws LedgerError ENTRY_TOO_LARGE
 */
export function integrate(
  state: TreeState,
  entries: readonly Uint8Array[],
  sha256: Sha256 = portableSha256,
): { state: TreeState; tiles: WrittenTile[] } {
  const edge = state.edge.map((hashes) => [...hashes]);
  const filled = state.edge.map((_, level) => Math.floor(hashesAtLevel(level, state.size) / TILE_WIDTH));
  const touched = new Set<number>();
  const tiles: WrittenTile[] = [];

  const push = (level: number, hash: Hash): void => {
    const hashes = (edge[level] ??= []);
    hashes.push(hash);
    touched.add(level);
    if (hashes.length < TILE_WIDTH) return;
    const number = filled[level] ?? 0;
    tiles.push({ tile: { level, number, width: TILE_WIDTH }, bytes: concatBytes(hashes) });
    filled[level] = number + 1;
    edge[level] = [];
    push(level + 1, foldHashes(hashes, sha256));
  };

  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES) throw new LedgerError('ENTRY_TOO_LARGE', `${entry.length} bytes`);
    push(0, leafHash(entry, sha256));
  }
  for (const level of touched) {
    const hashes = edge[level]!;
    if (hashes.length === 0) continue;
    const tile = { level, number: filled[level] ?? 0, width: hashes.length };
    tiles.push({ tile, bytes: concatBytes(hashes) });
  }
  return { state: { size: state.size + entries.length, edge }, tiles };
}
