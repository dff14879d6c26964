import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../platform/lazy-page.ts';
import { consoleRoute } from '../../shell/console-route.tsx';

const cockpitRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/cockpit',
  component: lazyPage(() => import('./cockpit-page.tsx'), 'CockpitPage'),
  staticData: { foldsNavigation: true },
});

export const routes = [cockpitRoute];
