export { dutyFigures } from './duty-figures.ts';
export { cockpitRoutes } from './routes.ts';
