export { isWithin, NATION_CODE, type Division, type DivisionLevel } from './division.ts';
export { findDivision, getDivision } from './division-store.ts';
export { DIVISIONS_ERRORS } from './errors.ts';
export { loadDivisionHistory, loadDivisions } from './load-divisions.ts';
export { divisionRoutes } from './routes.ts';
