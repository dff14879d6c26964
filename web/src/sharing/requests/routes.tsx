import { translate } from '@tandem/messages';
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../platform/lazy-page.ts';
import { answer, api } from '../../platform/api.ts';
import type { FindSource } from '../../platform/areas.ts';
import { currentLanguage, departmentWord } from '../../platform/i18n.ts';
import {
  choiceParam,
  dayParam,
  flagParam,
  listParam,
  searchSchema,
  textParam,
} from '../../platform/search-params.ts';
import { consoleRoute } from '../../shell/console-route.tsx';
import { titleIn } from '../../platform/titles.ts';
import { agreementStates, decisions, requestStates, sides } from './standings.ts';

const parent = { getParentRoute: () => consoleRoute } as const;
const workPage = { foldsNavigation: true } as const;

const requestsRoute = createRoute({
  ...parent,
  path: '/requests',
  validateSearch: searchSchema({
    q: textParam(100),
    side: choiceParam(sides),
    state: listParam(requestStates),
    overdue: flagParam(),
    resource: textParam(40),
    provider: textParam(40),
    owed: flagParam(),
    decision: choiceParam(decisions),
    from: dayParam(),
    to: dayParam(),
    repliedFrom: dayParam(),
    repliedTo: dayParam(),
    judgedFrom: dayParam(),
    judgedTo: dayParam(),
    lateFrom: dayParam(),
    lateTo: dayParam(),
    supplemented: flagParam(),
    authority: textParam(40),
  }),
  component: lazyPage(() => import('./requests-page.tsx'), 'RequestsPage'),
});

const newRequestRoute = createRoute({
  ...parent,
  path: '/requests/new',
  validateSearch: searchSchema({ resource: textParam(40), copy: textParam(40) }),
  component: lazyPage(() => import('./new-request-page.tsx'), 'NewRequestPage'),
});

const demandsRoute = createRoute({
  ...parent,
  path: '/requests/demands',
  validateSearch: searchSchema({ demand: textParam(40), review: textParam(40), q: textParam(100) }),
  component: lazyPage(() => import('./demands-page.tsx'), 'DemandsPage'),
});

const requestRoute = createRoute({
  ...parent,
  path: '/requests/$requestId',
  component: lazyPage(() => import('./request-page.tsx'), 'RequestPage'),
  staticData: workPage,
});

const editRequestRoute = createRoute({
  ...parent,
  path: '/requests/$requestId/edit',
  component: lazyPage(() => import('./edit-request-page.tsx'), 'EditRequestPage'),
  staticData: workPage,
});

const agreementsRoute = createRoute({
  ...parent,
  path: '/agreements',
  validateSearch: searchSchema({
    q: textParam(100),
    side: choiceParam(sides),
    state: listParam(agreementStates),
    undisposed: flagParam(),
    resource: textParam(40),
  }),
  component: lazyPage(() => import('./agreements-page.tsx'), 'AgreementsPage'),
});

const agreementRoute = createRoute({
  ...parent,
  path: '/agreements/$agreementId',
  component: lazyPage(() => import('./agreement-page.tsx'), 'AgreementPage'),
  staticData: workPage,
});

export const routes = [
  requestsRoute,
  newRequestRoute,
  demandsRoute,
  requestRoute,
  editRequestRoute,
  agreementsRoute,
  agreementRoute,
];

async function findRequests(text: string, signal: AbortSignal) {
  const page = await answer(
    api.GET('/api/v1/requests', { params: { query: { q: text, limit: 5 } }, signal }),
  );
  return page.items.map((row) => ({
    id: row.id,
    title: titleIn(currentLanguage(), row.resource).text,
    note: [row.number, departmentWord(row.requester.name), departmentWord(row.provider.name)]
      .filter(Boolean)
      .join(' · '),
    href: `/requests/${row.id}`,
  }));
}

async function findAgreements(text: string, signal: AbortSignal) {
  const page = await answer(
    api.GET('/api/v1/agreements', { params: { query: { q: text, limit: 5 } }, signal }),
  );
  return page.items.map((row) => ({
    id: row.id,
    title: titleIn(currentLanguage(), row.resource).text,
    note: [row.number, departmentWord(row.requester.name), departmentWord(row.provider.name)].join(' · '),
    href: `/agreements/${row.id}`,
  }));
}

const readers = ['clerk', 'sharingOfficeHead', 'authorityOfficer', 'departmentHead', 'auditor'];
const visibleTo: NonNullable<FindSource['visibleTo']> = ({ roles }) =>
  roles.some((role) => readers.includes(role));

export const findSources: readonly FindSource[] = [
  {
    id: 'requests',
    label: () => translate('console.nav.requests', currentLanguage()),
    find: findRequests,
    visibleTo,
  },
  {
    id: 'agreements',
    label: () => translate('console.nav.agreements', currentLanguage()),
    find: findAgreements,
    visibleTo,
  },
];
