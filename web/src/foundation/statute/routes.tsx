import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { choiceParam, searchSchema, textParam } from '../../platform/search-params.ts';
import { rootRoute } from '../../shell/root-route.tsx';

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
  component: lazyRouteComponent(() => import('../../shell/open-shell.tsx'), 'OpenShell'),
});

const statutePageRoute = createRoute({
  getParentRoute: () => statuteRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./statute-page.tsx'), 'StatutePage'),
});

export const routes = [statuteRoute.addChildren([statutePageRoute])];
