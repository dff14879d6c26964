import { cutCharacters, cutQuery, isHan, plainText } from './cut-words.ts';
import type { Stems } from './stem-words.ts';
import { CHARACTER_MARK, TITLE_MARK } from './search-words.ts';
import type { SynonymGroup } from './synonym-store.ts';

/** One thing asked for: the words typed, and other words for the same. */
export interface QueryPart {
  /** As typed, in plain form. */
  text: string;
  words: string[];
  /** Each a list of words; empty when there is none or synonyms are switched off. */
  synonyms: { text: string; words: string[] }[];
}

/** A question taken apart. All parts must be found; of one part, one wording is enough. */
export interface Query {
  text: string;
  parts: QueryPart[];
}

const MAX_PARTS = 12;
const MAX_WORDS = 24;

interface Known {
  term: string;
  others: string[];
}

function knownTerms(groups: readonly SynonymGroup[]): Known[] {
  const known = groups.flatMap(({ terms }) => {
    const plain = terms.map(plainText);
    return plain.map((term) => ({ term, others: plain.filter((other) => other !== term) }));
  });
  return known.toSorted((a, b) => b.term.length - a.term.length);
}

function partOf(text: string, others: readonly string[]): QueryPart {
  return {
    text,
    words: cutQuery(text),
    synonyms: others.map((other) => ({ text: other, words: cutQuery(other) })),
  };
}

/** A Latin term counts only as whole words, so that `tax` is not found inside `syntax`. */
function standsAt(text: string, term: string, at: number): boolean {
  if (isHan(term)) return true;
  const before = text[at - 1] ?? ' ';
  const after = text[at + term.length] ?? ' ';
  return !/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after);
}

/** Splits a stretch of text at the longest known terms in it. */
function splitAtTerms(text: string, known: readonly Known[]): QueryPart[] {
  for (const { term, others } of known) {
    const at = text.indexOf(term);
    if (at < 0 || !standsAt(text, term, at)) continue;
    const rest = known.filter((other) => other.term.length <= term.length);
    return [
      ...splitAtTerms(text.slice(0, at), rest),
      partOf(term, others),
      ...splitAtTerms(text.slice(at + term.length), rest),
    ];
  }
  const words = cutQuery(text);
  return words.map((word) => ({ text: word, words: [word], synonyms: [] }));
}

/** Takes a question apart by the same dictionary as the documents. Without words: no parts. */
export function readQuery(text: string, groups: readonly SynonymGroup[]): Query {
  const plain = plainText(text).trim().replaceAll(/\s+/g, ' ');
  const parts = splitAtTerms(plain, knownTerms(groups)).filter(({ words }) => words.length > 0);
  const seen = new Set<string>();
  const distinct = parts.filter((part) => !seen.has(part.text) && Boolean(seen.add(part.text)));
  return { text: plain, parts: distinct.slice(0, MAX_PARTS) };
}

export function queryWords(query: Query): string[] {
  return query.parts.flatMap(({ words, synonyms }) => [
    ...words,
    ...synonyms.flatMap((synonym) => synonym.words),
  ]);
}

const quote = (lexeme: string) => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** Expression of one word in one of the vectors. Of the word typed last, if it is Latin, the beginning is enough. */
type WordTerm = (word: string, last: boolean) => string;

/** In `matching`, of the whole entry or of its title: all pairs of a Han word's characters, or the stem. */
function inMatching(stems: Stems, mark: typeof CHARACTER_MARK | typeof TITLE_MARK): WordTerm {
  const latinMark = mark === TITLE_MARK ? TITLE_MARK : '';
  return (word, last) => {
    if (!isHan(word)) return latin(`${latinMark}${stems.get(word) ?? word}`, word, last);
    const { single, pairs } = cutCharacters(word);
    const characters = [...(pairs.size > 0 ? pairs : single)].map((text) => quote(`${mark}${text}`));
    return characters.join(' & ');
  };
}

function inRanking(stems: Stems): WordTerm {
  return (word, last) => (isHan(word) ? quote(word) : latin(stems.get(word) ?? word, word, last));
}

function latin(lexeme: string, word: string, last: boolean): string {
  return last && word.length >= 3 && /^[a-z]/.test(word) ? `${quote(lexeme)}:*` : quote(lexeme);
}

function expression(query: Query, term: WordTerm, join: '&' | '|'): string {
  let left = MAX_WORDS;
  const final = query.parts.at(-1);
  const parts = query.parts.map((part) => {
    const { words, synonyms } = part;
    const others = synonyms.filter(
      (synonym) => synonym.words.length > 0 && (left -= synonym.words.length) >= 0,
    );
    const wordings = [
      words.map((word, at) => term(word, part === final && at === words.length - 1)),
      ...others.map((synonym) => synonym.words.map((word) => term(word, false))),
    ];
    return `(${wordings.map((list) => `(${list.join(' & ')})`).join(' | ')})`;
  });
  return parts.join(` ${join} `);
}

export interface QueryVectors {
  anywhere: string;
  inTitle: string;
  ranking: string;
}

/** tsquery literals of a question with at least one part; `join` is `|` when not all parts need be found. */
export function queryVectors(query: Query, stems: Stems, join: '&' | '|' = '&'): QueryVectors {
  return {
    anywhere: expression(query, inMatching(stems, CHARACTER_MARK), join),
    inTitle: expression(query, inMatching(stems, TITLE_MARK), join),
    ranking: expression(query, inRanking(stems), join),
  };
}
