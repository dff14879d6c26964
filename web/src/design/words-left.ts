/** A field in which a person types. */
export interface TypedField {
  name: string;
  label: string;
  /** Where choices stand beside the words: which parts of it, or of each of its rows, are words. */
  of?: readonly string[];
}

/** All that stands in a field, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

const pick = (value: object, parts: readonly string[]) =>
  parts.map((part) => (value as Record<string, unknown>)[part]);

function wordsIn(value: unknown, parts: readonly string[] | undefined): string {
  if (parts === undefined || typeof value !== 'object' || value === null) return textsIn(value).join('\n');
  if (!Array.isArray(value)) return textsIn(pick(value, parts)).join('\n');
  const rows = value.map((row: object) => textsIn(pick(row, parts)).join('\n'));
  return rows.filter((row) => row !== '').join('\n\n');
}

/** The words of a draft by the names of its fields, in the order of the form. */
export function wordsLeft(patch: object, fields: readonly TypedField[]): { label: string; text: string }[] {
  return fields
    .map(({ name, label, of }) => ({ label, text: wordsIn((patch as Record<string, unknown>)[name], of) }))
    .filter(({ text }) => text !== '');
}
