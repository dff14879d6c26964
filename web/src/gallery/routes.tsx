import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { flagParam, searchSchema } from '../platform/search-params.ts';
import { rootRoute } from '../shell/root-route.tsx';

/** Every component in every state, and whole pages made of them. In development, or with `?gallery=1`. */
const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/design',
  validateSearch: searchSchema({ gallery: flagParam() }),
  beforeLoad: ({ search }) => {
    if (!import.meta.env.DEV && search.gallery !== true) throw notFound();
  },
  component: lazyRouteComponent(() => import('./gallery-shell.tsx'), 'GalleryShell'),
});

const componentsRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./components-page.tsx'), 'ComponentsPage'),
});

const inboxRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./sample-inbox-page.tsx'), 'SampleInboxPage'),
});

const cockpitRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/cockpit',
  component: lazyRouteComponent(() => import('./sample-cockpit-page.tsx'), 'SampleCockpitPage'),
  staticData: { foldsNavigation: true },
});

const requestRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/requests',
  component: lazyRouteComponent(() => import('./sample-request-page.tsx'), 'SampleRequestPage'),
  staticData: { foldsNavigation: true },
});

const catalogueRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/catalogue',
  component: lazyRouteComponent(() => import('./sample-catalogue-page.tsx'), 'SampleCataloguePage'),
});

export const routes = [
  galleryRoute.addChildren([componentsRoute, inboxRoute, cockpitRoute, requestRoute, catalogueRoute]),
];
