import { cutCharacters, cutDocument, isHan } from './cut-words.ts';
import type { Stems } from './stem-words.ts';

/** The texts of an announced entry that search reads. */
export interface SearchTexts {
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  tags: readonly string[];
  items: readonly { name: string; column: string; description: string }[];
  department: string;
  code: string;
}

/** What of `matching` stands in the title, and what is a character or a pair of them: told apart by a prefix. */
export const TITLE_MARK = 't·';
export const CHARACTER_MARK = '·';

type Weight = 'A' | 'B' | 'C' | 'D';
const MAX_POSITION = 16_383;
const MAX_POSITIONS_A_LEXEME = 255;
const MAX_LEXEME = 60;

interface CutTexts {
  fields: Record<Weight, string[]>;
  title: string[];
  characters: { single: Set<string>; pairs: Set<string> };
  titleCharacters: { single: Set<string>; pairs: Set<string> };
}

/** Cuts all texts once; `wordsOf` lists every word, for stemming before the vectors are made. */
export function cutTexts(texts: SearchTexts): CutTexts {
  const names = texts.items.map(({ name }) => name).join('，');
  const columns = texts.items.map(({ column }) => column).join(' ');
  const title = cutDocument(`${texts.title} ${texts.titleEn}`);
  return {
    title,
    fields: {
      A: title,
      B: cutDocument(`${names} ${columns}`),
      C: cutDocument(`${texts.summary} ${texts.summaryEn} ${texts.tags.join('，')}`),
      D: cutDocument(`${texts.department} ${texts.code}`),
    },
    characters: cutCharacters(
      `${texts.title}，${names}，${texts.tags.join('，')}，${texts.summary}，${texts.department}`,
    ),
    titleCharacters: cutCharacters(texts.title),
  };
}

export function wordsOf(cut: CutTexts): string[] {
  return Object.values(cut.fields).flat();
}

function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Literal of a tsvector with positions and weights, to rank by. */
export function rankingVector(cut: CutTexts, stems: Stems): string {
  const places = new Map<string, string[]>();
  let position = 0;
  for (const [weight, words] of Object.entries(cut.fields)) {
    for (const word of words) {
      position = Math.min(position + 1, MAX_POSITION);
      const lexeme = stems.get(word) ?? word;
      if (lexeme.length > MAX_LEXEME) continue;
      const list = places.get(lexeme) ?? [];
      if (list.length < MAX_POSITIONS_A_LEXEME) list.push(`${position}${weight}`);
      places.set(lexeme, list);
    }
    // A gap, so that the last word of one field and the first of the next are no neighbours.
    position += 20;
  }
  return [...places].map(([lexeme, list]) => `${quoteLexeme(lexeme)}:${list.join(',')}`).join(' ');
}

/**
 * Literal of a tsvector without positions, to find by: Latin stems, and of Han texts each character and each pair of
 * neighbours. Any two characters are found whatever the dictionary makes of them; longer words by all their pairs.
 */
export function matchingVector(cut: CutTexts, stems: Stems): string {
  const latin = (words: readonly string[]) =>
    words.filter((word) => !isHan(word)).map((word) => stems.get(word) ?? word);
  const han = ({ single, pairs }: CutTexts['characters']) => [...single, ...pairs];
  const lexemes = new Set([
    ...latin(wordsOf(cut)),
    ...latin(cut.title).map((word) => `${TITLE_MARK}${word}`),
    ...han(cut.characters).map((text) => `${CHARACTER_MARK}${text}`),
    ...han(cut.titleCharacters).map((text) => `${TITLE_MARK}${text}`),
  ]);
  return [...lexemes]
    .filter((lexeme) => lexeme.length <= MAX_LEXEME)
    .map(quoteLexeme)
    .join(' ');
}
