import { crc32, createInflateRaw } from 'node:zlib';
import { TabularError } from './errors.ts';
import type { Limits } from './limits.ts';

/** Random access to a file's bytes. May give fewer than `length` bytes only at the end. */
export interface RandomAccess {
  size: number;
  read: (offset: number, length: number) => Promise<Uint8Array>;
}

/** A file that is in memory already. */
export function bytesAccess(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}

export interface ZipEntry {
  name: string;
  method: number;
  crc: number;
  compressedSize: number;
  size: number;
  headerOffset: number;
}

const END_SIZE = 22;
const MAX_COMMENT = 65_535;
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

/**
 * A ZIP read through its central directory (APPNOTE 6.3.10, including ZIP64), for untrusted archives. Names
 * are judged, sizes are not believed: what a part inflates to is counted while it inflates and checked against
 * the bounds, the stated size and the CRC. Throws `TABULAR_ZIP_*`.
 */
export class ZipArchive {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly #file: RandomAccess;
  readonly #limits: Limits;
  #inflated = 0;

  private constructor(file: RandomAccess, limits: Limits, entries: ReadonlyMap<string, ZipEntry>) {
    this.#file = file;
    this.#limits = limits;
    this.entries = entries;
  }

  static async open(file: RandomAccess, limits: Limits): Promise<ZipArchive> {
    const { offset, size, count } = await findDirectory(file);
    if (count > limits.maxZipEntries) {
      throw new TabularError('TABULAR_ZIP_TOO_MANY_ENTRIES', { entries: count, max: limits.maxZipEntries });
    }
    if (size > MAX_DIRECTORY_BYTES || offset + size > file.size) broken('directory');
    const directory = await readExactly(file, offset, size);
    return new ZipArchive(file, limits, readDirectory(directory, count));
  }

  /** A part's content, inflated piece by piece. `onRead` hears of compressed bytes consumed. */
  async *content(entry: ZipEntry, onRead: (bytes: number) => void = () => {}): AsyncGenerator<Buffer> {
    const header = await readExactly(this.#file, entry.headerOffset, 30);
    if (header.readUInt32LE(0) !== 0x04034b50) broken('local-header');
    const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (start + entry.compressedSize > this.#file.size) broken('size');
    const stored = this.#stored(start, entry.compressedSize, onRead);
    if (entry.method !== 0 && entry.method !== 8) broken('method');
    let crc = 0;
    let size = 0;
    for await (const piece of entry.method === 0 ? stored : inflate(stored)) {
      size += piece.length;
      this.#count(piece.length, size, entry);
      crc = crc32(piece, crc);
      yield piece;
    }
    if (size !== entry.size || crc !== entry.crc) broken('crc');
  }

  /** A whole small part as text; undefined if there is no such part. */
  async text(name: string, maxBytes = 64 * 1024 * 1024): Promise<string | undefined> {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of this.content(entry)) {
      size += piece.length;
      if (size > maxBytes) throw new TabularError('TABULAR_ZIP_BOMB', { entry: name });
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  }

  #count(bytes: number, size: number, entry: ZipEntry): void {
    const { maxInflatedBytes, maxInflateRatio, ratioFreeBytes } = this.#limits;
    this.#inflated += bytes;
    const beyondRatio = size > ratioFreeBytes && size > maxInflateRatio * entry.compressedSize;
    if (this.#inflated > maxInflatedBytes || beyondRatio || size > entry.size) {
      throw new TabularError('TABULAR_ZIP_BOMB', { entry: entry.name, inflated: size });
    }
  }

  async *#stored(start: number, size: number, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
    for (let at = 0; at < size; at += PIECE_BYTES) {
      const piece = await readExactly(this.#file, start + at, Math.min(PIECE_BYTES, size - at));
      onRead(piece.length);
      yield piece;
    }
  }
}

function broken(what: string): never {
  throw new TabularError('TABULAR_ZIP_BROKEN', { what });
}

async function readExactly(file: RandomAccess, offset: number, length: number): Promise<Buffer> {
  const bytes = await file.read(offset, length);
  if (bytes.length !== length) broken('truncated');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** zlib does the work off this thread; at most one piece is in flight. A destroyed inflater calls back, too. */
async function* inflate(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: PIECE_BYTES });
  const feeding = feed(pieces, inflater);
  // A failure of the source destroys the inflater, so the loop below ends with it.
  feeding.catch((error: unknown) =>
    inflater.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  try {
    for await (const piece of inflater) yield piece as Buffer;
    await feeding;
  } catch (error) {
    if (error instanceof TabularError) throw error;
    throw new TabularError('TABULAR_ZIP_BROKEN', { what: 'deflate' }, error);
  } finally {
    inflater.destroy();
  }
}

async function feed(
  pieces: AsyncIterable<Buffer>,
  inflater: ReturnType<typeof createInflateRaw>,
): Promise<void> {
  for await (const piece of pieces) {
    if (inflater.destroyed) return;
    await new Promise((resolve) => inflater.write(piece, resolve));
  }
  inflater.end();
}

async function findDirectory(file: RandomAccess): Promise<{ offset: number; size: number; count: number }> {
  const tailSize = Math.min(file.size, END_SIZE + MAX_COMMENT);
  const tail = await readExactly(file, file.size - tailSize, tailSize);
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50 || at + END_SIZE + tail.readUInt16LE(at + 20) > tail.length)
      continue;
    const count = tail.readUInt16LE(at + 10);
    const size = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    const is64 = count === 0xffff || size === 0xffffffff || offset === 0xffffffff;
    if (!is64) return { offset, size, count };
    if (at < 20 || tail.readUInt32LE(at - 20) !== 0x07064b50) broken('zip64');
    const record = await readExactly(file, readSafe(tail, at - 20 + 8), 56);
    if (record.readUInt32LE(0) !== 0x06064b50) broken('zip64');
    return { count: readSafe(record, 32), size: readSafe(record, 40), offset: readSafe(record, 48) };
  }
  return broken('no-end-record');
}

