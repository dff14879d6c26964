import { createRoute, redirect } from '@tanstack/react-router';
import { lazyPage } from '../platform/lazy-page.ts';
import { readSession } from '../platform/session.ts';
import { ErrorPage } from './error-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { PendingPage } from './pending-page.tsx';
import { rootRoute } from './root-route.tsx';

/** Parent of every page of the console: asks for a session first, then draws band, navigation and page. */
export const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'console',
  beforeLoad: async ({ context, location }) => {
    const { known, hasEnded } = await readSession(context.queryClient);
    if (known === null) {
      const search = { next: location.href, ...(hasEnded ? { ended: true } : {}) };
      throw redirect({ to: '/sign-in', search });
    }
    if (known.session.mustChangePassword && location.pathname !== '/account/password') {
      throw redirect({ to: '/account/password' });
    }
    return { session: known.session };
  },
  pendingComponent: PendingPage,
  pendingMs: 300,
  pendingMinMs: 0,
  component: lazyPage(() => import('./signed-in-shell.tsx'), 'SignedInShell'),
  errorComponent: ErrorPage,
  notFoundComponent: NotFoundPage,
});
