import { parseCreditCode } from '@tandem/identifiers';
import type { Division, DivisionLevel } from '../divisions/index.ts';
import { organizationsError } from './errors.ts';

/** `authority`: the competent department for data sharing (主管部门) of its division; there is one in each. */
export type DepartmentKind = 'authority' | 'department';

export interface Department {
  id: string;
  kind: DepartmentKind;
  name: string;
  /** What lists and chips print: 市监局. */
  shortName: string;
  /** Empty where nobody has said. */
  nameEn: string;
  shortNameEn: string;
  creditCode: string;
  level: DivisionLevel;
  divisionCode: string;
  divisionName: string;
  /** 政务数据共享工作机构 (Art 11). */
  sharingOffice: string;
  active: boolean;
  version: number;
}

/** What an operator states about a department; level and names follow from the division. */
export interface DepartmentStatement {
  kind: DepartmentKind;
  name: string;
  shortName: string;
  nameEn?: string;
  shortNameEn?: string;
  creditCode: string;
  divisionCode: string;
  sharingOffice: string;
}

/** @throws AppError ORGANIZATIONS_CREDIT_CODE_INVALID: form or check characters are wrong (GB 32100) */
export function canonicalCreditCode(creditCode: string): string {
  const parsed = parseCreditCode(creditCode);
  if (parsed.ok) return parsed.value.code;
  throw organizationsError('ORGANIZATIONS_CREDIT_CODE_INVALID', {
    errors: [{ field: '/creditCode', code: 'ORGANIZATIONS_CREDIT_CODE_INVALID' }],
  });
}

/** A department's level is its division's; 街道 and 镇 have departments too. */
export function placeIn(division: Division): Pick<Department, 'level' | 'divisionCode' | 'divisionName'> {
  return { level: division.level, divisionCode: division.code, divisionName: division.fullName };
}

/** Codes of the divisions a department lies in, its own first: where its authority is looked for, in order. */
export function authorityDivisions(divisionCode: string): string[] {
  const county = divisionCode.slice(0, 6);
  const codes = [divisionCode, county, `${county.slice(0, 4)}00`, `${county.slice(0, 2)}0000`, '000000'];
  return [...new Set(codes)];
}
