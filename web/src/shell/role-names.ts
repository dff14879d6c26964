import { isMessageKey } from '@tandem/messages';
import { useText } from '../platform/i18n.ts';
import { type Role, useSession } from '../platform/session.ts';

const byWeight: readonly Role[] = [
  'departmentHead',
  'authorityOfficer',
  'sharingOfficeHead',
  'auditor',
  'clerk',
  'systemOperator',
];

/** A role in words; one that this console does not know stays as the server names it. */
export function useRoleName(): (role: string) => string {
  const t = useText();
  return (role) => {
    const key = `console.role.${role}`;
    return isMessageKey(key) ? t(key) : role;
  };
}

/** The signed-in person's roles in words, weightiest first; where there are none, that. */
export function useRoleNames(): readonly string[] {
  const t = useText();
  const roleName = useRoleName();
  const { roles: held } = useSession();
  const names = byWeight.filter((role) => held.includes(role)).map(roleName);
  return names.length > 0 ? names : [t('administration.roles.none')];
}
