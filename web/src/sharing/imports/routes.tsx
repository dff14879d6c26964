import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../platform/lazy-page.ts';
import { searchSchema, textParam } from '../../platform/search-params.ts';
import { consoleRoute } from '../../shell/console-route.tsx';

const parent = { getParentRoute: () => consoleRoute } as const;

const importsRoute = createRoute({
  ...parent,
  path: '/imports',
  validateSearch: searchSchema({ resource: textParam(40) }),
  component: lazyPage(() => import('./imports-page.tsx'), 'ImportsPage'),
});

const importRoute = createRoute({
  ...parent,
  path: '/imports/$importId',
  validateSearch: searchSchema({ column: textParam(200), rule: textParam(60), at: textParam(200) }),
  component: lazyPage(() => import('./import-page.tsx'), 'ImportPage'),
  staticData: { foldsNavigation: true },
});

const dataRoute = createRoute({
  ...parent,
  path: '/imports/data/$resourceId',
  validateSearch: searchSchema({ version: textParam(40) }),
  component: lazyPage(() => import('./data-page.tsx'), 'DataPage'),
});

export const routes = [importsRoute, importRoute, dataRoute];
