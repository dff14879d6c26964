import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../platform/lazy-page.ts';
import { dayParam, searchSchema, textParam } from '../platform/search-params.ts';
import { consoleRoute } from '../shell/console-route.tsx';
import { rootRoute } from '../shell/root-route.tsx';

const ledgerRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/ledger',
  validateSearch: searchSchema({
    receipt: textParam(36),
    kind: textParam(80),
    subject: textParam(200),
    from: dayParam(),
    to: dayParam(),
  }),
  component: lazyPage(() => import('./ledger-page.tsx'), 'LedgerPage'),
});

/** Open to everybody: an auditor needs no account to check a receipt. */
const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify',
  component: lazyPage(() => import('../shell/open-shell.tsx'), 'OpenShell'),
});

const verifyPageRoute = createRoute({
  getParentRoute: () => verifyRoute,
  path: '/',
  component: lazyPage(() => import('./verify-page.tsx'), 'VerifyPage'),
});

export const routes = [ledgerRoute, verifyRoute.addChildren([verifyPageRoute])];
