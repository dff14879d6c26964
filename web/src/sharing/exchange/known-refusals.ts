import type { MessageKey } from '@tandem/messages';

export interface KnownRefusal {
  code: MessageKey;
  status: number;
  rule?: string;
}

/** The exchange's stable codes; a test holds them against the server's list. */
export const knownRefusals: readonly KnownRefusal[] = [
  { code: 'EXCHANGE_PURPOSE_MISSING', status: 400, rule: '25.purpose' },
  { code: 'EXCHANGE_PURPOSE_OTHER', status: 403, rule: '25.purpose' },
  { code: 'EXCHANGE_ITEM_NOT_AGREED', status: 403, rule: '25.scope' },
  { code: 'EXCHANGE_ROWS_NOT_AGREED', status: 403, rule: '25.scope' },
  { code: 'EXCHANGE_MODE_NOT_AGREED', status: 403, rule: '22.modes' },
  { code: 'EXCHANGE_KEY_NEEDED', status: 422, rule: '25.scope' },
  { code: 'EXCHANGE_VALUE_UNREADABLE', status: 422 },
  { code: 'EXCHANGE_CONDITION_NOT_KEY', status: 422, rule: '25.scope' },
  { code: 'EXCHANGE_QUOTA_CALLS', status: 429, rule: '25.scope' },
  { code: 'EXCHANGE_QUOTA_ROWS', status: 429, rule: '25.scope' },
  { code: 'EXCHANGE_NOT_YET', status: 403, rule: '25.scope' },
  { code: 'EXCHANGE_TERM_OVER', status: 403, rule: '25.scope' },
  { code: 'EXCHANGE_SUSPENDED', status: 403, rule: '27.suspension' },
  { code: 'EXCHANGE_ENDED', status: 403, rule: '27.disposal' },
  { code: 'EXCHANGE_THIRD_PARTY', status: 403, rule: '25.third-party' },
  { code: 'EXCHANGE_AGREEMENT_UNKNOWN', status: 404 },
  { code: 'EXCHANGE_DATA_NOT_SUPPLIED', status: 409, rule: '22.supply' },
  { code: 'EXCHANGE_ROWS_NOT_TOLD', status: 409, rule: '22.supply' },
  { code: 'EXCHANGE_KEY_NOT_AGREED', status: 409, rule: '22.supply' },
  { code: 'EXCHANGE_DATA_SWITCHED', status: 409 },
  { code: 'EXCHANGE_BATCH_NOT_FOUND', status: 404 },
  { code: 'EXCHANGE_BATCH_NOT_READY', status: 409 },
  { code: 'EXCHANGE_BATCH_SUPERSEDED', status: 409, rule: '25.scope' },
  { code: 'EXCHANGE_BATCH_EXPIRED', status: 410 },
];
