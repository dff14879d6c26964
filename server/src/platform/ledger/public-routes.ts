import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatEntryBundle, LedgerError, parseTilePath, type TileAddress } from '@tandem/ledger';
import type { Tx } from '../database/transaction.ts';
import type { App } from '../http/app.ts';
import { ledgerError } from './errors.ts';
import { findBundleLeaves, findHead, findTile, listSigningKeys } from './log-store.ts';

/**
 * The log as C2SP tlog-tiles, for anybody's tools, from any site: it holds no personal data.
 * `/ledger/checkpoint`, `/ledger/tile/<level>/<number>[.p/<width>]`, `/ledger/tile/entries/…`, and beside the
 * specification `/ledger/key`, the verifier keys, the present one first.
 */
export function publicLedgerRoutes(app: App): void {
  app.get(
    '/ledger/checkpoint',
    { schema: { hide: true }, config: { allow: 'public' } },
    async (request, reply) => {
      const head = await request.transact(findHead);
      if (!head) throw ledgerError('LEDGER_DAMAGED');
      return text(reply, 'public, max-age=1').send(head.note);
    },
  );
  app.get('/ledger/key', { schema: { hide: true }, config: { allow: 'public' } }, async (request, reply) => {
    const keys = await request.transact(listSigningKeys);
    return text(reply, 'public, max-age=60').send(keys.map(({ verifierKey }) => `${verifierKey}\n`).join(''));
  });
  app.get('/ledger/tile/*', { schema: { hide: true }, config: { allow: 'public' } }, sendTile);
}

function text(reply: FastifyReply, cacheControl: string): FastifyReply {
  return open(reply, cacheControl).type('text/plain; charset=utf-8');
}

function open(reply: FastifyReply, cacheControl: string): FastifyReply {
  return reply
    .header('cache-control', cacheControl)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
}

/** @throws AppError LEDGER_TILE_UNKNOWN on every spelling but the one that the specification allows. */
function addressOf(url: string): TileAddress {
  try {
    return parseTilePath(url.replace(/^\/ledger\//, ''));
  } catch (error) {
    throw error instanceof LedgerError ? ledgerError('LEDGER_TILE_UNKNOWN') : error;
  }
}

async function readBundle(tx: Tx, address: TileAddress): Promise<Uint8Array | undefined> {
  const leaves = await findBundleLeaves(tx, address);
  return leaves && formatEntryBundle(leaves);
}

const compress = promisify(gzip);

/** What a tile of this width holds never changes, also while the log grows. Entries travel compressed if they may. */
async function sendTile(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const address = addressOf(request.url);
  const isBundle = address.level === 'entries';
  const bytes = await request.transact((tx) => (isBundle ? readBundle : findTile)(tx, address));
  if (!bytes) throw ledgerError('LEDGER_TILE_UNKNOWN');
  open(reply, 'public, max-age=31536000, immutable').type('application/octet-stream');
  if (!isBundle) return reply.send(bytes);
  reply.header('vary', 'accept-encoding');
  const mayCompress = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (!mayCompress) return reply.send(bytes);
  return reply.header('content-encoding', 'gzip').send(await compress(bytes));
}
