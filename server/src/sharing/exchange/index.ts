export {
  countDisclosures,
  listMostUsed,
  useOf,
  type AnsweredUse,
  type DailyCount,
  type Period,
  type ResourceUse,
} from './disclosure-figures.ts';
export { EXCHANGE_ERRORS } from './errors.ts';
export type { FindTerms } from './govern-call.ts';
export { hostSandbox } from './host-sandbox.ts';
export { exchangeJobs } from './jobs.ts';
export { exchangeRoutes, openExchange, type ExchangeRoom } from './routes.ts';
export { listRecentReceipts } from './disclosure-store.ts';
