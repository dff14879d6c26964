import { isUtf8 } from 'node:buffer';
import { TabularError } from './errors.ts';
import { incompleteUtf8Tail } from './transcode.ts';
import type { Encoding } from './transcode.ts';

export interface EncodingGuess {
  encoding: Encoding;
  bom: boolean;
  /** 0 to 1. 1 for a byte order mark; 0.5 for plain ASCII, where only the rest of the file can tell. */
  confidence: number;
  /** Bytes of the head that cannot be decoded under this guess. */
  badBytes: number;
}

/** Of the two-byte characters in real Chinese text nearly all are GB 2312 hanzi or punctuation. */
const MIN_FAMILIAR_SHARE = 0.6;
const MAX_BAD_SHARE = 0.02;

/**
 * Decides between UTF-8, UTF-16 and GB18030 (which covers GBK and GB 2312). A sequence cut off at the end of
 * the head is not held against an encoding. 64 KiB of head are plenty; below some 20 Chinese characters the
 * confidence says so. Throws `TABULAR_ENCODING_UNKNOWN` if none fits.
 */
export function detectEncoding(head: Uint8Array): EncodingGuess {
  const marked = byteOrderMark(head);
  if (marked) return { encoding: marked, bom: true, confidence: 1, badBytes: 0 };
  const wide = unmarkedUtf16(head);
  if (wide) return { encoding: wide, bom: false, confidence: 0.9, badBytes: 0 };
  const utf8 = countUtf8(head);
  if (utf8.sequences === 0 && utf8.bad === 0)
    return { encoding: 'utf-8', bom: false, confidence: 0.5, badBytes: 0 };
  const gb = countGb18030(head);
  const gbFits =
    gb.pairs > 0 &&
    gb.bad <= MAX_BAD_SHARE * (gb.pairs + gb.bad) &&
    gb.familiar >= MIN_FAMILIAR_SHARE * gb.pairs;
  if (utf8.bad === 0) {
    // Short GB texts such as 联通 are valid UTF-8 by accident, but then only as two-byte sequences.
    const accident = utf8.longSequences === 0 && gbFits && gb.familiar === gb.pairs;
    if (accident) return { encoding: 'gb18030', bom: false, confidence: 0.7, badBytes: 0 };
    return {
      encoding: 'utf-8',
      bom: false,
      confidence: Math.min(0.99, 0.8 + utf8.sequences / 100),
      badBytes: 0,
    };
  }
  const utf8Fits = utf8.longSequences > 20 * utf8.bad;
  if (utf8Fits && !(gbFits && gb.bad === 0)) {
    return { encoding: 'utf-8', bom: false, confidence: 0.9, badBytes: utf8.bad };
  }
  if (gbFits) {
    return {
      encoding: 'gb18030',
      bom: false,
      confidence: Math.min(0.99, 0.6 + gb.pairs / 100),
      badBytes: gb.bad,
    };
  }
  throw new TabularError('TABULAR_ENCODING_UNKNOWN', { utf8Bad: utf8.bad, gb18030Bad: gb.bad });
}

function byteOrderMark(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0x84 && head[1] === 0x31 && head[2] === 0x95 && head[3] === 0x33) return 'gb18030';
  return undefined;
}

/** ASCII delimiters and line ends of UTF-16 text leave NULs in every other place. */
function unmarkedUtf16(head: Uint8Array): Encoding | undefined {
  let even = 0;
  let odd = 0;
  let lineEnds = 0;
  for (let i = 0; i + 1 < head.length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
    if ((head[i] ?? 0) + (head[i + 1] ?? 0) === 10) lineEnds++;
  }
  if (lineEnds === 0 || even + odd < head.length / 50) return undefined;
  if (odd > 20 * even) return 'utf-16le';
  return even > 20 * odd ? 'utf-16be' : undefined;
}

function countUtf8(head: Uint8Array): { sequences: number; longSequences: number; bad: number } {
  const bytes = head.subarray(0, head.length - incompleteUtf8Tail(head));
  const count = { sequences: 0, longSequences: 0, bad: 0 };
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      at++;
      continue;
    }
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (byte >= 0xc2 && isUtf8(bytes.subarray(at, at + size)) && at + size <= bytes.length) {
      count.sequences++;
      if (size > 2) count.longSequences++;
      at += size;
    } else {
      count.bad++;
      at++;
    }
  }
  return count;
}

function countGb18030(bytes: Uint8Array): { pairs: number; familiar: number; bad: number } {
  const count = { pairs: 0, familiar: 0, bad: 0 };
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]!;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const rest = bytes.length - at;
    const trail = bytes[at + 1] ?? 0;
    if (rest === 1 || (rest < 4 && trail >= 0x30 && trail <= 0x39)) break;
    if (lead > 0x80 && lead < 0xff && trail >= 0x40 && trail !== 0x7f && trail !== 0xff) {
      count.pairs++;
      if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3)))
        count.familiar++;
      at += 2;
    } else if (isFourByte(bytes, at)) {
      at += 4;
    } else {
      count.bad++;
      at++;
    }
  }
  return count;
}

function isFourByte(bytes: Uint8Array, at: number): boolean {
  const [a, b, c, d] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!];
  return a > 0x80 && a < 0xff && b >= 0x30 && b <= 0x39 && c > 0x80 && c < 0xff && d >= 0x30 && d <= 0x39;
}
