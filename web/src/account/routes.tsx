import { createRoute, redirect } from '@tanstack/react-router';
import { lazyPage } from '../platform/lazy-page.ts';
import { sessionQuery } from '../platform/session.ts';
import { flagParam, searchSchema, textParam } from '../platform/search-params.ts';
import { consoleRoute } from '../shell/console-route.tsx';
import { rootRoute } from '../shell/root-route.tsx';
import { safeReturnPath } from './safe-return-path.ts';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: searchSchema({ next: textParam(2000), failure: textParam(80), ended: flagParam() }),
  beforeLoad: async ({ context, search }) => {
    const known = await context.queryClient.ensureQueryData(sessionQuery);
    if (known !== null) throw redirect({ href: safeReturnPath(search.next) });
  },
  component: lazyPage(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/account',
  component: lazyPage(() => import('./account-page.tsx'), 'AccountPage'),
});

const passwordRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/account/password',
  component: lazyPage(() => import('./password-page.tsx'), 'PasswordPage'),
});

export const routes = [signInRoute, accountRoute, passwordRoute];
