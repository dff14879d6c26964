import type { IconName } from '../design/icon.tsx';
import type { MessageKey } from '../platform/i18n.ts';
import type { Role } from '../platform/session.ts';

export interface NavEntry {
  id: string;
  to: string;
  icon: IconName;
  label: MessageKey;
  /** Who sees it; everybody when absent. The server decides again on every call. */
  visibleTo?: readonly Role[];
}

export interface NavGroup {
  id: string;
  label?: MessageKey;
  entries: readonly NavEntry[];
}

const supervisors: readonly Role[] = ['authorityOfficer', 'departmentHead', 'sharingOfficeHead', 'auditor'];

/** The console's one navigation. An entry shows only when an area has contributed the route it points to. */
export const navigation: readonly NavGroup[] = [
  {
    id: 'work',
    entries: [
      { id: 'inbox', to: '/inbox', icon: 'inbox', label: 'console.nav.inbox' },
      { id: 'cockpit', to: '/cockpit', icon: 'gauge', label: 'console.nav.cockpit', visibleTo: supervisors },
    ],
  },
  {
    id: 'sharing',
    label: 'console.nav.group.sharing',
    entries: [
      { id: 'catalogue', to: '/catalogue', icon: 'catalogue', label: 'console.nav.catalogue' },
      { id: 'imports', to: '/imports', icon: 'import', label: 'console.nav.imports' },
      { id: 'requests', to: '/requests', icon: 'request', label: 'console.nav.requests' },
      { id: 'agreements', to: '/agreements', icon: 'agreement', label: 'console.nav.agreements' },
      { id: 'exchange', to: '/exchange', icon: 'exchange', label: 'console.nav.exchange' },
    ],
  },
  {
    id: 'trust',
    label: 'console.nav.group.trust',
    entries: [
      { id: 'ledger', to: '/ledger', icon: 'ledger', label: 'console.nav.ledger' },
      { id: 'statute', to: '/statute', icon: 'statute', label: 'console.nav.statute' },
    ],
  },
  {
    id: 'system',
    label: 'console.nav.group.system',
    entries: [
      {
        id: 'administration',
        to: '/administration',
        icon: 'administration',
        label: 'console.nav.administration',
        visibleTo: ['systemOperator', 'authorityOfficer', 'sharingOfficeHead', 'departmentHead', 'auditor'],
      },
    ],
  },
];

function isVisibleTo(entry: NavEntry, roles: readonly string[]): boolean {
  return entry.visibleTo === undefined || entry.visibleTo.some((role) => roles.includes(role));
}

/** The groups a person sees; empty groups fall away. `base` goes before every path. */
export function visibleNavigation(
  roles: readonly string[],
  isContributed: (to: string) => boolean,
  base = '',
): readonly NavGroup[] {
  return navigation
    .map((group) => ({
      ...group,
      entries: group.entries
        .filter((entry) => isVisibleTo(entry, roles) && isContributed(entry.to))
        .map((entry) => ({ ...entry, to: `${base}${entry.to}` })),
    }))
    .filter((group) => group.entries.length > 0);
}

/** Where `/` leads: the first visible entry, or the person's own page when no area is there. */
export function firstEntryOf(roles: readonly string[], contributedPaths: readonly string[]): string {
  const groups = visibleNavigation(roles, (to) => contributedPaths.includes(to));
  return groups[0]?.entries[0]?.to ?? '/account';
}

/** The entries of the phone's tab bar before 查找 and 我: the inbox, then the page this role answers for. */
export function phoneTabs(
  roles: readonly string[],
  isContributed: (to: string) => boolean,
  base = '',
): readonly NavEntry[] {
  const visible = visibleNavigation(roles, isContributed, base).flatMap((group) => group.entries);
  const wanted = roles.some((role) => role === 'authorityOfficer' || role === 'departmentHead')
    ? ['inbox', 'cockpit']
    : ['inbox', 'catalogue'];
  return visible.filter((entry) => wanted.includes(entry.id));
}

/** The entry a path belongs to, for the mark of the current page. */
export function isCurrent(entry: NavEntry, pathname: string): boolean {
  return pathname === entry.to || pathname.startsWith(`${entry.to}/`);
}
