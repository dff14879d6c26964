import type { FastifyRequest } from 'fastify';
import { Type, type Static, type TObject } from 'typebox';
import type { Transact } from '../../platform/database/transaction.ts';
import type { App } from '../../platform/http/app.ts';
import { Words } from '../../platform/http/schema-compilers.ts';
import { expectedVersion, sendVersion } from '../../platform/http/version.ts';
import type { Role } from '../../platform/identity/actor.ts';
import type { ActOn, ActResult } from './open-request.ts';
import { ActResultSchema } from './views.ts';

/**
 * Who may call at all. The room decides by side, role and state, and names the rule that refuses, so the
 * edge lets in everybody who may have an act on a request.
 */
export const OFFICE: readonly Role[] = ['clerk', 'sharingOfficeHead', 'authorityOfficer'];
export const READERS: readonly Role[] = [...OFFICE, 'departmentHead', 'auditor'];

export const closed = { additionalProperties: false } as const;
export const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
export const Reason = Words(2, 2000);
export const EmptyBody = Type.Object({}, closed);

interface ActRoute<B extends TObject> {
  path: string;
  summary: string;
  tags: string[];
  body: B;
  run: (transact: Transact, on: ActOn, body: Static<B>) => Promise<ActResult>;
}

/** One act on a thing with a version: `POST …/:id/…` with If-Match, answered by its state and receipt. */
export function actRoute<B extends TObject>(app: App, route: ActRoute<B>): void {
  app.post(
    route.path,
    {
      schema: {
        summary: route.summary,
        tags: route.tags,
        params: IdParams,
        body: route.body,
        response: { 200: ActResultSchema },
      },
      config: { edits: true, allow: OFFICE },
    },
    async (request: FastifyRequest, reply) => {
      const { id } = request.params as { id: string };
      const on = { id, version: expectedVersion(request) };
      const result = await route.run(request.transact, on, (request.body ?? {}) as Static<B>);
      sendVersion(reply, result.version);
      return result;
    },
  );
}
