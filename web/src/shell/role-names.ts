import { useText } from '../platform/i18n.ts';
import { roles, useSession } from '../platform/session.ts';

/** The signed-in person's roles in words, weightiest first. */
export function useRoleNames(): readonly string[] {
  const t = useText();
  const { roles: held } = useSession();
  return roles
    .filter((role) => held.includes(role))
    .toReversed()
    .map((role) => t(`console.role.${role}`));
}
