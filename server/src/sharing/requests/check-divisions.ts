import { parseDivisionCode } from '@tandem/identifiers';
import type { FieldError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { listKnownCodes } from '../../foundation/divisions/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { findDataset } from '../imports/index.ts';
import type { RequestableResource } from './asked-resource.ts';
import type { ScopeFilter } from './scope.ts';

/** The code as the register holds it: villages are not in it, so the township that one lies in. */
function registeredCode(value: string): string | undefined {
  const parsed = parseDivisionCode(value);
  if (!parsed.ok) return undefined;
  const { code, level, parents } = parsed.value;
  return level === 'village' ? parents[0] : code;
}

type Asked = Pick<RequestableResource, 'id' | 'items'>;

/** Entries compiled by hand recognize nothing: the name says it, as long as no rows do. */
const NAMED_AFTER_DIVISIONS = /区划|行政区/u;

/** Row filters that ask for divisions where an item holds none that can be told: no row would be found by them. */
async function findMisplaced(
  tx: Tx,
  rowFilter: readonly ScopeFilter[],
  { id, items }: Asked,
): Promise<FieldError[]> {
  const unsure = rowFilter.flatMap(({ item: name, op }, index) => {
    const item = items.find((one) => one.name === name);
    return op === 'division' && item !== undefined && item.recognized !== 'divisionCode'
      ? [{ ...item, field: `/rowFilter/${index}/item` }]
      : [];
  });
  if (unsure.length === 0) return [];
  const served = new Map((await findDataset(tx, id))?.columns.map(({ item, type }) => [item, type]));
  const holdsDivisions = ({ name, type, recognized }: Asked['items'][number]) =>
    recognized === null &&
    (served.get(name) === 'divisionCode' || (type === 'C' && NAMED_AFTER_DIVISIONS.test(name)));
  return unsure
    .filter((item) => !holdsDivisions(item))
    .map(({ name, field }) => ({
      field,
      code: 'REQUEST_FILTER_ITEM_NO_DIVISION',
      params: { item: name },
      rule: rule('20.statements').id,
    }));
}

/**
 * Row filters by division on items that hold none, and divisions that they name though there are none, and never were: no
 * row would be found, and nobody would know why. What is no code at all is a fault of its own.
 */
export async function checkDivisions(
  tx: Tx,
  rowFilter: readonly ScopeFilter[],
  asked: Asked,
): Promise<FieldError[]> {
  const recognized = new Set(
    asked.items.filter((item) => item.recognized === 'divisionCode').map(({ name }) => name),
  );
  const named = rowFilter.flatMap(({ item, op, values }, index) =>
    op === 'division' || recognized.has(item)
      ? values.flatMap((value) => {
          const code = registeredCode(value);
          return code === undefined ? [] : [{ field: `/rowFilter/${index}/values`, value, code }];
        })
      : [],
  );
  const misplaced = await findMisplaced(tx, rowFilter, asked);
  if (named.length === 0) return misplaced;
  const known = new Set(await listKnownCodes(tx, [...new Set(named.map(({ code }) => code))]));
  const unknown = named
    .filter(({ code }) => !known.has(code))
    .map(({ field, value }) => ({
      field,
      code: 'REQUEST_FILTER_DIVISION_UNKNOWN',
      params: { value },
      rule: rule('20.statements').id,
    }));
  return [...misplaced, ...unknown];
}
