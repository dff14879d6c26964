import { translate } from '@tandem/messages';
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../platform/lazy-page.ts';
import { answer, api } from '../../platform/api.ts';
import type { FindSource } from '../../platform/areas.ts';
import { currentLanguage } from '../../platform/i18n.ts';
import {
  choiceParam,
  dayParam,
  flagParam,
  listParam,
  numberParam,
  searchSchema,
  textParam,
} from '../../platform/search-params.ts';
import { shareClasses } from '../../design/share-class-badge.tsx';
import { consoleRoute } from '../../shell/console-route.tsx';
import { cycles, levels, modes, sorts } from './entry-words.ts';

const parent = { getParentRoute: () => consoleRoute } as const;
const workPage = { foldsNavigation: true } as const;

const searchRoute = createRoute({
  ...parent,
  path: '/catalogue',
  validateSearch: searchSchema({
    q: textParam(200),
    share: listParam(shareClasses),
    provider: listParam(),
    cycle: listParam(cycles),
    mode: listParam(modes),
    level: listParam(levels),
    personal: choiceParam(['true', 'false']),
    announced: choiceParam(['first', 'recollected']),
    from: dayParam(),
    to: dayParam(),
    sort: choiceParam(sorts),
    literal: flagParam(),
  }),
  component: lazyPage(() => import('./search-page.tsx'), 'SearchPage'),
});

const draftsRoute = createRoute({
  ...parent,
  path: '/catalogue/drafts',
  component: lazyPage(() => import('./drafts-page.tsx'), 'DraftsPage'),
});

const newRoute = createRoute({
  ...parent,
  path: '/catalogue/new',
  validateSearch: searchSchema({ import: textParam(40) }),
  component: lazyPage(() => import('./new-entry-page.tsx'), 'NewEntryPage'),
});

const spreadsheetRoute = createRoute({
  ...parent,
  path: '/catalogue/spreadsheet',
  component: lazyPage(() => import('./spreadsheet-page.tsx'), 'SpreadsheetPage'),
});

const entryRoute = createRoute({
  ...parent,
  path: '/catalogue/$resourceId',
  validateSearch: searchSchema({ compare: numberParam({ min: 1 }) }),
  component: lazyPage(() => import('./entry-page.tsx'), 'EntryPage'),
  staticData: workPage,
});

const compileRoute = createRoute({
  ...parent,
  path: '/catalogue/$resourceId/compile',
  validateSearch: searchSchema({ step: choiceParam(['basics', 'items', 'sharing', 'assessments']) }),
  component: lazyPage(() => import('./compile-page.tsx'), 'CompilePage'),
  staticData: workPage,
});

const reviewRoute = createRoute({
  ...parent,
  path: '/catalogue/$resourceId/review',
  component: lazyPage(() => import('./review-page.tsx'), 'ReviewPage'),
  staticData: workPage,
});

export const routes = [
  searchRoute,
  draftsRoute,
  newRoute,
  spreadsheetRoute,
  entryRoute,
  compileRoute,
  reviewRoute,
];

async function findEntries(text: string, signal: AbortSignal) {
  const { items } = await answer(
    api.GET('/api/v1/catalogue/suggestions', { params: { query: { q: text } }, signal }),
  );
  return items.flatMap((item) =>
    item.resourceId === null
      ? []
      : [
          {
            id: item.resourceId,
            title: item.text.map((part) => part.text).join(''),
            note: item.note,
            href: `/catalogue/${item.resourceId}`,
          },
        ],
  );
}

export const findSources: readonly FindSource[] = [
  { id: 'catalogue', label: () => translate('console.nav.catalogue', currentLanguage()), find: findEntries },
];
