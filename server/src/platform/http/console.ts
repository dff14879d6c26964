import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { AppError } from '../app-error.ts';
import type { App } from './app.ts';

/** Not the page: interfaces, and built files, which are there or are not. */
const NOT_PAGES = [
  '/api/',
  '/ledger/checkpoint',
  '/ledger/key',
  '/ledger/tile/',
  '/health/',
  '/metrics',
  '/assets/',
];

/** Serves the built console: hashed files for ever, the page itself fresh, deep links to the page. */
export async function serveConsole(app: App, webDir: string): Promise<void> {
  const root = resolve(webDir);
  const isNoPage = (url: string) => NOT_PAGES.some((prefix) => url.startsWith(prefix));
  if (existsSync(join(root, 'index.html'))) {
    await app.register(fastifyStatic, { root, index: ['index.html'], cacheControl: false, setHeaders });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage =
      request.method === 'GET' && !isNoPage(request.url) && existsSync(join(root, 'index.html'));
    if (!wantsPage) throw new AppError({ code: 'PLATFORM_NOT_FOUND', status: 404 });
    return reply.header('cache-control', 'no-cache').sendFile('index.html', root);
  });
}

function setHeaders(reply: FastifyReply, path: string): void {
  const hashed = /\/assets\//.test(path);
  void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
