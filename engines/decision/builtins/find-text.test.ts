import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexOfText } from './find-text.ts';

it('finds what the runtime finds, in texts of few letters and matches of any length', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 6 });
  const repeated = fc.tuple(letters, fc.nat(400)).map(([text, times]) => text.repeat(times));
  const texts = fc.array(repeated, { maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, texts, fc.nat(2000), (text, other, from) => {
      for (const match of [other, text.slice(from), text.slice(from, -1), text.slice(1) + 'b'])
        expect(indexOfText(text, match)).toBe(text.indexOf(match));
    }),
  );
});

it('takes time in proportion to what it searches', () => {
  const period = `b${'a'.repeat(20_000)}`;
  const started = performance.now();
  expect(indexOfText(period.repeat(40), `${period}a`)).toBe(-1);
  expect(performance.now() - started).toBeLessThan(1000);
});
