import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '../../shell/console-route.tsx';

const cockpitRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/cockpit',
  component: lazyRouteComponent(() => import('./cockpit-page.tsx'), 'CockpitPage'),
  staticData: { foldsNavigation: true },
});

export const routes = [cockpitRoute];
