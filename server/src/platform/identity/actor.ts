/** What a person or program is entitled to do on behalf of the department it acts for. */
export const ROLES = [
  'clerk',
  'sharingOfficeHead',
  'departmentHead',
  'authorityOfficer',
  'auditor',
  'systemOperator',
  'systemClient',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who acts. Every transaction carries one, and row-level security is keyed on it.
 * `job` is the platform itself (sweeps, sequencer, imports running in the background).
 */
export interface Actor {
  kind: 'person' | 'system' | 'job' | 'anonymous';
  /** Person or system client; undefined for `job` and `anonymous`. */
  personId: string | undefined;
  /** Name to print on records; never used to decide anything. */
  name: string;
  departmentId: string | undefined;
  departmentCreditCode: string | undefined;
  departmentName: string | undefined;
  roles: readonly Role[];
  /** Set while someone acts for an absent colleague: the colleague's person id. */
  delegatedBy?: string | undefined;
  /** People only: the sign-in they act through. */
  session?: ActorSession | undefined;
}

export interface ActorSession {
  id: string;
  accountId: string;
  /** The delegation chosen for this session; `delegatedBy` is whose it is. */
  delegationId: string | undefined;
  /** Until a one-time password is replaced, nothing but the session itself may be used. */
  mustChangePassword: boolean;
}

export const JOB: Actor = Object.freeze({
  kind: 'job',
  personId: undefined,
  name: 'platform',
  departmentId: undefined,
  departmentCreditCode: undefined,
  departmentName: undefined,
  roles: Object.freeze([]),
});

export const ANONYMOUS: Actor = Object.freeze({ ...JOB, kind: 'anonymous', name: 'anonymous' });

export function hasRole(actor: Actor, ...anyOf: readonly Role[]): boolean {
  return anyOf.some((role) => actor.roles.includes(role));
}
