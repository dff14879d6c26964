import { createRoute, redirect } from '@tanstack/react-router';
import { consoleRoute } from './console-route.tsx';
import { firstEntryOf } from './nav.ts';

/** `/` leads to the person's first page: the inbox where it exists. */
export const homeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const contributed = context.areas.flatMap((area) => area.routes.map((route) => String(route.path)));
    throw redirect({ href: firstEntryOf(context.session.roles, contributed) });
  },
});
