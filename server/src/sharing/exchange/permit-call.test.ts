import { localDate } from '@tandem/calendar';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../platform/app-error.ts';
import { hostedTexts, type Dataset, type RowCondition } from '../imports/index.ts';
import type { AgreementTerms } from '../requests/index.ts';
import { compileAgreement, CompiledAgreements } from './compile-agreement.ts';
import { permitCall, type Call } from './enforce-terms.ts';
import { sandboxTerms, SANDBOX, SANDBOX_COLUMNS, sandboxRows } from './sandbox.ts';
import { keepUntil } from './use-records.ts';

const requester = { id: '0197a000-0000-7000-8000-00000000000b', name: '税务局' };

function termsWith(change: Partial<AgreementTerms>): AgreementTerms {
  const terms = sandboxTerms(SANDBOX.agreementId, requester);
  if (!terms) throw new Error('the sandbox has terms');
  return { ...terms, ...change };
}

const dataset: Dataset = {
  versionId: 'v1',
  resourceId: SANDBOX.resourceId,
  providerId: SANDBOX.providerId,
  number: 1,
  table: 'd_1',
  columns: SANDBOX_COLUMNS,
  rowCount: 300,
  switchedAt: '2026-01-01T00:00:00Z',
};

const names = [...SANDBOX_COLUMNS.map(({ item }) => item), '没有的项'];
const name = fc.constantFrom(...names);
const modes = fc.uniqueArray(fc.constantFrom('query', 'verify', 'batch'), { minLength: 1 });
const keys = new Set(SANDBOX_COLUMNS.filter(({ key }) => key).map(({ item }) => item));
const anyTerms = fc
  .record({
    items: fc.uniqueArray(
      fc.record({
        name,
        modes,
        kind: fc.constant('C'),
        grade: fc.constantFrom(1, 2, 3, 4),
        personal: fc.boolean(),
        unmasked: fc.boolean(),
      }),
      { selector: (item) => item.name, minLength: 1 },
    ),
    rowFilter: fc.array(
      fc.record({
        item: name,
        op: fc.constantFrom('in', 'prefix'),
        values: fc.array(fc.constantFrom('6401', '64', 'x'), { minLength: 1 }),
      }),
      { maxLength: 3 },
    ),
    modes,
  })
  .map((change) => termsWith(change as Partial<AgreementTerms>));
const anyCall: fc.Arbitrary<Call> = fc.record({
  mode: fc.constantFrom('query', 'verify', 'batch'),
  purpose: fc.constantFrom('sandbox', '接口联调', 'marketing', '', undefined),
  items: fc.array(name, { maxLength: 4 }),
  where: fc.array(
    fc.record({ item: name, values: fc.array(fc.constantFrom('640104', '64', 'x', '91'), { minLength: 1 }) }),
    {
      maxLength: 3,
    },
  ),
});

function permitted(terms: AgreementTerms, call: Call) {
  try {
    return permitCall(compileAgreement(terms, dataset), call);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

test('[25.scope] whatever is permitted, it is agreed: items, mode, purpose, and all of the row filter', () => {
  fc.assert(
    fc.property(anyTerms, anyCall, (terms, call) => {
      const permit = permitted(terms, call);
      if (!permit) return;
      const agreed = new Map(terms.items.map((item) => [item.name, item]));
      expect(terms.modes).toContain(call.mode);
      expect([terms.purpose.code, terms.purpose.text]).toContain(call.purpose);
      for (const item of permit.items) expect(agreed.get(item.name)?.modes).toContain(call.mode);
      const columns = new Map(SANDBOX_COLUMNS.map((column) => [column.item, column]));
      for (const { item } of call.where)
        expect(keys.has(item) || agreed.get(item)?.modes.includes(call.mode), item).toBe(true);
      for (const { item, op, values } of terms.rowFilter) {
        const found = columns.get(item);
        const expected: RowCondition =
          found === undefined
            ? { column: 'row_no', op: 'in', values: [] }
            : op === 'in'
              ? { column: found.column, op, values: values.flatMap((value) => hostedTexts(found, value)) }
              : { column: found.column, op: 'prefixes', values };
        expect(permit.conditions).toContainEqual(expected);
      }
    }),
    { numRuns: 2000 },
  );
});

test('[37.personal-information] a personal item is bare only by grade 1, data of the highest grade never, but by the provider’s express consent', () => {
  fc.assert(
    fc.property(anyTerms, (terms) => {
      const { items } = compileAgreement(terms, dataset);
      for (const item of terms.items) {
        const compiled = items.get(item.name);
        if (!compiled) continue;
        const isCitizen = compiled.type === 'residentId';
        const guarded = isCitizen || (item.personal ? item.grade > 1 : item.grade === 4);
        expect(compiled.mask !== undefined).toBe(guarded && !item.unmasked);
        if (compiled.mask && (item.grade === 4 || (isCitizen && !item.personal)))
          expect(compiled.mask('11010519491231002X')).toBe('******');
      }
    }),
  );
});

test('terms are compiled once for each version of agreement and data, and no more of them are kept than fit', () => {
  const cache = new CompiledAgreements(2);
  const terms = termsWith({});
  const first = cache.get(terms, dataset);
  expect(cache.get({ ...terms, state: 'suspended' }, dataset)).toBe(first);
  expect(cache.get({ ...terms, version: 2 }, dataset)).not.toBe(first);
  expect(cache.get(terms, { ...dataset, versionId: 'v2' })).not.toBe(first);
  expect(cache.get(terms, dataset)).not.toBe(first);
});

test('the sandbox is the same on every platform, and its codes have good check digits', () => {
  const rows = sandboxRows();
  expect(rows).toHaveLength(300);
  expect(sandboxRows()).toEqual(rows);
  expect(rows.some(([, , division]) => division?.startsWith('6401'))).toBe(true);
  expect(rows.some(([, , division]) => !division?.startsWith('6401'))).toBe(true);
});

test('[29.use-records] three years are counted to the day, also from a leap day', () => {
  expect(keepUntil(localDate('2026-11-23'))).toBe('2029-11-23');
  expect(keepUntil(localDate('2028-02-29'))).toBe('2031-03-01');
});
