import { createRoute, notFound } from '@tanstack/react-router';
import { lazyPage } from '../platform/lazy-page.ts';
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
  component: lazyPage(() => import('./gallery-shell.tsx'), 'GalleryShell'),
});

const componentsRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/',
  component: lazyPage(() => import('./components-page.tsx'), 'ComponentsPage'),
});

const inboxRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/inbox',
  component: lazyPage(() => import('./sample-inbox-page.tsx'), 'SampleInboxPage'),
});

const cockpitRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/cockpit',
  component: lazyPage(() => import('./sample-cockpit-page.tsx'), 'SampleCockpitPage'),
  staticData: { foldsNavigation: true },
});

const requestRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/requests',
  component: lazyPage(() => import('./sample-request-page.tsx'), 'SampleRequestPage'),
  staticData: { foldsNavigation: true },
});

const catalogueRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/catalogue',
  component: lazyPage(() => import('./sample-catalogue-page.tsx'), 'SampleCataloguePage'),
});

export const routes = [
  galleryRoute.addChildren([componentsRoute, inboxRoute, cockpitRoute, requestRoute, catalogueRoute]),
];
