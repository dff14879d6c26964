export { CompiledAgreements } from './compile-agreement.ts';
export { countDisclosures, type DailyCount } from './disclosure-store.ts';
export { EXCHANGE_ERRORS } from './errors.ts';
export { exchangeJobs } from './jobs.ts';
export { exchangeRoutes, type ExchangeRoom } from './routes.ts';
export type { Mode, TermFilter, TermItem, Terms } from './terms.ts';
