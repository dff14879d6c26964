export { appendEntry, type EntryPayload, type NewEntry } from './append-entry.ts';
