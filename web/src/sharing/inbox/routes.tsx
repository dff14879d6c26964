import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../platform/lazy-page.ts';
import { choiceParam, flagParam, searchSchema, textParam } from '../../platform/search-params.ts';
import { consoleRoute } from '../../shell/console-route.tsx';
import { countInbox } from './inbox-api.ts';

const inboxRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/inbox',
  validateSearch: searchSchema({ task: textParam(120), kind: textParam(80) }),
  component: lazyPage(() => import('./inbox-page.tsx'), 'InboxPage'),
});

const noticesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/notices',
  component: lazyPage(() => import('./notices-page.tsx'), 'NoticesPage'),
});

const overdueRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/overdue',
  validateSearch: searchSchema({
    department: textParam(36),
    kind: textParam(60),
    urged: choiceParam(['true', 'false']),
    year: flagParam(),
  }),
  component: lazyPage(() => import('./overdue-page.tsx'), 'OverduePage'),
});

export const routes = [inboxRoute, noticesRoute, overdueRoute];
export const navCounts = { inbox: countInbox };
