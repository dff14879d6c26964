import { useNavigate } from '@tanstack/react-router';
import { useTellProblem } from '../design/tell-problem.ts';
import { useActFor, useSignOut } from '../platform/session.ts';

/** Signs out and leads to the sign-in page; where that can not be done, the person stays signed in and is told. */
export function useLeave(): () => void {
  const signOut = useSignOut();
  const navigate = useNavigate();
  const tell = useTellProblem();
  return () => void signOut().then(() => navigate({ to: '/sign-in' }), tell);
}

/** Acts for an absent colleague, or with null for oneself again; a refusal is told. */
export function useTakeOver(): (delegationId: string | null) => void {
  const actFor = useActFor();
  const tell = useTellProblem();
  return (delegationId) => void actFor(delegationId).catch(tell);
}
