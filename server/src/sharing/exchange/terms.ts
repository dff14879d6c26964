import type { LocalDate } from '@tandem/calendar';

export type Mode = 'query' | 'verify' | 'batch';

/** One agreed item. `modes` narrows it: an item may be agreed for yes-or-no answers only. */
export interface TermItem {
  name: string;
  modes: readonly Mode[];
  /** Kind of value, for masking: an item type of the catalogue's import. */
  kind: string;
  grade: 1 | 2 | 3 | 4;
  personal: boolean;
  /** The provider expressly agreed to give the value unmasked. */
  unmasked: boolean;
}

/** Rows agreed on: every condition must hold. `prefix` is for divisions (6201 covers its counties). */
export interface TermFilter {
  item: string;
  op: 'in' | 'prefix';
  values: readonly string[];
}

/** What an agreement in its current version lets its requester ask, complete and frozen. */
export interface Terms {
  agreementId: string;
  number: string;
  version: number;
  state: 'pending' | 'inForce' | 'suspended' | 'ended';
  requesterId: string;
  providerId: string;
  resourceId: string;
  resourceTitle: string;
  items: readonly TermItem[];
  rowFilter: readonly TermFilter[];
  purpose: { code: string; text: string };
  modes: readonly Mode[];
  quota: { callsPerDay: number; rowsPerDay: number };
  term: { from: LocalDate; to: LocalDate };
}
