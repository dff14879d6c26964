import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TermItem } from './agreement.ts';
import { findRaised, itemsAsRaised } from './raise-grades.ts';

const graded = fc.record({
  grade: fc.constantFrom(1, 2, 3, 4) as fc.Arbitrary<TermItem['grade']>,
  personal: fc.boolean(),
});
const agreed = fc.record({ agreed: graded, unmasked: fc.boolean(), now: fc.option(graded) });

test('the stricter of agreed and present grade holds, whatever the entry says [37.personal-information]', () => {
  fc.assert(
    fc.property(fc.array(agreed, { maxLength: 6 }), (cases) => {
      const items = cases.map((one, index): TermItem => {
        return { name: `i${index}`, modes: ['query'], kind: 'text', ...one.agreed, unmasked: one.unmasked };
      });
      const present = cases.flatMap(({ now }, index) =>
        now ? [{ name: `i${index}`, key: false, type: 'C', recognized: null, kind: 'text', ...now }] : [],
      );
      const raised = findRaised({ items }, { version: 2, items: present });
      const enforced = raised ? itemsAsRaised(items, raised) : items;
      enforced.forEach((item, index) => {
        const one = cases[index];
        const now = one?.now ? [one.now] : present;
        expect(item.grade).toBe(Math.max(one?.agreed.grade ?? 0, ...now.map(({ grade }) => grade)));
        expect(item.personal).toBe(Boolean(one?.agreed.personal) || now.some(({ personal }) => personal));
        const stricter = item.grade !== one?.agreed.grade || item.personal !== one.agreed.personal;
        expect(item.unmasked).toBe(Boolean(one?.unmasked && !stricter));
      });
    }),
  );
});
