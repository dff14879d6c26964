import { createRoute, redirect } from '@tanstack/react-router';
import { lazyPage } from '../../platform/lazy-page.ts';
import { choiceParam, flagParam, searchSchema, textParam } from '../../platform/search-params.ts';
import { roles } from '../../platform/session.ts';
import { standings } from './administration-api.ts';
import { consoleRoute } from '../../shell/console-route.tsx';

const id = textParam(36);

const indexRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/administration',
  beforeLoad: () => {
    throw redirect({ to: '/administration/departments' });
  },
});

const departmentsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/administration/departments',
  validateSearch: searchSchema({ q: textParam(60), all: flagParam(), open: id }),
  component: lazyPage(() => import('./departments-page.tsx'), 'DepartmentsPage'),
});

const peopleRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/administration/people',
  validateSearch: searchSchema({
    q: textParam(40),
    department: id,
    role: choiceParam(roles),
    all: flagParam(),
    open: id,
  }),
  component: lazyPage(() => import('./people-page.tsx'), 'PeoplePage'),
});

const delegationsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/administration/delegations',
  component: lazyPage(() => import('./delegations-page.tsx'), 'DelegationsPage'),
});

const accountsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/administration/accounts',
  validateSearch: searchSchema({ q: textParam(60), open: id, standing: choiceParam(standings) }),
  component: lazyPage(() => import('./accounts-page.tsx'), 'AccountsPage'),
});

const systemsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/administration/systems',
  validateSearch: searchSchema({ department: id, expiring: flagParam() }),
  component: lazyPage(() => import('./systems-page.tsx'), 'SystemsPage'),
});

export const routes = [
  indexRoute,
  departmentsRoute,
  peopleRoute,
  delegationsRoute,
  accountsRoute,
  systemsRoute,
];
