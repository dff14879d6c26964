import type { Query } from './read-query.ts';

/** A stretch of text, and whether it is what was asked for. Joined, the stretches are the text. */
export interface Segment {
  text: string;
  hit: boolean;
}

/** What is marked: the words typed, one by one, and other wordings as a whole. */
function wordings(query: Query): string[] {
  const texts = query.parts.flatMap(({ text, words, synonyms }) => [
    text,
    ...words,
    ...synonyms.map((synonym) => synonym.text),
  ]);
  const usable = [...new Set(texts)].filter((text) => text.length > 0);
  return usable.toSorted((a, b) => b.length - a.length);
}

const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Makes a marker of one question, to be used on many texts. */
export function hitMarker(query: Query): (text: string) => Segment[] {
  const alternatives = wordings(query).map((text) => {
    if (!/^[a-z0-9]/.test(text)) return escape(text);
    // The stemmer cuts endings; so does the mark: `enterprises` is hit by `enterprise`, and the other way round.
    const trunk = text.replace(/(?:ies|es|s|y|e|ing|ed|ation)$/, '');
    const begin = trunk.length >= 3 ? trunk : text;
    return `(?<![a-z0-9])${escape(begin)}[a-z0-9]*`;
  });
  if (alternatives.length === 0) return (text) => (text === '' ? [] : [{ text, hit: false }]);
  const pattern = new RegExp(`(?:${alternatives.join('|')})+`, 'giu');
  return (text) => markText(text, pattern);
}

function markText(text: string, pattern: RegExp): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) segments.push({ text: text.slice(end, match.index), hit: false });
    segments.push({ text: match[0], hit: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) segments.push({ text: text.slice(end), hit: false });
  return segments;
}

export function hasHit(segments: readonly Segment[]): boolean {
  return segments.some(({ hit }) => hit);
}
