import type { Language } from '@tandem/messages';
import { rule } from './rulebook.ts';

/** A rule as clocks, refusals and requirements refer to it: with the link to its article in the console. */
export interface RuleReference {
  id: string;
  article: number | null;
  title: string;
  href: string;
}

export function describeRule(id: string, language: Language): RuleReference {
  const found = rule(id);
  const anchor = found.article === null ? id : `art-${found.article}`;
  return { id, article: found.article, title: found.title[language], href: `/statute#${anchor}` };
}
