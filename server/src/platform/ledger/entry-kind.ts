import type { MessageKey } from '@tandem/messages';

type After<Prefix extends string, Key = MessageKey> = Key extends `${Prefix}${infer Rest}` ? Rest : never;
type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : '';

/** An act on a request or an agreement, as the request's history names it. */
export type RequestActName = After<'request.act.'>;

/**
 * `room.what`, for example `catalogue.filed`. Every kind has words in both languages, `ledger.kind.…` or `request.act.…`:
 * one without does not compile.
 */
export type EntryKind = After<'ledger.kind.'> | `${'request' | 'agreement'}.${Kebab<RequestActName>}`;

/** What can be done in a room: `filed` of `catalogue.filed`. */
export type EntryActOf<Room extends string> = After<`${Room}.`, EntryKind>;

/** The kind of an act: `grantByStandingConsent` on a request is `request.grant-by-standing-consent`. */
export function requestKind(room: 'request' | 'agreement', act: RequestActName): EntryKind {
  return `${room}.${act.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` as EntryKind;
}
