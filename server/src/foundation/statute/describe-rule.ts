import type { Language } from '@tandem/messages';
import { rule } from './rulebook.ts';

/** A rule as clocks, refusals and requirements refer to it: with the link to its article in the console. */
export interface RuleReference {
  id: string;
  article: number | null;
  /** A platform rule that serves an article is still none of its provisions. */
  kind: 'statute' | 'platform';
  title: string;
  href: string;
}

export function describeRule(id: string, language: Language): RuleReference {
  const found = rule(id);
  const { article, kind, title } = found;
  const anchor = article === null || kind === 'platform' ? id : `art-${article}`;
  return { id, article, kind, title: title[language], href: `/statute#${anchor}` };
}
