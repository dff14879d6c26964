import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../platform/lazy-page.ts';
import { choiceParam, searchSchema, textParam } from '../../platform/search-params.ts';
import { consoleRoute } from '../../shell/console-route.tsx';

const modes = ['query', 'verify', 'batch'] as const;

const tryRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/exchange',
  validateSearch: searchSchema({ agreement: textParam(36), mode: choiceParam(modes) }),
  component: lazyPage(() => import('./try-page.tsx'), 'TryPage'),
});

const callsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/exchange/calls',
  validateSearch: searchSchema({
    side: choiceParam(['requester', 'provider', 'all']),
    outcome: choiceParam(['answered', 'refused']),
    sandbox: choiceParam(['true', 'false']),
    mode: choiceParam(modes),
    agreement: textParam(36),
    resource: textParam(36),
    from: textParam(10),
    to: textParam(10),
    call: textParam(36),
  }),
  component: lazyPage(() => import('./calls-page.tsx'), 'CallsPage'),
});

const systemsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/exchange/systems',
  component: lazyPage(() => import('./systems-page.tsx'), 'SystemsPage'),
});

const guideRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/exchange/guide',
  component: lazyPage(() => import('./guide-page.tsx'), 'GuidePage'),
});

export const routes = [tryRoute, callsRoute, systemsRoute, guideRoute];
