import { createRootRouteWithContext } from '@tanstack/react-router';
import type { RouterContext } from '../platform/areas.ts';
import { ErrorPage } from './error-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** Parent of pages that need no session (sign-in, public verification). */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
});
