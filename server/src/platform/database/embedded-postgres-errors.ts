import { errorFactory } from '../app-error.ts';

/** Why the embedded PostgreSQL could not be brought up. Each has one sentence in the message catalogue. */
export const embeddedPostgresErrors = {
  /** No binaries for this machine, or they don't run on it (`platform`, `reason`). */
  EMBEDDED_POSTGRES_PLATFORM: 503,
  /** Started as root, and no account could be found or made to run PostgreSQL as. */
  EMBEDDED_POSTGRES_NO_ACCOUNT: 503,
  /** The user that runs this has no entry among the system's accounts, and PostgreSQL wants its name. */
  EMBEDDED_POSTGRES_NAMELESS: 503,
  /** The data folder belongs to somebody else (`path`). */
  EMBEDDED_POSTGRES_NOT_YOURS: 503,
  /** The account that runs PostgreSQL can't reach the cluster any more (`path`). */
  EMBEDDED_POSTGRES_UNREACHABLE: 503,
  /** Another process holds this data folder (`path`, `pid`). */
  EMBEDDED_POSTGRES_IN_USE: 503,
  EMBEDDED_POSTGRES_DISK_FULL: 507,
  /** PostgreSQL refuses to start on this cluster (`path`, `reason`: its own last words). */
  EMBEDDED_POSTGRES_BROKEN: 503,
  /** The cluster was written by another major version (`found`, `wanted`). */
  EMBEDDED_POSTGRES_VERSION: 503,
  /** The port that was asked for is taken (`port`). */
  EMBEDDED_POSTGRES_PORT_TAKEN: 503,
  /** The cluster is there, its passwords are not (`path`). */
  EMBEDDED_POSTGRES_STATE_LOST: 503,
  /** Neither ready nor gone within `seconds`. */
  EMBEDDED_POSTGRES_SLOW: 503,
} as const;

export const embeddedPostgresError = errorFactory(embeddedPostgresErrors);

/** The system's own code of a failed call, for example `ENOSPC`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
