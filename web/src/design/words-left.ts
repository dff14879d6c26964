/** All that a person typed into a field, however deep; of rows of a table their names. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((row: { name?: unknown }) => textsIn(row?.name ?? row));
  return Object.values(value).flatMap(textsIn);
}

/** The words of a draft by the names of its fields; fields without a name on the form hold choices, no words. */
export function wordsLeft(
  patch: object,
  labels: Readonly<Record<string, string>>,
): { label: string; text: string }[] {
  return Object.entries(patch).flatMap(([field, value]) => {
    const label = labels[`/${field}`];
    const texts = textsIn(value);
    return label === undefined || texts.length === 0 ? [] : [{ label, text: texts.join('\n') }];
  });
}
