import type { Language } from '../../platform/i18n.ts';
import type { StatuteRule } from './statute-query.ts';

export interface RuleFilter {
  q?: string;
  room?: string;
  kind?: 'statute' | 'platform';
  state?: 'in-force' | 'to-come';
}

/** The rules of one article, those of the decree first; null: rules of the platform that no article asks for. */
export interface ArticleRules {
  article: number | null;
  rules: StatuteRule[];
}

function matchesText(rule: StatuteRule, q: string | undefined): boolean {
  if (!q) return true;
  const words = [rule.id, rule.title.zh, rule.title.en, rule.text.zh, rule.text.en].join(' ').toLowerCase();
  return words.includes(q.trim().toLowerCase());
}

export function filterRules(rules: readonly StatuteRule[], filter: RuleFilter): StatuteRule[] {
  return rules.filter(
    (rule) =>
      matchesText(rule, filter.q) &&
      (filter.room === undefined || rule.room === filter.room) &&
      (filter.kind === undefined || rule.kind === filter.kind) &&
      (filter.state === undefined || rule.status === filter.state),
  );
}

const kindOrder = { statute: 0, platform: 1 };

/** Article by article; the platform's own rules at the end. */
export function groupByArticle(rules: readonly StatuteRule[]): ArticleRules[] {
  const groups = Map.groupBy(rules, (rule) => rule.article);
  return [...groups]
    .map(([article, list]) => ({
      article,
      rules: list.toSorted((a, b) => kindOrder[a.kind] - kindOrder[b.kind]),
    }))
    .toSorted((a, b) => (a.article ?? Number.POSITIVE_INFINITY) - (b.article ?? Number.POSITIVE_INFINITY));
}

/** Of the rules in force: how many have both code that asks for them and a test that proves them. */
export function countProven(rules: readonly StatuteRule[]): {
  inForce: number;
  proven: number;
  toCome: number;
} {
  const inForce = rules.filter((rule) => rule.status === 'in-force');
  const proven = inForce.filter((rule) => rule.code.length > 0 && rule.tests.length > 0);
  return { inForce: inForce.length, proven: proven.length, toCome: rules.length - inForce.length };
}

/** A title without the mark 平台规则 that the page shows as a badge. */
export function plainTitle(rule: StatuteRule, language: Language): string {
  return rule.title[language].replace(/（平台规则）| \(platform rule\)/, '');
}
