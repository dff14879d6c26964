import { EMPTY_TREE, formatTilePath, integrate, type TileReader, type TreeState } from '../index.ts';

export const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
export const bytesOf = (text: string) => new TextEncoder().encode(text);

export interface LogInMemory {
  state: TreeState;
  tiles: Map<string, Uint8Array>;
  entries: Uint8Array[];
  readTiles: TileReader;
}

/** A log whose tiles are written as integrate says, each under its path. */
export function createLog(): LogInMemory {
  const tiles = new Map<string, Uint8Array>();
  const readTiles: TileReader = async (wanted) =>
    wanted.map((tile) => {
      const bytes = tiles.get(formatTilePath(tile));
      if (bytes === undefined) throw new Error(`no tile ${formatTilePath(tile)}`);
      return bytes;
    });
  return { state: EMPTY_TREE, tiles, entries: [], readTiles };
}

export function append(log: LogInMemory, entries: readonly Uint8Array[]): void {
  const { state, tiles } = integrate(log.state, entries);
  log.state = state;
  log.entries.push(...entries);
  for (const { tile, bytes } of tiles) log.tiles.set(formatTilePath(tile), bytes);
}
