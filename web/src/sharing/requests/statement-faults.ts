import type { FieldProblem } from '../../platform/problem.ts';

/** Elements of the form by the field that a refusal names, in the order of the form. */
const FIELDS: Readonly<Record<string, string>> = {
  '/legalBasis': 'basis-title',
  '/legalBasis/title': 'basis-title',
  '/legalBasis/article': 'basis-article',
  '/legalBasis/quote': 'basis-quote',
  '/useCase': 'use-case',
  '/purpose': 'purpose-text',
  '/purpose/text': 'purpose-text',
  '/purpose/code': 'purpose-code',
  '/items': 'items',
  '/rowFilter': 'row-filter',
  '/modes': 'modes',
  '/quota/callsPerDay': 'calls',
  '/quota/rowsPerDay': 'rows',
  '/term': 'term',
  '/term/to': 'term',
  '/truthDeclared': 'truth',
};

export const fieldsInOrder: readonly string[] = Object.keys(FIELDS);

/** The field of the form in which a refused one lies: `/rowFilter/1/values` in `/rowFilter`. */
export function formField(field: string): string {
  const outer = field.slice(0, field.lastIndexOf('/'));
  return field in FIELDS || outer === '' ? field : formField(outer);
}

/** Puts the cursor where a refused field is filled in, never on a button beside it where there is a field. */
export function goToField(field: string): void {
  const place = document.getElementById(FIELDS[formField(field)] ?? '');
  const control = place?.matches('div')
    ? (place.querySelector<HTMLElement>('input:enabled') ?? place.querySelector('button'))
    : place;
  control?.focus();
}

function valueAt(from: unknown, field: string): unknown {
  return field
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? (value as never)[key] : undefined),
      from,
    );
}

/** Nothing filled in is the same, however it is kept. */
function written(value: unknown): string {
  const isBlank = value === undefined || value === null || value === false || value === '';
  return isBlank || (Array.isArray(value) && value.length === 0) ? '' : JSON.stringify(value);
}

/** What is refused as one while a part of it is missing. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  '/legalBasis': ['/legalBasis/title', '/legalBasis/article'],
  '/purpose': ['/purpose/text', '/purpose/code'],
};

/** Of the faults of a refusal, those whose field is as it was when it was refused, or is filled in by half. */
export function openFaults(refused: readonly FieldProblem[], then: object, now: object): FieldProblem[] {
  const isAsItWas = (field: string) => written(valueAt(then, field)) === written(valueAt(now, field));
  const isHalf = (field: string) => PARTS[field]?.some((part) => written(valueAt(now, part)) === '') ?? false;
  return refused.filter(({ field }) => isAsItWas(field) || isHalf(field));
}
