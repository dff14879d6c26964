export { appendEntry, type EntryPayload, type NewEntry } from './append-entry.ts';
export { listEntryCounts, listEntryMonths, type EntryCount } from './daily-count.ts';
export { countPresentEntries } from './entry-store.ts';
export { findLedgerHead } from './find-head.ts';
export { LEDGER_ERRORS } from './errors.ts';
export { findReceipt } from './find-receipt.ts';
export { openLog } from './open-log.ts';
export { ledgerRoutes } from './routes.ts';
export { startSequencer } from './sequencer.ts';
