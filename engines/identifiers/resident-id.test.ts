import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateResidentId, isResidentId, parseResidentId } from './index.ts';

const draws = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 8,
  maxLength: 8,
});

function randomOf(numbers: readonly number[]): () => number {
  let next = 0;
  return () => numbers[next++ % numbers.length] ?? 0;
}

function reasonCodes(input: string): (string | number)[][] {
  const parsed = parseResidentId(input);
  return parsed.ok
    ? []
    : parsed.reasons.map((reason) => ('at' in reason ? [reason.code, reason.at] : [reason.code]));
}

describe('公民身份号码', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
  ])('takes %s apart', (text, birthDate, sex) => {
    expect(isResidentId(text)).toBe(true);
    expect(parseResidentId(text)).toMatchObject({
      ok: true,
      value: { code: text, division: text.slice(0, 6), birthDate, sex, sequence: text.slice(14, 17) },
    });
  });

  it.each([
    ['', [['empty']]],
    ['1101051949123100', [['length']]],
    ['11010519491231002Y', [['character', 17]]],
    ['1101051949123100XX', [['character', 16]]],
    ['110105194912310021', [['resident-check', 17]]],
    [
      '11010519490229002X',
      [
        ['birth-date', 6],
        ['resident-check', 17],
      ],
    ],
    [
      '110105194913310020',
      [
        ['birth-date', 6],
        ['resident-check', 17],
      ],
    ],
    [
      'A1010519491231O02X',
      [
        ['character', 0],
        ['character', 14],
      ],
    ],
    ['110105490229002', [['birth-date', 6]]],
    ['11010549A231002', [['character', 8]]],
  ])('says everything that is wrong with %j', (input, codes) => {
    expect(reasonCodes(input)).toEqual(codes);
    expect(isResidentId(input)).toBe(false);
  });

  it('knows leap years', () => {
    const born = (birthDate: string) => generateResidentId(Math.random, { birthDate });
    expect(parseResidentId(born('2000-02-29'))).toMatchObject({
      ok: true,
      value: { birthDate: '2000-02-29' },
    });
    expect(() => born('1900-02-29')).toThrow(expect.objectContaining({ code: 'IDENTIFIER_PARTS_INVALID' }));
  });

  it('lets a person override the check character only', () => {
    expect(parseResidentId('110105194912310021')).toMatchObject({
      overridable: true,
      value: { sex: 'female' },
    });
    expect(parseResidentId('110105194902290021')).toMatchObject({ overridable: false });
  });

  it('says what a number of fifteen digits became', () => {
    expect(parseResidentId('110105491231002')).toEqual({
      ok: false,
      text: '110105491231002',
      changes: [],
      overridable: false,
      reasons: [{ code: 'fifteen-digits', upgraded: '11010519491231002X', overridable: false }],
    });
  });

  it('reads a small x and never minds the division', () => {
    expect(parseResidentId('11010519491231002ｘ')).toMatchObject({
      ok: true,
      changes: ['full-width', 'lower-case'],
    });
    expect(isResidentId(generateResidentId(Math.random, { division: '000000' }))).toBe(true);
  });

  it('generates what was asked for', () => {
    const sexes = fc.constantFrom<('male' | 'female')[]>('male', 'female');
    fc.assert(
      fc.property(draws, sexes, (numbers, sex) => {
        const code = generateResidentId(randomOf(numbers), { division: '640121', sex });
        expect(code).toBe(generateResidentId(randomOf(numbers), { division: '640121', sex }));
        expect(isResidentId(code)).toBe(true);
        expect(parseResidentId(code)).toMatchObject({ ok: true, value: { division: '640121', sex } });
      }),
    );
  });

  it.each([
    { sequence: '12' },
    { sequence: '002', sex: 'male' },
    { division: '1101' },
    { birthDate: '1990-1-1' },
  ] as const)('refuses parts %j', (parts) => {
    expect(() => generateResidentId(Math.random, parts)).toThrow(
      expect.objectContaining({ code: 'IDENTIFIER_PARTS_INVALID' }),
    );
  });

  it('notices every change of one digit; the fast path agrees with the parser', () => {
    fc.assert(
      fc.property(draws, fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (numbers, at, shift) => {
        const code = generateResidentId(randomOf(numbers));
        const changed = `${code.slice(0, at)}${(Number(code.charAt(at)) + shift) % 10}${code.slice(at + 1)}`;
        expect(isResidentId(changed)).toBe(false);
        expect(parseResidentId(changed).ok).toBe(false);
      }),
    );
  });
});
