export const DIVISION_LEVELS = ['nation', 'province', 'city', 'county', 'township'] as const;
export type DivisionLevel = (typeof DIVISION_LEVELS)[number];

export const NATION_CODE = '000000';

export interface Division {
  /** Six digits down to the county, nine for a township. */
  code: string;
  name: string;
  level: DivisionLevel;
  parentCode: string | null;
  /** From the province down, without a blank: 宁夏回族自治区银川市兴庆区. */
  fullName: string;
}
