import { createRoute, redirect } from '@tanstack/react-router';
import { consoleRoute } from './console-route.tsx';
import { firstEntryOf } from './nav.ts';
import { NotFoundPage } from './not-found-page.tsx';

/** `/` leads to the person's first page: the inbox where it exists. */
export const homeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const contributed = context.areas.flatMap((area) => area.routes.map((route) => String(route.fullPath)));
    throw redirect({ href: firstEntryOf(context.session.roles, contributed) });
  },
});

/** Addresses that no area knows; in the shell, so that the navigation is at hand. */
export const unknownRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '$',
  component: NotFoundPage,
});
