import { gunzipSync } from 'node:zlib';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  formatTilePath,
  leafHash,
  openCheckpoint,
  parseEntryBundle,
  parseTilePath,
  parseVerifierKey,
  proveInclusion,
  readRoot,
  tileInTree,
  verifyInclusion,
  verifyReceipt,
  type TileReader,
} from '@tandem/ledger';
import { createTestLedger, MARKET, personOf, STRANGER, TAX, type TestLedger } from '../../../test/ledger.ts';
import { readConfig } from '../config/config.ts';
import { createApp, type App } from '../http/app.ts';
import type { Actor } from '../identity/actor.ts';
import { createLog } from '../log/log.ts';
import { ledgerRoutes } from './index.ts';

const PEOPLE: Record<string, Actor> = {
  tax: personOf(TAX, 'clerk'),
  market: personOf(MARKET, 'clerk'),
  stranger: personOf(STRANGER, 'departmentHead'),
  auditor: personOf(STRANGER, 'auditor'),
};
const SIZE = 600;

let ledger: TestLedger;
let app: App;
let url: string;
let ids: string[];

beforeAll(async () => {
  ledger = await createTestLedger();
  ids = [];
  for (const count of [1, 255, 44, 300]) {
    ids.push(...(await ledger.append(count)));
    await ledger.sequence();
  }
  const config = readConfig({ DATABASE_URL: ledger.appUrl, TANDEM_APP_DATABASE_URL: ledger.appUrl });
  app = await createApp({
    config,
    database: ledger.database,
    log: createLog('silent'),
    describeRule: (id) => ({ id, article: null, kind: 'platform', title: id, href: '/' }),
    authenticate: async (request) => PEOPLE[String(request.headers['x-who'])],
  });
  ledgerRoutes(app);
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await ledger.close();
});

const ask = (path: string, who?: string) => fetch(`${url}${path}`, who ? { headers: { 'x-who': who } } : {});
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

/** As it travels, without what fetch does to it: neither paths nor bodies are touched. */
async function askRaw(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ message: IncomingMessage; body: Buffer }> {
  const { hostname, port } = new URL(url);
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ hostname, port, path, headers }, resolve).on('error', reject);
  });
  return { message, body: Buffer.concat(await message.toArray()) };
}

const readTiles: TileReader = (tiles) =>
  Promise.all(
    tiles.map(async (tile) => {
      const answer = await ask(`/ledger/${formatTilePath(tile)}`);
      expect(answer.status).toBe(200);
      return new Uint8Array(await answer.arrayBuffer());
    }),
  );

describe('the public log', () => {
  test('anybody can check every entry of it with nothing but the key', async () => {
    const answer = await ask('/ledger/checkpoint');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=1');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const key = await (await ask('/ledger/key')).text();
    expect(key).toBe(`${ledger.signer.verifierKey}\n`);
    const { size, root } = openCheckpoint(await answer.text(), [parseVerifierKey(key.trim())]);
    expect(size).toBe(SIZE);
    expect(await readRoot(size, readTiles)).toEqual(root);
    for (let number = 0; number * 256 < size; number++) {
      const bundle = tileInTree('entries', number, size);
      const bytes = new Uint8Array(await (await ask(`/ledger/${formatTilePath(bundle)}`)).arrayBuffer());
      const entries = parseEntryBundle(bytes, bundle.width);
      for (const [i, entry] of entries.entries()) {
        const index = number * 256 + i;
        expect(JSON.parse(new TextDecoder().decode(entry)).id).toBe(ids[index]);
        if (index % 37 !== 0) continue;
        const proof = await proveInclusion({ index, size }, readTiles);
        expect(verifyInclusion({ leaf: leafHash(entry), index, size, root, proof })).toBe(true);
      }
    }
  });

  test('what a tile holds stays, so it may be kept for ever; narrower tiles stay too', async () => {
    for (const path of [
      'tile/0/000',
      'tile/1/000.p/2',
      'tile/0/002.p/88',
      'tile/0/001.p/44',
      'tile/0/000.p/1',
    ]) {
      const answer = await ask(`/ledger/${path}`);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect((await answer.arrayBuffer()).byteLength).toBe(32 * parseTilePath(path).width);
    }
  });

  test('entries travel compressed where they may', async () => {
    const path = '/ledger/tile/entries/000';
    const plain = await askRaw(path);
    const packed = await askRaw(path, { 'accept-encoding': 'gzip, br' });
    expect(plain.message.headers['content-encoding']).toBeUndefined();
    expect(packed.message.headers['content-encoding']).toBe('gzip');
    expect(packed.message.headers['vary']).toContain('accept-encoding');
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    expect(packed.body.length).toBeLessThan(plain.body.length / 2);
  });

  test.each([
    'tile/0/002',
    'tile/0/002.p/89',
    'tile/0/003.p/1',
    'tile/1/000.p/3',
    'tile/2/000.p/1',
    'tile/entries/002.p/89',
    'tile/entries/003',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/0',
    'tile/00/000',
    'tile/0/x000/000',
    'tile/data/000',
    'tile/0/%30%30%30',
    'tile/0/../0/000',
    'tile/entries/../../checkpoint',
    'tile/0/000?x=1',
    'tile/',
    'tile/0/000/',
    'tile/0/x999/x999/x999/x999/999',
    "tile/0/000'--",
    'tile/-1/000',
    'tile/64/000',
  ])('has no %s', async (path) => {
    const { message } = await askRaw(`/ledger/${path}`);
    expect(message.statusCode).toBe(404);
  });

  test('holds nothing that was not committed to: no payload, no person', async () => {
    const bundle = await (await ask('/ledger/tile/entries/000')).text();
    expect(bundle).not.toContain('核实');
    expect(bundle).not.toContain(PEOPLE['tax']?.personId);
    expect(bundle).not.toContain('agreement');
  });
});

