import { TabularError } from './errors.ts';
import { detectEncoding } from './detect-encoding.ts';
import { createTranscoder } from './transcode.ts';

export type TabularFormat = 'csv' | 'xlsx' | 'parquet' | 'jsonl';

const MAX_CONTROL_SHARE = 0.01;

/** Formats that are recognised in order to be refused by name. */
const REFUSED: readonly { kind: string; magic: readonly number[]; at?: number }[] = [
  { kind: 'ole', magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { kind: 'pdf', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { kind: 'gzip', magic: [0x1f, 0x8b] },
  { kind: 'bzip2', magic: [0x42, 0x5a, 0x68] },
  { kind: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { kind: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { kind: '7z', magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { kind: 'rar', magic: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { kind: 'png', magic: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'jpeg', magic: [0xff, 0xd8, 0xff] },
  { kind: 'sqlite', magic: [...Buffer.from('SQLite format 3\0', 'latin1')] },
  { kind: 'orc', magic: [0x4f, 0x52, 0x43] },
  { kind: 'elf', magic: [0x7f, 0x45, 0x4c, 0x46] },
];

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return head.length >= magic.length && magic.every((byte, i) => head[i] === byte);
}

/**
 * Tells the format by content; the file name only settles what content leaves open (a text file named
 * `.jsonl` whose first line is cut off by the head). 4 KiB of head are enough.
 * Throws `TABULAR_FORMAT_REFUSED` (params.kind: ole for old XLS and encrypted XLSX, pdf, gzip, html, xml, json, …)
 * and `TABULAR_FORMAT_UNKNOWN` for binary content.
 */
export function detectFormat(head: Uint8Array, fileName: string): TabularFormat {
  if (startsWith(head, [0x50, 0x41, 0x52, 0x31])) return 'parquet';
  if (startsWith(head, [0x50, 0x41, 0x52, 0x45]))
    throw new TabularError('TABULAR_FORMAT_REFUSED', { kind: 'parquet-encrypted' });
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6]))
    return zipFormat(head, fileName);
  const refused = REFUSED.find((known) => startsWith(head, known.magic));
  if (refused) throw new TabularError('TABULAR_FORMAT_REFUSED', { kind: refused.kind });
  const { encoding } = detectEncoding(head);
  if (!encoding.startsWith('utf-16') && !looksLikeText(head))
    throw new TabularError('TABULAR_FORMAT_UNKNOWN');
  const text = createTranscoder(encoding).push(head).toString('utf8').trimStart();
  return textFormat(text, fileName);
}

function zipFormat(head: Uint8Array, fileName: string): TabularFormat {
  // The first entry of other office files names them; XLSX begins with one of its own parts.
  const name = Buffer.from(head.subarray(30, 30 + 64)).toString('latin1');
  const kind = name.startsWith('mimetype')
    ? 'ods'
    : name.startsWith('word/')
      ? 'docx'
      : name.startsWith('ppt/')
        ? 'pptx'
        : undefined;
  if (kind) throw new TabularError('TABULAR_FORMAT_REFUSED', { kind });
  const office = /^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/|customXml\/)/u.test(name);
  if (office || /\.xls[xm]$/iu.test(fileName)) return 'xlsx';
  throw new TabularError('TABULAR_FORMAT_REFUSED', { kind: 'zip' });
}

function textFormat(text: string, fileName: string): TabularFormat {
  if (/^<(!doctype html|html|table)/iu.test(text))
    throw new TabularError('TABULAR_FORMAT_REFUSED', { kind: 'html' });
  if (/^<\?xml/iu.test(text)) throw new TabularError('TABULAR_FORMAT_REFUSED', { kind: 'xml' });
  if (text.startsWith('{\\rtf')) throw new TabularError('TABULAR_FORMAT_REFUSED', { kind: 'rtf' });
  if (text.startsWith('{')) return jsonFormat(text, fileName);
  if (/^\[\s*[[{]/u.test(text)) throw new TabularError('TABULAR_FORMAT_REFUSED', { kind: 'json-array' });
  return 'csv';
}

function jsonFormat(text: string, fileName: string): TabularFormat {
  const end = text.indexOf('\n');
  if (end < 0) return /\.(jsonl|ndjson|json)$/iu.test(fileName) || text.startsWith('{"') ? 'jsonl' : 'csv';
  try {
    JSON.parse(text.slice(0, end));
    return 'jsonl';
  } catch {
    if (/^\{\s*"/u.test(text)) {
      const pretty = /^\{\s*\n/u.test(text) || !/\.(jsonl|ndjson)$/iu.test(fileName);
      if (pretty) throw new TabularError('TABULAR_FORMAT_REFUSED', { kind: 'json' });
      return 'jsonl';
    }
    return 'csv';
  }
}

/** True when the bytes could be text at all: hardly any control characters. */
export function looksLikeText(head: Uint8Array): boolean {
  let controls = 0;
  for (const byte of head) if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  return controls <= 4 + MAX_CONTROL_SHARE * head.length;
}
