import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markHits } from './mark-hits.ts';

const draw = (text: string, words: string[]) =>
  markHits(text, words)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('');

it.each([
  ['企业社会保险缴费信息', ['社会保险', '缴费'], '企业[社会保险][缴费]信息'],
  ['社保与社会保险', ['社', '社会保险'], '[社]保与[社会保险]'],
  ['Tax (VAT)', ['vat)', '  '], 'Tax ([VAT)]'],
  ['a.b', ['.'], 'a[.]b'],
  ['无', [], '无'],
])('%j with %j is %j', (text, words, marked) => {
  expect(draw(text, words)).toBe(marked);
});

it('never changes the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string(), { maxLength: 4 }), (text, words) => {
      expect(
        markHits(text, words)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
