import { emptyRoot, signCheckpoint } from '@tandem/ledger';
import type { Database } from '../database/database.ts';
import { transactAs, type Tx } from '../database/transaction.ts';
import { JOB } from '../identity/actor.ts';
import { appendEntry } from './append-entry.ts';
import { ledgerError } from './errors.ts';
import { findSigner, makeSigner, publishVerifierKey, type LogSigner } from './log-key.ts';
import {
  insertCheckpoint,
  insertSigningKey,
  listSigningKeys,
  lockLog,
  type SigningKey,
} from './log-store.ts';
import { assertNotRolledBack, forgetPublished } from './published-mark.ts';

export interface OpenLogOptions {
  database: Database;
  /** Holds `keys/ledger.key`, which every replica needs. */
  dataDir: string;
  /** The log's origin is `<domain>/ledger` of the first start; later changes of the domain leave it as it is. */
  domain: string;
  /** Id of the present key, when the operator wants a new one in its place; otherwise nothing happens. */
  replaceKey?: string | undefined;
}

/** The beginning of a log: a key that never signed anything else, and the signed root of nothing. */
async function beginLog(tx: Tx, { dataDir, domain }: OpenLogOptions): Promise<LogSigner> {
  const origin = `${domain}/ledger`;
  const signer = await makeSigner(dataDir, origin);
  await forgetPublished(dataDir);
  const root = Buffer.from(emptyRoot());
  await insertSigningKey(tx, { origin, verifierKey: signer.verifierKey });
  await insertCheckpoint(tx, { size: 0, root, note: signCheckpoint({ origin, size: 0, root }, [signer]) });
  return signer;
}

/** The log goes on under a new key. That it does is its first entry under it. */
async function replaceKey(tx: Tx, dataDir: string, former: SigningKey): Promise<LogSigner> {
  const { origin } = former;
  const signer = await makeSigner(dataDir, origin);
  await forgetPublished(dataDir);
  await insertSigningKey(tx, { origin, verifierKey: signer.verifierKey });
  const payload = { former: former.verifierKey, present: signer.verifierKey };
  await appendEntry(tx, { kind: 'ledger.key-replaced', subject: 'ledger', payload, owners: [] });
  return signer;
}

/** @throws AppError LEDGER_KEY_MISSING, LEDGER_KEY_WRONG */
async function getSigner(dataDir: string, present: SigningKey): Promise<LogSigner> {
  const signer = await findSigner(dataDir);
  const params = { path: `${dataDir}/keys/ledger.key`, verifierKey: present.verifierKey };
  if (!signer) throw ledgerError('LEDGER_KEY_MISSING', { params });
  if (signer.verifierKey !== present.verifierKey) throw ledgerError('LEDGER_KEY_WRONG', { params });
  return signer;
}

/**
 * Opens the log for signing. The first start makes its key; a database without a log never goes on under a key that
 * signed another one. Several servers may open at once.
 * @throws AppError LEDGER_KEY_MISSING, LEDGER_KEY_WRONG, LEDGER_ROLLED_BACK: nothing was signed then.
 */
export async function openLog(options: OpenLogOptions): Promise<LogSigner> {
  const { database, dataDir } = options;
  const signer = await transactAs(
    database,
    JOB,
  )(async (tx) => {
    await lockLog(tx);
    const [present] = await listSigningKeys(tx);
    if (!present) return beginLog(tx, options);
    const presentId = present.verifierKey.split('+')[1];
    if (options.replaceKey === presentId) return replaceKey(tx, dataDir, present);
    const found = await getSigner(dataDir, present);
    await assertNotRolledBack(tx, dataDir, present.verifierKey);
    return found;
  });
  await publishVerifierKey(dataDir, signer);
  return signer;
}
