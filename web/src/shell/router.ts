import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import type { Area } from '../platform/areas.ts';
import { parseSearch, stringifySearch } from '../platform/search-params.ts';
import { consoleRoute } from './console-route.tsx';
import { ErrorPage } from './error-page.tsx';
import { homeRoute, unknownRoute } from './home-route.tsx';
import { rootRoute } from './root-route.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page needs the width: the navigation starts folded to its icons. */
    foldsNavigation?: boolean;
  }
}

/** Joins the routes of all areas below their own parents: the console's route, or the root for public pages. */
function buildTree(areas: readonly Area[]) {
  const contributed = areas.flatMap((area) => area.routes);
  const inConsole = contributed.filter((route) => route.options.getParentRoute?.() === consoleRoute);
  const isPublic = contributed.filter((route) => route.options.getParentRoute?.() === rootRoute);
  return rootRoute.addChildren([
    consoleRoute.addChildren([homeRoute, unknownRoute, ...inConsole]),
    ...isPublic,
  ]);
}

export function createConsoleRouter(queryClient: QueryClient, areas: readonly Area[]) {
  return createRouter({
    routeTree: buildTree(areas),
    context: { queryClient, areas },
    search: { strict: true }, // what a page does not know is not in its address
    parseSearch,
    stringifySearch,
    defaultErrorComponent: ErrorPage,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}
