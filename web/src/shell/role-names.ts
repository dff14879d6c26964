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

/** The signed-in person's roles in words, weightiest first. */
export function useRoleNames(): readonly string[] {
  const t = useText();
  const { roles: held } = useSession();
  return byWeight.filter((role) => held.includes(role)).map((role) => t(`console.role.${role}`));
}
