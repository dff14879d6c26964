import type { FieldProblem } from '../../platform/problem.ts';
import { lettersIn } from '../../platform/letters.ts';
import type { Content, Draft, Item } from './catalogue-api.ts';

type Fault = Pick<FieldProblem, 'field' | 'code'>;
type Lookup = (value: unknown, field: string, content: Content) => boolean;

const leastCharacters: Readonly<Record<string, number>> = { '/title': 2, '/summary': 10 };
const leastLetters = 4;

const pathOf = (field: string) => field.split('/').slice(1);

function valueAt(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as never)[key] : undefined),
    from,
  );
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.every(isEmpty);
}

function isTwice(_: unknown, field: string, { items }: Content): boolean {
  const [, index = '', key = ''] = pathOf(field);
  const names = items.map((item) => String(item[key as keyof Item]).toLowerCase());
  return names.filter((name) => name === names[Number(index)]).length > 1;
}

function isUnfitGrade(_: unknown, field: string, { items }: Content): boolean {
  const item = items[Number(pathOf(field)[1])];
  return item !== undefined && (item.level === 'general') === (item.grade === null);
}

/** By code of the fault: whether what stands there now is still refused, as filing has it. */
const stillRefused: Readonly<Record<string, Lookup>> = {
  CATALOGUE_FIELD_REQUIRED: (value, field, { shareClass }) =>
    isEmpty(value) && !(field === '/modes' && shareClass === 'withheld'),
  CATALOGUE_FIELD_SHORT: (value, field) => [...String(value).trim()].length < (leastCharacters[field] ?? 1),
  CATALOGUE_FIELD_BASIS_VAGUE: (value) => lettersIn(String(value ?? '')) < leastLetters,
  CATALOGUE_FIELD_ARTICLE_MISSING: (value) => !/[\d一二三四五六七八九十百]/.test(String(value ?? '')),
  CATALOGUE_FIELD_NOT_DECLARED: (value) => value !== true,
  CATALOGUE_FIELD_TWICE: isTwice,
  CATALOGUE_FIELD_MODES_UNDELIVERED: (value) =>
    Array.isArray(value) && value.every((mode) => mode === 'subscribe'),
  CATALOGUE_FIELD_GRADE_UNFIT: isUnfitGrade,
};

/** Whether rows stand where they stood, each perhaps edited: none came, went or moved. */
function isAligned(then: readonly string[], now: readonly string[]): boolean {
  const former = new Set(then);
  return then.length === now.length && !now.some((row, index) => row !== then[index] && former.has(row));
}

/** Where a field of then is now, or undefined where its row is there no more as it was. */
function placeNow(field: string, then: Content, now: Content): string | undefined {
  const [list, index = '', ...rest] = pathOf(field);
  if (list !== 'items' || index === '') return field;
  const [before, after] = [then.items, now.items].map((rows) => rows.map((row) => JSON.stringify(row)));
  if (isAligned(before ?? [], after ?? [])) return field;
  const place = after?.indexOf(before?.[Number(index)] ?? '') ?? -1;
  return place === -1 ? undefined : ['', 'items', place, ...rest].join('/');
}

/** A choice that filing asks for only elsewhere is no fault any longer. */
function isDropped(field: string, { shareClass, openness }: Content): boolean {
  if (field.startsWith('/conditions/')) return shareClass !== 'conditional';
  if (field.startsWith('/withheld/')) return shareClass !== 'withheld';
  return field === '/openness/condition' && openness.kind !== 'conditional';
}

interface Standing {
  content: Content;
  /** Assessments are no part of the content: what they still lack, as the server has it. */
  gaps: Draft['assessmentGaps'];
}

/** Of the faults of a refusal, the fields that are as they were or still break the rule they broke. */
export function unmended(
  refused: readonly Fault[],
  then: Content | undefined,
  { content: now, gaps }: Standing,
): string[] {
  const isOpen = ({ field, code }: Fault) => {
    const [list, part] = pathOf(field);
    if (list === 'assessments') return gaps.some(({ kind }) => kind === part);
    if (then === undefined) return true;
    if (isDropped(field, now)) return false;
    const place = placeNow(field, then, now);
    if (place === undefined) return false;
    const value = valueAt(now, pathOf(place));
    const breaks = stillRefused[code];
    if (breaks !== undefined) return breaks(value, place, now);
    return JSON.stringify(value) === JSON.stringify(valueAt(then, pathOf(field)));
  };
  return refused.filter(isOpen).map(({ field }) => field);
}