describe('what people and systems ask', () => {
  test('the log by name and keys, for anybody', async () => {
    const answer = await ask('/api/v1/ledger');
    expect(await answer.json()).toEqual({
      origin: 'tandem.example/ledger',
      verifierKeys: [ledger.signer.verifierKey],
      size: SIZE,
      root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      signedAt: expect.stringMatching(/Z$/),
    });
  });

  test('a receipt, with its opening for those who may', async () => {
    const id = ids[299] ?? '';
    for (const [who, opened] of [
      ['tax', true],
      ['market', true],
      ['auditor', true],
      ['stranger', false],
    ] as const) {
      const answer = await ask(`/api/v1/ledger/receipts/${id}`, who);
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id}.tlog-proof"`);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const result = verifyReceipt(await answer.text(), [ledger.signer.verifierKey]);
      expect(result).toMatchObject({ ok: true, index: 299, entry: { id } });
      expect(result.ok && result.opened !== undefined).toBe(opened);
    }
    const closed = await ask(`/api/v1/ledger/receipts/${id}?closed=true`, 'tax');
    expect(verifyReceipt(await closed.text(), [ledger.signer.verifierKey])).toMatchObject({
      ok: true,
      opened: undefined,
    });
  });

  test('an entry and its index; one that waits; one that is not', async () => {
    const id = ids[7] ?? '';
    expect(await (await ask(`/api/v1/ledger/entries/${id}`, 'tax')).json()).toMatchObject({
      index: 7,
      department: '11330100MB1234567X',
      opened: { subject: 'agreement:1', payload: { 用途: '核实登记信息', n: 6 } },
    });
    expect(await (await ask(`/api/v1/ledger/entries/${id}`, 'stranger')).json()).toMatchObject({
      index: 7,
      opened: null,
    });
    const [waiting = ''] = await ledger.append();
    expect(await codeOf(await ask(`/api/v1/ledger/receipts/${waiting}`, 'tax'))).toEqual([
      409,
      'LEDGER_ENTRY_WAITS',
    ]);
    expect(await codeOf(await ask(`/api/v1/ledger/receipts/${waiting}`, 'stranger'))).toEqual([
      404,
      'LEDGER_ENTRY_UNKNOWN',
    ]);
    for (const path of ['receipts', 'entries']) {
      expect(await codeOf(await ask(`/api/v1/ledger/${path}/${STRANGER}`, 'auditor'))).toEqual([
        404,
        'LEDGER_ENTRY_UNKNOWN',
      ]);
      expect(await codeOf(await ask(`/api/v1/ledger/${path}/1'or'1`, 'auditor'))).toEqual([
        400,
        'PLATFORM_INPUT_INVALID',
      ]);
      expect(await codeOf(await ask(`/api/v1/ledger/${path}/${id}`))).toEqual([
        401,
        'PLATFORM_SIGN_IN_FIRST',
      ]);
    }
  });

  test('the place of an entry is public, what is in it is not', async () => {
    const [known = '', other = ''] = [ids[7], ids[8]];
    const path = `/api/v1/ledger/places?id=${known}&id=${other}&id=${STRANGER}`;
    const places = async (who: string) =>
      ((await (await ask(path, who)).json()) as { items: { id: string }[] }).items.toSorted((a, b) =>
        a.id.localeCompare(b.id),
      );
    const own = await places('tax');
    expect(own).toEqual(
      [known, other].toSorted().map((id) => ({
        id,
        index: ids.indexOf(id),
        leafHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        mayOpen: true,
      })),
    );
    expect(await places('stranger')).toEqual(own.map((place) => ({ ...place, mayOpen: false })));
    const entry = (await (await ask(`/api/v1/ledger/entries/${known}`, 'stranger')).json()) as object;
    expect(own).toContainEqual(
      expect.objectContaining({ id: known, leafHash: (entry as { leafHash: string }).leafHash }),
    );
    expect((await ask(`/api/v1/ledger/places`, 'tax')).status).toBe(400);
    expect((await ask(path)).status).toBe(401);
  });

  test('a list shows what the caller may open, and nothing to others', async () => {
    const page = (await (
      await ask('/api/v1/ledger/entries?limit=2&subject=agreement:1', 'market')
    ).json()) as {
      items: unknown[];
      next?: string;
    };
    expect(page.items).toHaveLength(2);
    expect(page.next).toBeDefined();
    expect(await (await ask('/api/v1/ledger/entries', 'stranger')).json()).toEqual({ items: [] });
    expect(await codeOf(await ask('/api/v1/ledger/entries?owner=1', 'tax'))).toEqual([
      400,
      'PLATFORM_INPUT_INVALID',
    ]);
    expect((await ask('/api/v1/ledger/entries')).status).toBe(401);
  });
});
