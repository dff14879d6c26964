import { Type } from 'typebox';
import { toBase64 } from '@tandem/ledger';
import type { App } from '../http/app.ts';
import { CountedPageOf, PageQuery } from '../http/paging.ts';
import { findEntry, listEntries, listPlaces } from './entry-store.ts';
import { ledgerError } from './errors.ts';
import { findReceipt } from './find-receipt.ts';
import { findHead, listSigningKeys } from './log-store.ts';
import { publicLedgerRoutes } from './public-routes.ts';

const closed = { additionalProperties: false } as const;
const Params = Type.Object({ id: Type.String({ format: 'uuid' }) }, closed);
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

const LogView = Type.Object(
  {
    origin: Type.String(),
    verifierKeys: Type.Array(Type.String({ description: 'name+keyid+base64' }), {
      description: 'The present key first; earlier ones verify receipts of their time',
    }),
    size: Type.Integer({ description: 'Entries under the newest checkpoint' }),
    root: Type.String({ description: 'base64' }),
    signedAt: Type.String({ format: 'date-time' }),
  },
  closed,
);

const EntrySchema = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    at: Type.String({ format: 'date-time' }),
    department: nullable(Type.String({ description: 'Credit code; null when the platform itself acted' })),
    index: nullable(Type.Integer({ description: 'Null while the entry waits for it, about a second' })),
    leafHash: nullable(Type.String({ description: 'RFC 6962, hexadecimal; null while it waits' })),
    opened: nullable(Type.Object({ subject: Type.String(), payload: Type.Unknown() }, closed)),
  },
  closed,
);
const PlaceSchema = Type.Object(
  {
    ...Type.Pick(EntrySchema, ['id', 'index', 'leafHash']).properties,
    mayOpen: Type.Boolean({ description: 'Whether the caller sees what is in it' }),
  },
  closed,
);
const tags = ['ledger'];

/** The public log, and what people and systems ask about entries. */
export function ledgerRoutes(app: App): void {
  publicLedgerRoutes(app);
  logRoute(app);
  entryRoutes(app);
  placesRoute(app);
  receiptRoute(app);
}

function logRoute(app: App): void {
  app.get(
    '/api/v1/ledger',
    {
      schema: { summary: 'The log: its name, keys and newest checkpoint', tags, response: { 200: LogView } },
      config: { allow: 'public' },
    },
    async (request) =>
      request.transact(async (tx) => {
        const [head, keys] = [await findHead(tx), await listSigningKeys(tx)];
        const [present] = keys;
        if (!head || !present) throw ledgerError('LEDGER_DAMAGED');
        return {
          origin: present.origin,
          verifierKeys: keys.map(({ verifierKey }) => verifierKey),
          size: head.size,
          root: toBase64(head.root),
          signedAt: head.signedAt.toISOString(),
        };
      }),
  );
}

function entryRoutes(app: App): void {
  const querystring = Type.Object(
    {
      ...PageQuery,
      subject: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      kind: Type.Optional(Type.String({ minLength: 3, maxLength: 80 })),
      from: Type.Optional(Type.String({ format: 'date' })),
      to: Type.Optional(Type.String({ format: 'date' })),
    },
    closed,
  );
  const list = { summary: 'Entries that the caller may open, newest first', tags, querystring };
  app.get(
    '/api/v1/ledger/entries',
    { schema: { ...list, response: { 200: CountedPageOf(EntrySchema) } }, config: { allow: 'signedIn' } },
    async (request) => {
      const { limit = 50, ...filter } = request.query;
      return request.transact((tx) => listEntries(tx, { ...filter, limit }));
    },
  );
  const one = { summary: 'One entry, opened where the caller may', tags, params: Params };
  app.get(
    '/api/v1/ledger/entries/:id',
    { schema: { ...one, response: { 200: EntrySchema } }, config: { allow: 'signedIn' } },
    async (request) => {
      const entry = await request.transact((tx) => findEntry(tx, request.params.id));
      if (!entry) throw ledgerError('LEDGER_ENTRY_UNKNOWN');
      return entry;
    },
  );
}

function placesRoute(app: App): void {
  const id = Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 100 });
  app.get(
    '/api/v1/ledger/places',
    {
      schema: {
        summary: 'Index and leaf hash of entries, whoever may open them',
        tags,
        querystring: Type.Object({ id }, closed),
        response: { 200: Type.Object({ items: Type.Array(PlaceSchema) }, closed) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => ({ items: await request.transact((tx) => listPlaces(tx, request.query.id)) }),
  );
}

function receiptRoute(app: App): void {
  const querystring = Type.Object(
    { closed: Type.Optional(Type.Boolean({ description: 'Without the opening, to hand on' })) },
    closed,
  );
  app.get(
    '/api/v1/ledger/receipts/:id',
    {
      schema: {
        summary: 'The receipt of an entry, a C2SP tlog-proof file',
        description:
          'With its opening for owners, the authority and auditors. 409 while the entry waits for its index.',
        tags,
        params: Params,
        querystring,
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const { id } = request.params;
      const [receipt, entry] = await request.transact(async (tx) => [
        await findReceipt(tx, id, { closed: request.query.closed === true }),
        await findEntry(tx, id),
      ]);
      if (!entry) throw ledgerError('LEDGER_ENTRY_UNKNOWN');
      if (receipt === undefined) throw ledgerError('LEDGER_ENTRY_WAITS');
      return reply
        .header('content-disposition', `attachment; filename="${id}.tlog-proof"`)
        .header('cache-control', 'no-store')
        .type('text/plain; charset=utf-8')
        .send(receipt);
    },
  );
}
