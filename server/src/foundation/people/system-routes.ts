import { Type } from 'typebox';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { departmentWords } from '../organizations/index.ts';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { collectPages, dayOf, sendSheet, type Sheet } from '../../platform/http/send-sheet.ts';
import { ListFormat } from '../../platform/http/send-table.ts';
import { hasRole, type Actor } from '../../platform/identity/actor.ts';
import {
  listKeys,
  listSystemClients,
  LONGEST_KEY_DAYS,
  registerKey,
  revokeKey,
  switchSystemClient,
  type SystemClientRow,
  type SystemKeyRow,
} from '../../platform/identity/index.ts';
import { registerSystem } from './register-system.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const Params = Type.Object({ id: Id });
const Nullable = Type.Union([Type.String(), Type.Null()]);
const KeyView = Type.Object({
  id: Type.String({ description: 'keyid in signatures: RFC 7638 thumbprint' }),
  label: Type.String(),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  revokedAt: Nullable,
  lastUsedOn: Nullable,
});
const ClientView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  department: Type.Object({ id: Type.String(), name: Type.String() }),
  enabled: Type.Boolean(),
  createdAt: Type.String(),
  keys: Type.Array(KeyView),
});
const Touched = Type.Object({ clientId: Type.String() });
const tags = ['systems'];
/** Operators for every department, the head of the sharing office for the own one; the database says the same. */
const config = { allow: ['systemOperator', 'sharingOfficeHead'] } as const;

export function systemRoutes(app: App): void {
  readRoutes(app);
  clientRoutes(app);
  keyRoutes(app);
}

