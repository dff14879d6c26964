import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareCatalogueCodes,
  formatCatalogueCode,
  generateCatalogueCode,
  isCatalogueCode,
  nextCatalogueCode,
  parseCatalogueCode,
} from './index.ts';
import type { CatalogueCode } from './index.ts';

function code(text: string): CatalogueCode {
  if (!isCatalogueCode(text)) throw new Error(text);
  return text;
}

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

describe('catalogue codes', () => {
  it('are taken apart', () => {
    expect(parseCatalogueCode('３07002015／000012')).toEqual({
      ok: true,
      text: '307002015/000012',
      changes: ['full-width'],
      value: {
        code: '307002015/000012',
        classification: '307002015',
        category: 'department',
        classDigit: '3',
        group: '07',
        subject: '002',
        detail: '015',
        sequence: 12,
        sequenceWidth: 6,
      },
    });
    expect(parseCatalogueCode('101001/1')).toMatchObject({
      ok: true,
      value: { detail: '', category: 'foundation' },
    });
  });

  it.each([
    ['', ['empty']],
    ['407002/1', ['category-unknown']],
    ['30700/1', ['classification-short']],
    ['307002', ['stroke-missing']],
    ['307002/', ['sequence-missing']],
    ['307002/0', ['sequence-zero']],
    ['307002/1/2', ['stroke-twice']],
    ['3A7002/1B', ['character', 'character']],
    ['9A/', ['category-unknown', 'character', 'classification-short', 'sequence-missing']],
    ['307002/1234567890123456', ['sequence-long']],
    [`307002${'0'.repeat(40)}/1`, ['code-long']],
  ])('%j is refused: %j', (input, codes) => {
    const parsed = parseCatalogueCode(input);
    expect(parsed.ok ? [] : parsed.reasons.map((reason) => reason.code)).toEqual(codes);
    expect(isCatalogueCode(input)).toBe(false);
  });

  it('follow the highest of their classification, in its width', () => {
    const taken = ['307002/3', '307002/0041', '307002/5', '307003/99'].map(code);
    expect(nextCatalogueCode('307002', taken)).toBe('307002/0042');
    expect(nextCatalogueCode('307002', [code('307002/99')])).toBe('307002/100');
    expect(nextCatalogueCode('201004', taken)).toBe('201004/1');
    expect(() => nextCatalogueCode('2010', taken)).toThrow(
      expect.objectContaining({ code: 'IDENTIFIER_PARTS_INVALID' }),
    );
  });

  it('compare by number, whatever their width', () => {
    const sorted = ['307002/10', '307002/9', '307001/11'].map(code).toSorted(compareCatalogueCodes);
    expect(sorted).toEqual(['307001/11', '307002/9', '307002/10']);
    expect(compareCatalogueCodes(code('307002/12'), code('307002/000012'))).toBe(0);
  });

  it('format and parse are inverse; generated ones are valid', () => {
    const parts = fc.record({
      classification: fc
        .tuple(fc.constantFrom('1', '2', '3'), digits(5, 14))
        .map(([first, rest]) => first + rest),
      sequence: fc.integer({ min: 1, max: 999_999_999 }),
      sequenceWidth: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(parts, (given) => {
        const formatted = formatCatalogueCode(given);
        expect(parseCatalogueCode(formatted)).toMatchObject({
          ok: true,
          value: { code: formatted, classification: given.classification, sequence: given.sequence },
        });
        const after = nextCatalogueCode(given.classification, [formatted]);
        expect(compareCatalogueCodes(formatted, after)).toBe(-1);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (number) =>
        isCatalogueCode(generateCatalogueCode(() => number)),
      ),
    );
  });

  it('the fast path agrees with the parser', () => {
    const nearly = fc.string({ unit: fc.constantFrom(...'0123/A'), maxLength: 14 });
    fc.assert(
      fc.property(nearly, (text) => isCatalogueCode(text) === parseCatalogueCode(text).ok),
      { numRuns: 500 },
    );
  });
});
