import { translate } from '@tandem/messages';
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../platform/lazy-page.ts';
import { answer, api } from '../../platform/api.ts';
import type { FindSource } from '../../platform/areas.ts';
import { currentLanguage } from '../../platform/i18n.ts';
import { choiceParam, searchSchema, textParam } from '../../platform/search-params.ts';
import { rootRoute } from '../../shell/root-route.tsx';
import { filterRules, plainTitle } from './group-rules.ts';

/** Open to everybody: whoever is bound by a rule may read it. */
const statuteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/statute',
  validateSearch: searchSchema({
    q: textParam(80),
    room: textParam(60),
    kind: choiceParam(['statute', 'platform']),
    state: choiceParam(['in-force', 'to-come']),
  }),
  component: lazyPage(() => import('../../shell/open-shell.tsx'), 'OpenShell'),
});

const statutePageRoute = createRoute({
  getParentRoute: () => statuteRoute,
  path: '/',
  component: lazyPage(() => import('./statute-page.tsx'), 'StatutePage'),
});

export const routes = [statuteRoute.addChildren([statutePageRoute])];

/** At most this many rules among the answers of the palette. */
const MOST_FOUND = 5;

/** 21 or 第21条: the article itself; any other words: what rules say. */
async function findRules(text: string, signal: AbortSignal) {
  const { rules } = await answer(api.GET('/api/v1/statute', { signal }));
  const article = /^(?:第\s*|art\.?\s*)?(\d{1,2})\s*条?$/i.exec(text.trim())?.[1];
  const found =
    article === undefined
      ? filterRules(rules, { q: text })
      : rules.filter((rule) => rule.article === Number(article));
  const language = currentLanguage();
  return found.slice(0, MOST_FOUND).map((rule) => ({
    id: rule.id,
    title: plainTitle(rule, language),
    note:
      rule.article === null
        ? translate('statute.kind.platform', language)
        : translate('statute.article', language, { article: rule.article }),
    href: `/statute#${rule.id}`,
  }));
}

export const findSources: readonly FindSource[] = [
  { id: 'statute', label: () => translate('statute.title', currentLanguage()), find: findRules },
];
