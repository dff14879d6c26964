import type { Role } from '../../platform/identity/actor.ts';
import type { Department } from '../organizations/index.ts';
import { peopleError } from './errors.ts';

/** Roles that are granted to people; systems have theirs by being registered. */
export const GRANTABLE_ROLES = [
  'clerk',
  'sharingOfficeHead',
  'departmentHead',
  'authorityOfficer',
  'auditor',
  'systemOperator',
] as const satisfies readonly Role[];
export type GrantableRole = (typeof GRANTABLE_ROLES)[number];

export interface Person {
  id: string;
  name: string;
  /** 职务, as printed on records. */
  position: string;
  departmentId: string;
  active: boolean;
  version: number;
}

export interface RoleGrant {
  role: GrantableRole;
  grantedAt: string;
  grantedBy: string;
}

/** @throws AppError PEOPLE_ROLE_NEEDS_AUTHORITY: only the data authority reviews and publishes */
export function assertRoleFits(role: GrantableRole, department: Pick<Department, 'kind'>): void {
  if (role === 'authorityOfficer' && department.kind !== 'authority')
    throw peopleError('PEOPLE_ROLE_NEEDS_AUTHORITY');
}
