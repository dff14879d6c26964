export type { Division, DivisionLevel } from './division.ts';
export { getDivision, listKnownCodes } from './division-store.ts';
export { DIVISIONS_ERRORS } from './errors.ts';
export { loadDivisions } from './load-divisions.ts';
export { divisionRoutes } from './routes.ts';
