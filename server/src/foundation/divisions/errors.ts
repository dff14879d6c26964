import { errorFactory } from '../../platform/app-error.ts';

export const DIVISIONS_ERRORS = { DIVISIONS_MISSING: 404, DIVISIONS_HISTORY_UNKNOWN: 404 } as const;

export const divisionsError = errorFactory(DIVISIONS_ERRORS);
