import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';

/** Sends the version of what was read as a strong ETag. */
export function sendVersion(reply: FastifyReply, version: number): void {
  reply.header('etag', `"${version}"`);
}

/**
 * The version the caller edits, from `If-Match`.
 * @throws AppError PLATFORM_IF_MATCH_MISSING (428) when the header is absent or not one of our tags.
 */
export function expectedVersion(request: FastifyRequest): number {
  if (request.routeOptions.config.edits !== true)
    throw new Error(`route ${request.routeOptions.url} does not say that it asks for If-Match`);
  const match = /^"(\d{1,15})"$/.exec(request.headers['if-match'] ?? '');
  if (!match) throw new AppError({ code: 'PLATFORM_IF_MATCH_MISSING', status: 428 });
  return Number(match[1]);
}

/** @throws AppError PLATFORM_VERSION_CHANGED (412): somebody else saved in between. */
export function assertVersion(actual: number, expected: number): void {
  if (actual !== expected) {
    throw new AppError({ code: 'PLATFORM_VERSION_CHANGED', status: 412, params: { actual, expected } });
  }
}
