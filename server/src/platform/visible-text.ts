const INVISIBLE = String.raw`[\s\p{Z}\p{C}\p{DI}\u2800]+`;
const INVISIBLE_EDGES = new RegExp(`^${INVISIBLE}|${INVISIBLE}$`, 'gu');

/** What a text says: without what cannot be seen at its ends, so that nothing is stated or reasoned by blanks. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE_EDGES, '');
}

/** How much of it there is, in characters. */
export function visibleLength(text: string): number {
  return [...visibleText(text)].length;
}
