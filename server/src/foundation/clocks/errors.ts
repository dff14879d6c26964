import { errorFactory } from '../../platform/app-error.ts';

export const CLOCK_ERRORS = {
  CLOCK_NOT_FOUND: 404,
  CLOCK_STOPPED: 409,
  CLOCK_PAUSED: 409,
  CLOCK_RUNNING: 409,
  CLOCK_LAPSED: 409,
  CLOCK_EXTENSION_TOO_LONG: 422,
  CLOCK_LIMIT_INVALID: 422,
  CLOCK_DATE_BACKWARDS: 409,
  CLOCK_CALENDAR_UNPUBLISHED: 409,
} as const;

export const clockError = errorFactory(CLOCK_ERRORS);
