import { TabularError } from './errors.ts';
import type { Limits } from './limits.ts';
import { XmlStream } from './xml-stream.ts';
import type { ZipArchive } from './zip-archive.ts';

/** The shared strings of a workbook, kept as UTF-8 in one growing block; rich text joined, phonetics left out. */
export class SharedStrings {
  #bytes: Buffer = Buffer.allocUnsafeSlow(64 * 1024);
  #used = 0;
  #ends = new Uint32Array(1024);
  #count = 0;
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  startOf(index: number): number {
    return index === 0 ? 0 : this.#ends[index - 1]!;
  }

  endOf(index: number): number {
    return this.#ends[index]!;
  }

  add(text: string): void {
    const size = this.#used + text.length * 3;
    if (this.#count >= this.#limits.maxSharedStrings || this.#used > this.#limits.maxSharedStringBytes) {
      throw new TabularError('TABULAR_XLSX_SHARED_STRINGS_TOO_LARGE', { strings: this.#count });
    }
    if (size > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, size));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    this.#used += this.#bytes.write(text, this.#used, 'utf8');
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#ends.length * 2);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#ends[this.#count++] = this.#used;
  }
}

export async function readSharedStrings(
  zip: ZipArchive,
  part: string | undefined,
  limits: Limits,
): Promise<SharedStrings> {
  const strings = new SharedStrings(limits);
  const entry = part === undefined ? undefined : zip.entries.get(part);
  if (!entry) return strings;
  const text = new RichText(limits.maxCellBytes);
  const xml = new XmlStream(
    {
      open: (name) => {
        if (name === 'si') text.begin();
        else text.open(name);
      },
      close: (name) => {
        if (name === 'si') strings.add(text.end());
        else text.close(name);
      },
      text: (piece) => text.add(piece),
    },
    limits.maxXmlDepth,
  );
  for await (const piece of zip.content(entry)) xml.write(piece);
  xml.end();
  return strings;
}

/** Collects the `t` elements of a string item or inline string, without those of phonetic runs. */
export class RichText {
  readonly #maxBytes: number;
  #text = '';
  #inText = false;
  #phonetic = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  begin(): void {
    this.#text = '';
  }

  open(name: string): void {
    if (name === 't') this.#inText = true;
    else if (name === 'rPh') this.#phonetic++;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#phonetic--;
  }

  add(piece: string): void {
    // One character beyond the bound is kept, so that the cell is seen to be too long.
    if (this.#inText && this.#phonetic === 0 && this.#text.length <= this.#maxBytes) this.#text += piece;
  }

  end(): string {
    return unescapeText(this.#text);
  }
}

/** Undoes the `_xHHHH_` escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
