import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';

/** Sends the version of what was read as a strong ETag. */
export function sendVersion(reply: FastifyReply, version: number): void {
  reply.header('etag', `"${version}"`);
}

/**
 * The version the caller edits, from `If-Match`.
 * @throws AppError PLATFORM_IF_MATCH_MISSING (428) when the header is absent, PLATFORM_IF_MATCH_UNUSABLE (400) when it
 *   names no version: `*`, a weak tag, a list.
 */
export function expectedVersion(request: FastifyRequest): number {
  if (request.routeOptions.config.edits !== true)
    throw new Error(`route ${request.routeOptions.url} does not say that it asks for If-Match`);
  const given = request.headers['if-match']?.trim() ?? '';
  if (given === '') throw new AppError({ code: 'PLATFORM_IF_MATCH_MISSING', status: 428 });
  const match = /^"(\d{1,15})"$/.exec(given);
  if (!match) throw new AppError({ code: 'PLATFORM_IF_MATCH_UNUSABLE', status: 400 });
  return Number(match[1]);
}

/** @throws AppError PLATFORM_VERSION_CHANGED (412): somebody else saved in between. */
export function assertVersion(actual: number, expected: number): void {
  if (actual !== expected) {
    throw new AppError({ code: 'PLATFORM_VERSION_CHANGED', status: 412, params: { actual, expected } });
  }
}
