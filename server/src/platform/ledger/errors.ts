import { errorFactory } from '../app-error.ts';

export const LEDGER_ERRORS = {
  LEDGER_ENTRY_UNKNOWN: 404,
  LEDGER_ENTRY_WAITS: 409,
  LEDGER_TILE_UNKNOWN: 404,
  LEDGER_DAMAGED: 500,
  LEDGER_KEY_MISSING: 500,
  LEDGER_KEY_WRONG: 500,
  LEDGER_ROLLED_BACK: 500,
} as const;

export const ledgerError = errorFactory(LEDGER_ERRORS);
