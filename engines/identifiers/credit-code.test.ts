import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  generateCreditCode,
  generateOrganizationCode,
  isCreditCode,
  isOrganizationCode,
  parseCreditCode,
  parseOrganizationCode,
} from './index.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const draws = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 24,
  maxLength: 24,
});

function randomOf(numbers: readonly number[]): () => number {
  let next = 0;
  return () => numbers[next++ % numbers.length] ?? 0;
}

function reasonCodes(input: string): (string | number)[][] {
  const parsed = parseCreditCode(input);
  return parsed.ok
    ? []
    : parsed.reasons.map((reason) => ('at' in reason ? [reason.code, reason.at] : [reason.code]));
}

describe('统一社会信用代码', () => {
  it('takes a code apart', () => {
    expect(parseCreditCode('91350100M000100Y43')).toEqual({
      ok: true,
      text: '91350100M000100Y43',
      changes: [],
      value: {
        code: '91350100M000100Y43',
        department: '9',
        category: '1',
        division: '350100',
        organizationCode: 'M000100Y4',
        checkCharacter: '3',
      },
    });
  });

  it.each([
    ['', [['empty']]],
    [' \u200B', [['empty']]],
    ['91350100M000100Y4', [['length']]],
    ['91350100M000100Y4Z', [['character', 17]]],
    ['91350100M000100Y44', [['credit-check', 17]]],
    ['9135010OM000100Y43', [['character', 7]]],
    [
      'I1350A00M0S0100YA3',
      [
        ['character', 0],
        ['character', 5],
        ['character', 10],
        ['character', 16],
      ],
    ],
    [
      '91350100M000100YX3',
      [
        ['organization-check', 16],
        ['credit-check', 17],
      ],
    ],
    ['9135010一M000100Y43', [['character', 7]]],
  ])('says everything that is wrong with %j', (input, codes) => {
    expect(reasonCodes(input)).toEqual(codes);
    expect(isCreditCode(input)).toBe(false);
  });

  it('lets a person override check characters, nothing else', () => {
    const issued = parseCreditCode('91350211M0000XUF46');
    expect(issued).toMatchObject({ ok: false, overridable: true, value: { organizationCode: 'M0000XUF4' } });
    expect(issued.ok ? [] : issued.reasons.every((reason) => reason.overridable)).toBe(true);
    const mistyped = parseCreditCode('9135021IM0000XUF46');
    expect(mistyped).toMatchObject({ ok: false, overridable: false });
    expect('value' in mistyped).toBe(false);
  });

  it('judges the organization code inside by itself', () => {
    const wrong = parseCreditCode('91350100M000100Y53');
    const check = wrong.ok ? undefined : wrong.reasons.find(({ code }) => code === 'credit-check');
    const repaired = `91350100M000100Y5${check?.code === 'credit-check' ? check.expected : ''}`;
    expect(reasonCodes(repaired)).toEqual([['organization-check', 16]]);
    expect(isCreditCode(repaired)).toBe(false);
  });

  it('never refuses because of the division', () => {
    const code = generateCreditCode(Math.random, { division: '999999' });
    expect(parseCreditCode(code).ok).toBe(true);
  });

  it('reads what people type and says what it changed', () => {
    const parsed = parseCreditCode('　９１３５０１００ｍ０００１００y43\uFEFF');
    expect(parsed).toMatchObject({
      ok: true,
      text: '91350100M000100Y43',
      changes: ['full-width', 'lower-case', 'space', 'invisible'],
    });
  });

  it('generates valid codes, the same from the same randomness, with the given parts', () => {
    fc.assert(
      fc.property(draws, (numbers) => {
        const code = generateCreditCode(randomOf(numbers));
        expect(isCreditCode(code)).toBe(true);
        expect(parseCreditCode(code).ok).toBe(true);
        expect(generateCreditCode(randomOf(numbers))).toBe(code);
        const organizationCode = generateOrganizationCode(randomOf(numbers));
        const given = { department: '1', category: '2', division: '640100', organizationCode };
        expect(parseCreditCode(generateCreditCode(randomOf(numbers), given))).toMatchObject({
          ok: true,
          value: given,
        });
      }),
    );
  });

  it.each([{ division: '6401' }, { department: 'I' }, { division: '64010A' }])(
    'refuses parts %j',
    (parts) => {
      expect(() => generateCreditCode(Math.random, parts)).toThrow(
        expect.objectContaining({ code: 'IDENTIFIER_PARTS_INVALID' }),
      );
    },
  );

  it('notices every change of one character and every swap of neighbours', () => {
    fc.assert(
      fc.property(draws, fc.nat({ max: 17 }), fc.nat({ max: 30 }), (numbers, at, index) => {
        const code = generateCreditCode(randomOf(numbers));
        const other = alphabet.charAt(index);
        if (other !== code.charAt(at))
          expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
        const swapped = `${code.slice(0, at)}${code.charAt(at + 1)}${code.charAt(at)}${code.slice(at + 2)}`;
        if (at < 17 && swapped !== code) expect(isCreditCode(swapped)).toBe(false);
      }),
    );
  });

  it('the fast path agrees with the parser on canonical text', () => {
    const nearly = fc.oneof(
      draws.map((numbers) => generateCreditCode(randomOf(numbers)) as string),
      fc.string({ unit: fc.constantFrom(...alphabet, 'I', 'Z'), minLength: 17, maxLength: 19 }),
    );
    fc.assert(
      fc.property(nearly, (text) => {
        const parsed = parseCreditCode(text);
        expect(isCreditCode(text)).toBe(parsed.ok);
        expect(parsed.ok || parsed.reasons.length > 0).toBe(true);
      }),
    );
  });
});

describe('组织机构代码', () => {
  it.each(['D2143569X', 'M000100Y4', 'MA770X823'])('%s is valid', (text) => {
    expect(isOrganizationCode(text)).toBe(true);
    const written = `${text.slice(0, 8)}-${text.slice(8)}`;
    expect(parseOrganizationCode(written)).toMatchObject({ ok: true, value: { code: text } });
    expect(parseOrganizationCode(`${text.slice(0, 8)}－${text.slice(8)} `)).toMatchObject({ ok: true });
  });

  it.each([
    ['D21435690', ['organization-check'], true],
    ['D2143569A', ['character'], false],
    ['-214356-X', ['length'], false],
    ['D2143569', ['length'], false],
  ])('%s is refused: %j', (text, codes, overridable) => {
    const parsed = parseOrganizationCode(text);
    expect(parsed.ok ? [] : parsed.reasons.map(({ code }) => code)).toEqual(codes);
    expect(parsed).toMatchObject({ overridable });
    expect(isOrganizationCode(text)).toBe(false);
  });

  it('is generated valid', () => {
    fc.assert(
      fc.property(draws, (numbers) => isOrganizationCode(generateOrganizationCode(randomOf(numbers)))),
    );
    expect(generateOrganizationCode(Math.random, { body: 'D2143569' })).toBe('D2143569X');
    expect(() => generateOrganizationCode(Math.random, { body: 'D214356' })).toThrow(
      expect.objectContaining({ code: 'IDENTIFIER_PARTS_INVALID' }),
    );
  });
});
