import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { AppError } from '../app-error.ts';
import type { App } from '../http/app.ts';
import { keyedTransact } from '../http/idempotency.ts';
import type { Platform } from '../platform.ts';
import { uploadFile } from './uploads.ts';

const FileView = Type.Object({
  id: Type.String(),
  hash: Type.String(),
  sizeBytes: Type.Integer(),
  name: Type.String(),
});

function decodeName(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    throw new AppError({ code: 'PLATFORM_FILE_NAME_INVALID', status: 422 });
  }
}

/** Uploads are streams of any length up to the configured limit; nothing of them is held in memory. */
export function fileRoutes(app: App, platform: Platform): void {
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post(
    '/api/v1/files',
    {
      schema: {
        summary: 'Upload a file as a stream',
        description: 'Body: the bytes. Header `tandem-file-name`: the name, percent-encoded.',
        tags: ['files'],
        consumes: ['application/octet-stream'],
        headers: Type.Object({ 'tandem-file-name': Type.String({ minLength: 1, maxLength: 2000 }) }),
        response: { 201: FileView },
      },
      config: { streams: true, allow: 'signedIn' },
    },
    async (request, reply) => {
      const name = decodeName(request.headers['tandem-file-name']);
      const input = { content: request.body as Readable, name, maxBytes: platform.config.maxUploadBytes };
      const { database, files } = platform;
      const keyed = (content: string) => keyedTransact({ database, request, actor: request.actor }, content);
      const file = await uploadFile(keyed, files, input);
      return reply.code(201).send(file);
    },
  );
}
