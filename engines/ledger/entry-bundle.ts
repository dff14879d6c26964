import { LedgerError } from './errors.ts';
import { TILE_WIDTH } from './tile.ts';

/** The length prefix is a uint16. */
export const MAX_ENTRY_BYTES = 65_535;

/**
 * Entries one after the other, each behind its length as a big-endian uint16.
 * @throws LedgerError ENTRY_TOO_LARGE. Source: C2SP tlog-tiles, Log entries.
 */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0));
  const view = new DataView(bundle.buffer);
  let offset = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES) throw new LedgerError('ENTRY_TOO_LARGE', `${entry.length} bytes`);
    view.setUint16(offset, entry.length);
    bundle.set(entry, offset + 2);
    offset += 2 + entry.length;
  }
  return bundle;
}

/** The entries of a bundle of the given width. @throws LedgerError BUNDLE_MALFORMED when bytes are missing or left. */
export function parseEntryBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset < bundle.length && entries.length < TILE_WIDTH) {
    if (offset + 2 > bundle.length) break;
    const end = offset + 2 + view.getUint16(offset);
    if (end > bundle.length) break;
    entries.push(bundle.slice(offset + 2, end));
    offset = end;
  }
  if (offset !== bundle.length || entries.length !== width) throw new LedgerError('BUNDLE_MALFORMED');
  return entries;
}
