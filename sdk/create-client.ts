import type { KeyObject } from 'node:crypto';
import { createBatch, findBatch, type Batch, type BatchOrder } from './batch.ts';
import { keyIdOf, readPrivateKey } from './keys.ts';
import { send, type Call, type Transport } from './transport.ts';

export interface ClientOptions {
  /** Where the platform is reached, for example `https://data.example.gov.cn`. */
  url: string;
  /** Ed25519 private key: PEM text or a key object. */
  privateKey: string | KeyObject;
  /** Name of the registered key; computed from the key when left out. */
  keyId?: string;
  /** Language of messages; codes are the same in all. */
  language?: 'zh' | 'en';
  /** Further tries after a failure that may pass. Default 2. */
  retries?: number;
  /** For one try, until its answer begins, in milliseconds. Default 30,000. */
  timeoutMs?: number;
}

/** Which rows: an item and the values asked for, with every item of the entry's key. All conditions must hold. */
export type Where = Readonly<Record<string, string | readonly string[]>>;

export interface QueryInput {
  /** As agreed; stated on every call and kept with the disclosure. */
  purpose: string;
  items: readonly string[];
  where: Where;
  /** Rows at most, 1 to 100. Default 20. */
  limit?: number;
  /** `next` of the answer before. */
  next?: string;
}

export interface Disclosed {
  agreement: string;
  /** Which state of the data the answer is from. */
  dataset: { version: number; updatedAt: string };
  /** Id of the ledger entry that records this disclosure; made before the answer left. */
  receipt: string;
}

export interface QueryAnswer extends Disclosed {
  items: Record<string, string | null>[];
  next?: string;
}

export interface VerifyInput {
  purpose: string;
  where: Where;
  /** What is believed to be so, by item. */
  given: Readonly<Record<string, string>>;
}

export interface VerifyAnswer extends Disclosed {
  answer: 'yes' | 'no';
}

/** Who the platform takes this client for. */
export interface Self {
  client: { id: string; name: string };
  department: { id: string; name: string; creditCode: string };
}

export interface TandemClient {
  readonly keyId: string;
  /** Tries out the key. */
  self(): Promise<Self>;
  /** The agreed items of the rows that `where` names. */
  query(agreementId: string, input: QueryInput): Promise<QueryAnswer>;
  /** Yes or no: do these values hold? Nothing else is disclosed. */
  verify(agreementId: string, input: VerifyInput): Promise<VerifyAnswer>;
  /** Orders a file of all agreed rows. */
  batch(agreementId: string, order: BatchOrder): Promise<Batch>;
  /** A file ordered before, for example by a process that has ended since. */
  findBatch(agreementId: string, given: { batchId: string; purpose: string }): Promise<Batch>;
  /** Any other call, signed. */
  send(call: Call): Promise<Response>;
}

/**
 * A client that signs every request with the program's own key.
 * @throws TypeError when the key is not an Ed25519 private key
 */
export function createClient(options: ClientOptions): TandemClient {
  const privateKey = readPrivateKey(options.privateKey);
  const keyId = options.keyId ?? keyIdOf(privateKey);
  const transport: Transport = {
    url: new URL(options.url),
    signer: { keyId, privateKey },
    language: options.language ?? 'zh',
    retries: options.retries ?? 2,
    timeoutMs: options.timeoutMs ?? 30_000,
  };
  const exchange = async <T>(
    path: string,
    purpose: string,
    body: object,
  ): Promise<T & { receipt: string }> => {
    const response = await send(transport, { method: 'POST', path, purpose, body });
    return { ...((await response.json()) as T), receipt: response.headers.get('tandem-receipt') ?? '' };
  };
  return {
    keyId,
    self: async () =>
      (await (await send(transport, { method: 'GET', path: '/api/v1/systems/self' })).json()) as Self,
    query: (agreementId, { purpose, items, where, limit, next }) =>
      exchange(agreementPath(agreementId, 'query'), purpose, {
        items,
        where: conditions(where),
        limit,
        next,
      }),
    verify: (agreementId, { purpose, where, given }) =>
      exchange(agreementPath(agreementId, 'verify'), purpose, { where: conditions(where), given }),
    batch: (agreementId, order) => createBatch(transport, agreementId, order),
    findBatch: (agreementId, given) => findBatch(transport, agreementId, given),
    send: (call) => send(transport, call),
  };
}

function agreementPath(agreementId: string, rest: string): string {
  return `/api/v1/exchange/agreements/${encodeURIComponent(agreementId)}/${rest}`;
}

function conditions(where: Where): { item: string; values: string[] }[] {
  return Object.entries(where).map(([item, value]) => ({ item, values: [value].flat() }));
}
