import type { Language } from '@tandem/messages';
import { titleIn } from '../../platform/titles.ts';
import { departmentWord } from '../../platform/i18n.ts';
import type { Hit, SearchAnswer, Segment } from './catalogue-api.ts';

export const isMarked = (segments: readonly Segment[]) => segments.some(({ hit }) => hit);

interface Wording {
  shown: readonly Segment[];
  /** The other language, where it says more to this reader: the official name, or what was found. */
  beside: readonly Segment[] | null;
}

/** A text in the reader's language, where there is one; the other one where only that was found. */
function inLanguage(
  { zh, en }: { zh: readonly Segment[]; en: readonly Segment[] },
  language: Language,
): Wording {
  const [shown, other] = language === 'en' && en.length > 0 ? [en, zh] : [zh, en];
  return { shown, beside: isMarked(other) && !isMarked(shown) ? other : null };
}

export const titleOf = (hit: Hit, language: Language): Wording => {
  const words = inLanguage({ zh: hit.title, en: hit.titleEn }, language);
  // The Chinese title is the entry's name: it is never left out.
  return words.shown === hit.title ? words : { ...words, beside: hit.title };
};

export const summaryOf = (hit: Hit, language: Language): Wording =>
  inLanguage({ zh: hit.summary, en: hit.summaryEn }, language);

type Synonyms = SearchAnswer['synonyms'];

/** Words of a hit that were not typed: what they stand for. */
export function synonymsIn(hit: Hit, synonyms: Synonyms): { found: string; term: string }[] {
  const texts = [hit.title, hit.titleEn, hit.summary, hit.summaryEn, ...hit.matchedItems, ...hit.matchedTags];
  const marked = texts
    .flat()
    .filter((part) => part.hit)
    .map(({ text }) => text.toLowerCase());
  return synonyms.flatMap(({ term, others }) => {
    if (marked.some((text) => text.includes(term))) return [];
    const found = others.find((other) => marked.some((text) => text.includes(other)));
    return found === undefined ? [] : [{ found, term }];
  });
}

/** Nothing that the row shows was found: it was the department's name, the code, or words apart. */
export function isUnmarked(hit: Hit): boolean {
  const texts = [hit.title, hit.titleEn, hit.summary, hit.summaryEn, ...hit.matchedItems, ...hit.matchedTags];
  return !texts.some(isMarked);
}

/** An entry as a line of a choice: title and department. */
export function hitLabel(hit: Hit, language: Language): string {
  const title = titleOf(hit, language)
    .shown.map(({ text }) => text)
    .join('');
  return `${title} · ${departmentWord(hit.providerName)}`;
}

/** The entry of a source department, by its title in the reader's language. */
export const sourceTitle = (
  source: { resourceTitle: string; resourceTitleEn: string },
  language: Language,
): string => titleIn(language, { title: source.resourceTitle, titleEn: source.resourceTitleEn }).text;
