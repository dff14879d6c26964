import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeIdentifier } from './index.ts';

describe('normalizing', () => {
  it.each([
    ['91350100M000100Y43', '91350100M000100Y43', []],
    ['９１３５０１００Ｍ０００１００Ｙ４３', '91350100M000100Y43', ['full-width']],
    ['91350100m000100y43', '91350100M000100Y43', ['lower-case']],
    ['９１３５０１００ｍ０００１００ｙ４３', '91350100M000100Y43', ['full-width', 'lower-case']],
    [' 9135 0100\u00A0M000\u3000100Y43\t', '91350100M000100Y43', ['space']],
    ['\uFEFF91350100\u200BM000100Y43\u0000', '91350100M000100Y43', ['invisible']],
    ['307002／12', '307002/12', ['full-width']],
    [' \u200B', '', ['space', 'invisible']],
    ['９1O\u{1F600}', '91O\u{1F600}', ['full-width']],
  ])('%j becomes %j', (input, text, changes) => {
    expect(normalizeIdentifier(input)).toEqual({ text, changes });
  });

  it('changes nothing the second time, and says so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (input) => {
        const { text } = normalizeIdentifier(input);
        expect(normalizeIdentifier(text)).toEqual({ text, changes: [] });
      }),
    );
  });
});
