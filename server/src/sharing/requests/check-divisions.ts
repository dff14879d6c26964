import { parseDivisionCode } from '@tandem/identifiers';
import type { FieldError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { listKnownCodes } from '../../foundation/divisions/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import type { RequestableResource } from './asked-resource.ts';
import type { ScopeFilter } from './scope.ts';

/** The code as the register holds it: villages are not in it, so the township that one lies in. */
function registeredCode(value: string): string | undefined {
  const parsed = parseDivisionCode(value);
  if (!parsed.ok) return undefined;
  const { code, level, parents } = parsed.value;
  return level === 'village' ? parents[0] : code;
}

/**
 * Divisions that a row filter names though there are none, and never were: no row would be found, and nobody would know
 * why. What is no code at all is a fault of its own.
 */
export async function checkDivisions(
  tx: Tx,
  rowFilter: readonly ScopeFilter[],
  { items }: Pick<RequestableResource, 'items'>,
): Promise<FieldError[]> {
  const recognized = new Set(
    items.filter((item) => item.recognized === 'divisionCode').map(({ name }) => name),
  );
  const named = rowFilter.flatMap(({ item, op, values }, index) =>
    op === 'division' || recognized.has(item)
      ? values.flatMap((value) => {
          const code = registeredCode(value);
          return code === undefined ? [] : [{ field: `/rowFilter/${index}/values`, value, code }];
        })
      : [],
  );
  if (named.length === 0) return [];
  const known = new Set(await listKnownCodes(tx, [...new Set(named.map(({ code }) => code))]));
  return named
    .filter(({ code }) => !known.has(code))
    .map(({ field, value }) => ({
      field,
      code: 'REQUEST_FILTER_DIVISION_UNKNOWN',
      params: { value },
      rule: rule('20.statements').id,
    }));
}