function readRoutes(app: App): void {
  app.get(
    '/api/v1/systems',
    {
      schema: {
        summary: 'Registered programs and their keys',
        tags,
        querystring: Type.Object(
          {
            ...PageQuery,
            departmentId: Type.Optional(Id),
            expiring: Type.Optional(
              Type.Boolean({ description: 'With a key that runs out within 30 days.' }),
            ),
            format: ListFormat,
          },
          closed,
        ),
        response: { 200: PageOf(ClientView) },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const { format, limit = 50, cursor, ...filter } = request.query;
      const read = (at: { limit: number; cursor?: string | undefined }) =>
        request.transact((tx) => systemsPage(tx, { ...filter, ...at }));
      if (format !== 'csv' && format !== 'xlsx') return read({ limit, cursor });
      const systems = await collectPages(read);
      const rows = systems.flatMap(linesOf);
      const language = languageOf(request);
      const department = await request.transact((tx) => departmentWords(tx, language));
      return sendSheet(reply, SYSTEM_SHEET, { rows, format, language, department }) as never;
    },
  );
  app.get(
    '/api/v1/systems/self',
    {
      schema: {
        summary: 'Who a signed request comes from: for trying out a key',
        tags,
        response: {
          200: Type.Object({
            client: Type.Object({ id: Type.String(), name: Type.String() }),
            department: Type.Object({ id: Type.String(), name: Type.String(), creditCode: Type.String() }),
          }),
        },
      },
      config: { allow: 'system' },
    },
    async ({ actor }) => ({
      client: { id: actor.personId ?? '', name: actor.name },
      department: {
        id: actor.departmentId ?? '',
        name: actor.departmentName ?? '',
        creditCode: actor.departmentCreditCode ?? '',
      },
    }),
  );
}

async function systemsPage(tx: Tx, filter: Parameters<typeof listSystemClients>[1]) {
  const page = await listSystemClients(tx, filter);
  const keys = await listKeys(
    tx,
    page.items.map(({ id }) => id),
  );
  return { ...page, items: page.items.map((client) => toView(client, keys)) };
}

function toView(client: SystemClientRow, keys: readonly SystemKeyRow[]) {
  return {
    id: client.id,
    name: client.name,
    description: client.description,
    department: { id: client.departmentId, name: client.departmentName },
    enabled: client.disabledAt === null,
    createdAt: client.createdAt.toISOString(),
    keys: keys
      .filter(({ clientId }) => clientId === client.id)
      .map(({ id, label, createdAt, expiresAt, revokedAt, lastUsedOn }) => ({
        id,
        label,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        revokedAt: revokedAt?.toISOString() ?? null,
        lastUsedOn,
      })),
  };
}

type System = ReturnType<typeof toView>;

/** A line for each key; one without a key for a program that has none. */
function linesOf({ keys, ...system }: System): (Omit<System, 'keys'> & { key?: System['keys'][number] })[] {
  return keys.length === 0 ? [system] : keys.map((key) => ({ ...system, key }));
}

const SYSTEM_SHEET: Sheet<ReturnType<typeof linesOf>[number]> = {
  name: 'systems',
  columns: [
    ['exchange.system.name', (line) => line.name],
    ['administration.department', (line, _words, { department }) => department(line.department.name)],
    ['exchange.system.description', (line) => line.description],
    ['exchange.system.disabled', (line, t) => (line.enabled ? '' : t('exchange.system.disabled'))],
    ['exchange.key.label', (line) => line.key?.label],
    ['exchange.key.created', (line) => dayOf(line.key?.createdAt), 'date'],
    ['exchange.key.expires', (line) => dayOf(line.key?.expiresAt), 'date'],
    ['exchange.key.revoked', (line) => dayOf(line.key?.revokedAt), 'date'],
    ['exchange.key.lastUsed', (line) => line.key?.lastUsedOn, 'date'],
  ],
};

function assertOwnDepartment(actor: Actor, departmentId: string): void {
  if (hasRole(actor, 'systemOperator') || actor.departmentId === departmentId) return;
  throw new AppError({ code: 'PLATFORM_NOT_YOURS', status: 403 });
}

function clientRoutes(app: App): void {
  app.post(
    '/api/v1/systems',
    {
      schema: {
        summary: 'Register a program of a department',
        tags,
        body: Type.Object(
          {
            departmentId: Id,
            name: Type.String({ minLength: 2, maxLength: 60 }),
            description: Type.String({ maxLength: 300 }),
          },
          closed,
        ),
        response: { 201: Touched },
      },
      config,
    },
    async (request, reply) => {
      assertOwnDepartment(request.actor, request.body.departmentId);
      return reply.code(201).send(await registerSystem(request.transact, request.body));
    },
  );
  for (const [action, enabled] of [
    ['disable', false],
    ['enable', true],
  ] as const) {
    app.post(
      `/api/v1/systems/:id/${action}`,
      {
        schema: {
          summary: enabled ? 'Switch a program on again' : 'Switch a program off, whatever keys it has',
          tags,
          params: Params,
          response: { 200: Touched },
        },
        config,
      },
      async (request) => switchSystemClient(request.transact, { clientId: request.params.id, enabled }),
    );
  }
}

function keyRoutes(app: App): void {
  app.post(
    '/api/v1/systems/:id/keys',
    {
      schema: {
        summary: 'Register a public key (Ed25519, PEM or JWK); the private key stays with its owner',
        tags,
        params: Params,
        body: Type.Object(
          {
            publicKey: Type.String({ minLength: 40, maxLength: 1000 }),
            label: Type.String({ maxLength: 60 }),
            days: Type.Integer({ minimum: 1, maximum: LONGEST_KEY_DAYS }),
          },
          closed,
        ),
        response: { 201: Type.Object({ keyId: Type.String(), expiresAt: Type.String() }) },
      },
      config,
    },
    async (request, reply) => {
      const registered = await registerKey(request.transact, {
        clientId: request.params.id,
        ...request.body,
      });
      return reply.code(201).send(registered);
    },
  );
  app.post(
    '/api/v1/systems/:id/keys/:keyId/revoke',
    {
      schema: {
        summary: 'Revoke a key, at once and for good',
        tags,
        params: Type.Object({ id: Id, keyId: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) }),
        response: { 200: Type.Object({ keyId: Type.String() }) },
      },
      config,
    },
    async (request) =>
      revokeKey(request.transact, { clientId: request.params.id, keyId: request.params.keyId }),
  );
}
