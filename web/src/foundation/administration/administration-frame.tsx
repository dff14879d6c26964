import type { ReactNode } from 'react';
import { PageHeader } from '../../design/page-header.tsx';
import { SectionLinks } from '../../design/section-links.tsx';
import { type MessageKey, useText } from '../../platform/i18n.ts';
import { type Role, useSession } from '../../platform/session.ts';

interface Section {
  to: string;
  label: MessageKey;
  /** Who has business there; everybody when absent. */
  visibleTo?: readonly Role[];
}

const sections: readonly Section[] = [
  { to: '/administration/departments', label: 'administration.departments' },
  { to: '/administration/people', label: 'administration.people' },
  { to: '/administration/delegations', label: 'administration.delegations' },
  { to: '/administration/accounts', label: 'administration.accounts', visibleTo: ['systemOperator'] },
  { to: '/administration/systems', label: 'administration.systems' },
];

interface AdministrationFrameProps {
  title: string;
  note?: ReactNode;
  /** At most one primary button. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Head of every page of administration: which part, and the way to the others. */
export function AdministrationFrame({ title, note, actions, children }: AdministrationFrameProps) {
  const t = useText();
  const { roles } = useSession();
  const shown = sections.filter(
    ({ visibleTo }) => visibleTo === undefined || visibleTo.some((role) => roles.includes(role)),
  );
  return (
    <>
      <PageHeader title={title} note={note} actions={actions} />
      <SectionLinks
        label={t('administration.sections')}
        sections={shown.map(({ to, label }) => ({ to, label: t(label) }))}
      />
      {children}
    </>
  );
}
