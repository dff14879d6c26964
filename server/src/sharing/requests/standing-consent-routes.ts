import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { findPublishedResource } from '../catalogue/index.ts';
import { OFFICE, READERS } from './act-route.ts';
import { giveStandingConsent, withdrawStandingConsent } from './standing-consent.ts';
import { findStandingConsent, listStandingConsents } from './standing-consent-store.ts';

const ResourceParams = Type.Object({ resourceId: Type.String({ format: 'uuid' }) });

const StandingView = Type.Object({
  resourceId: Type.String(),
  resourceTitle: Type.String(),
  givenByName: Type.String(),
  givenAt: Type.String(),
});

/** What a provider's head consented to beforehand. */
export function standingConsentRoutes(app: App): void {
  const path = '/api/v1/standing-consents';
  app.get(
    path,
    {
      schema: {
        summary: 'Unconditional resources of the own department that are granted at once',
        tags: ['requests'],
        response: { 200: Type.Object({ items: Type.Array(StandingView) }) },
      },
      config: { allow: OFFICE },
    },
    async (request) => {
      const consents = await request.transact((tx) => listStandingConsents(tx, tx.actor.departmentId ?? ''));
      return { items: consents.map((consent) => ({ ...consent, givenAt: consent.givenAt.toISOString() })) };
    },
  );
  app.get(
    `${path}/:resourceId`,
    {
      schema: {
        summary: 'Whether a resource is granted at once',
        tags: ['requests'],
        params: ResourceParams,
        response: { 200: Type.Object({ standing: Type.Boolean(), lapsed: Type.Boolean() }) },
      },
      config: { allow: READERS },
    },
    async (request) => {
      const { resourceId } = request.params;
      return request.transact(async (tx) => {
        const found = await findStandingConsent(tx, resourceId);
        const fits = found?.resourceVersion === (await findPublishedResource(tx, resourceId))?.version;
        return { standing: found !== undefined && fits, lapsed: found !== undefined && !fits };
      });
    },
  );
  app.put(
    `${path}/:resourceId`,
    {
      schema: {
        summary: 'Consent beforehand to every complete application for an unconditional resource',
        tags: ['requests'],
        params: ResourceParams,
        response: { 200: Type.Object({ resourceId: Type.String() }) },
      },
      config: { allow: ['sharingOfficeHead'] },
    },
    async (request) => giveStandingConsent(request.transact, request.params.resourceId),
  );
  app.delete(
    `${path}/:resourceId`,
    {
      schema: {
        summary: 'Reply one by one again',
        tags: ['requests'],
        params: ResourceParams,
        response: { 204: Type.Null() },
      },
      config: { allow: ['sharingOfficeHead'] },
    },
    async (request, reply) => {
      await withdrawStandingConsent(request.transact, request.params.resourceId);
      return reply.code(204).send(null);
    },
  );
}