function readSafe(bytes: Buffer, at: number): number {
  const value = Number(bytes.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) broken('zip64');
  return value;
}

function readDirectory(directory: Buffer, count: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  const folded = new Set<string>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) broken('directory');
    const nameSize = directory.readUInt16LE(at + 28);
    const extraSize = directory.readUInt16LE(at + 30);
    const next = at + 46 + nameSize + extraSize + directory.readUInt16LE(at + 32);
    if (next > directory.length) broken('directory');
    if ((directory.readUInt16LE(at + 8) & 1) !== 0)
      throw new TabularError('TABULAR_FORMAT_REFUSED', { kind: 'encrypted' });
    const name = directory.toString('utf8', at + 46, at + 46 + nameSize);
    const key = name.toLowerCase();
    if (isTricky(name) || folded.has(key)) throw new TabularError('TABULAR_ZIP_ENTRY_NAME', { index: i });
    folded.add(key);
    const extra = directory.subarray(at + 46 + nameSize, at + 46 + nameSize + extraSize);
    entries.set(name, { name, ...readSizes(directory, at, extra) });
    at = next;
  }
  return entries;
}

/** Names that climb, are absolute, or hide something from one tool or another. Entries are never written anywhere. */
function isTricky(name: string): boolean {
  return /^[/\\]|^[a-z]:|\\|[\u0000-\u001f]/iu.test(name) || name.split('/').includes('..');
}

function readSizes(directory: Buffer, at: number, extra: Buffer): Omit<ZipEntry, 'name'> {
  const fields = [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ];
  const wide = zip64Extra(extra);
  let used = 0;
  const [size, compressedSize, headerOffset] = fields.map((field) => {
    if (field !== 0xffffffff) return field;
    if (used + 8 > wide.length) broken('zip64');
    used += 8;
    return readSafe(wide, used - 8);
  });
  return {
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    size: size!,
    compressedSize: compressedSize!,
    headerOffset: headerOffset!,
  };
}

function zip64Extra(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length;) {
    const size = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
  return Buffer.alloc(0);
}
