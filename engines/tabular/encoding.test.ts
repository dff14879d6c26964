import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectEncoding } from './detect-encoding.ts';
import { readCsv } from './read-csv.ts';
import { piecesOf, readAll } from './testing.ts';
import { createTranscoder } from './transcode.ts';
import type { Encoding } from './transcode.ts';

/** 名称,代码 / 中国科技,𠮷镕 in GB18030: two-byte and four-byte sequences. */
const GB_HEAD = Buffer.from('c3fbb3c62cb4fac2eb0a', 'hex');
const GB_ROW = Buffer.from('d6d0b9facbc6bcbc2c9536953694620a', 'hex');

const transcode = (encoding: Encoding, chunks: readonly Uint8Array[]): string => {
  const transcoder = createTranscoder(encoding);
  return Buffer.concat([
    ...chunks.map((chunk) => Buffer.from(transcoder.push(chunk))),
    transcoder.end(),
  ]).toString('utf8');
};

describe('detection', () => {
  it.each<[string, Uint8Array, Encoding, boolean]>([
    ['UTF-8', Buffer.from('名称,代码\n中国,1\n'), 'utf-8', false],
    ['UTF-8 with mark', Buffer.from('\ufeff名称\n'), 'utf-8', true],
    ['ASCII', Buffer.from('a,b\n1,2\n'), 'utf-8', false],
    ['UTF-16 LE with mark', Buffer.from('\ufeff名称,代码\n', 'utf16le'), 'utf-16le', true],
    ['UTF-16 BE with mark', Buffer.from('\ufeff名称,代码\n', 'utf16le').swap16(), 'utf-16be', true],
    ['UTF-16 LE without mark', Buffer.from('name,code,date\n1,2,3\n', 'utf16le'), 'utf-16le', false],
    ['GB18030', Buffer.concat([GB_HEAD, GB_ROW]), 'gb18030', false],
    ['the two characters 联通', Buffer.from('c1aacda8', 'hex'), 'gb18030', false],
  ])('%s', (_, head, encoding, bom) => {
    expect(detectEncoding(head)).toMatchObject({ encoding, bom });
  });

  it('does not hold a sequence cut at the end of the head against an encoding', () => {
    const utf8 = Buffer.from('统一社会信用代码,企业名称\n'.repeat(5));
    const gb = Buffer.concat([GB_HEAD, ...Array.from({ length: 10 }, () => GB_ROW)]);
    for (let size = 12; size <= utf8.length; size++)
      expect(detectEncoding(utf8.subarray(0, size)).encoding).toBe('utf-8');
    for (let size = 8; size <= gb.length; size++)
      expect(detectEncoding(gb.subarray(0, size)).encoding).toBe('gb18030');
  });

  it('stays with UTF-8 when a few bytes are damaged', () => {
    const damaged = Buffer.concat([
      Buffer.from('企业名称代码地址,'.repeat(20)),
      Buffer.from([0xff, 0xc3]),
      Buffer.from(',结束'),
    ]);
    expect(detectEncoding(damaged)).toMatchObject({ encoding: 'utf-8', badBytes: 2 });
  });

  it('refuses what is none of them', () => {
    const latin1 = Buffer.from(
      'caf\u00e9 na\u00efve \u00fcber Stra\u00dfe se\u00f1or\n'.repeat(10),
      'latin1',
    );
    expect(() => detectEncoding(latin1)).toThrow(
      expect.objectContaining({ code: 'TABULAR_ENCODING_UNKNOWN' }),
    );
  });
});

describe('transcoding', () => {
  it('gives equal text for GB18030 cut at every byte', () => {
    const content = Buffer.concat([GB_HEAD, GB_ROW]);
    const whole = transcode('gb18030', [content]);
    expect(whole).toBe(new TextDecoder('gb18030').decode(content));
    expect(whole).toContain('中国');
    for (let cut = 0; cut <= content.length; cut++) {
      expect(transcode('gb18030', [content.subarray(0, cut), content.subarray(cut)])).toBe(whole);
    }
    expect(transcode('gb18030', piecesOf(content, 1))).toBe(whole);
  });

  it('decodes damaged UTF-8 like TextDecoder, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (content, size) => {
        expect(transcode('utf-8', piecesOf(content, size))).toBe(new TextDecoder('utf-8').decode(content));
      }),
      { numRuns: 1000 },
    );
  });

  it('cuts UTF-16 anywhere', () => {
    const content = Buffer.from('\ufeff名称,😀\n', 'utf16le');
    expect(transcode('utf-16le', piecesOf(content, 1))).toBe('名称,😀\n');
  });
});

describe('bad bytes', () => {
  it('end as U+FFFD in their own row and leave delimiters standing', async () => {
    const content = Buffer.concat([GB_HEAD, GB_ROW, Buffer.from('d6', 'hex'), Buffer.from(',ok\n'), GB_ROW]);
    const { rows } = await readAll(await readCsv([content], { encoding: 'gb18030' }));
    expect(rows).toHaveLength(3);
    expect(rows[1]).toEqual(['\ufffd', 'ok']);
    expect(rows[2]).toEqual(rows[0]);
  });
});
