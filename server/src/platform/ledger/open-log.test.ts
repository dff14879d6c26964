import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCheckpoint, parseVerifierKey, verifyReceipt } from '@tandem/ledger';
import { createTestLedger, personOf, TAX, type TestLedger } from '../../../test/ledger.ts';
import { JOB } from '../identity/actor.ts';
import { findReceipt, openLog } from './index.ts';
import { findHead, listSigningKeys } from './log-store.ts';
import { markPublished } from './published-mark.ts';
import { sequenceEntries } from './sequence-entries.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await createTestLedger();
});
afterEach(() => ledger.close());

const domain = 'tandem.example';
const open = (options: { dataDir?: string; domain?: string; replaceKey?: string } = {}) =>
  openLog({ database: ledger.database, dataDir: ledger.dataDir, domain, ...options });
const keyFile = () => join(ledger.dataDir, 'keys/ledger.key');
const keys = () => ledger.as(JOB)(listSigningKeys);

test('the first start makes a key that only the server reads, and signs the root of nothing', async () => {
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  expect(statSync(join(ledger.dataDir, 'keys')).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(ledger.dataDir, 'keys/ledger.vkey'), 'utf8')).toBe(
    `${ledger.signer.verifierKey}\n`,
  );
  expect(readdirSync(join(ledger.dataDir, 'keys')).toSorted()).toEqual(['ledger.key', 'ledger.vkey']);
  const head = await ledger.as(JOB)(findHead);
  const opened = openCheckpoint(head?.note ?? '', [parseVerifierKey(ledger.signer.verifierKey)]);
  expect(opened).toMatchObject({ origin: 'tandem.example/ledger', size: 0 });
});

test('later starts, and several at once, go on under the same key and name', async () => {
  const again = await Promise.all([open(), open({ domain: 'renamed.example' }), open()]);
  for (const signer of again) expect(signer.verifierKey).toBe(ledger.signer.verifierKey);
  expect(await keys()).toHaveLength(1);
});

test('several first starts on one folder agree on one key', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-ledger-'));
  await ledger.owner.query('truncate ledger.signing_key, ledger.checkpoint, ledger.leaf, ledger.tile');
  const signers = await Promise.all([open({ dataDir }), open({ dataDir }), open({ dataDir })]);
  expect(new Set(signers.map(({ verifierKey }) => verifierKey)).size).toBe(1);
  expect(await keys()).toHaveLength(1);
  rmSync(dataDir, { recursive: true });
});

test('without its key, or with another, it does not start', async () => {
  const text = readFileSync(keyFile(), 'utf8');
  rmSync(keyFile());
  await expect(open()).rejects.toMatchObject({ code: 'LEDGER_KEY_MISSING' });
  expect(existsSync(keyFile())).toBe(false);
  for (const wrong of [
    '',
    'nonsense\n',
    text.replace('PRIVATE', 'PUBLIC'),
    text.slice(0, -6),
    text.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
  ]) {
    writeFileSync(keyFile(), wrong);
    await expect(open()).rejects.toMatchObject({ code: 'LEDGER_KEY_WRONG' });
  }
  const other = await createTestLedger();
  writeFileSync(keyFile(), readFileSync(join(other.dataDir, 'keys/ledger.key')));
  await other.close();
  await expect(open()).rejects.toMatchObject({ code: 'LEDGER_KEY_WRONG' });
  writeFileSync(keyFile(), text);
  expect((await open()).verifierKey).toBe(ledger.signer.verifierKey);
});

test('a new database never goes on under a key that signed another log', async () => {
  await ledger.owner.query('truncate ledger.signing_key, ledger.checkpoint, ledger.leaf, ledger.tile');
  const signer = await open();
  expect(signer.name).toBe(ledger.signer.name);
  expect(signer.verifierKey).not.toBe(ledger.signer.verifierKey);
  expect(readdirSync(join(ledger.dataDir, 'keys'))).toContain(`ledger.key.${ledger.signer.keyId}.former`);
});

describe('a database restored from an older backup', () => {
  async function grow(): Promise<void> {
    await ledger.append(3);
    const { note = '' } = await ledger.sequence();
    await markPublished(ledger.dataDir, note);
  }
  async function restoreOlder(): Promise<void> {
    await ledger.owner.query('alter table ledger.tile disable trigger keep_tile');
    await ledger.owner.query(`delete from ledger.checkpoint where size > 3`);
    await ledger.owner.query(`delete from ledger.leaf where index >= 3`);
    await ledger.owner.query(`update ledger.tile set width = 3, hashes = substring(hashes for 96)`);
    await ledger.owner.query('alter table ledger.tile enable trigger keep_tile');
  }

  test('is noticed before anything is signed', async () => {
    await grow();
    await grow();
    expect((await open()).keyId).toBe(ledger.signer.keyId);
    await restoreOlder();
    await expect(open()).rejects.toMatchObject({
      code: 'LEDGER_ROLLED_BACK',
      params: { published: 6, size: 3 },
    });
  });

  test('is noticed also when the log has grown again elsewhere', async () => {
    await grow();
    await grow();
    await restoreOlder();
    await ledger.append(5);
    await ledger.sequence();
    await expect(open()).rejects.toMatchObject({
      code: 'LEDGER_ROLLED_BACK',
      params: { published: 6, size: 8 },
    });
  });

  test('goes on under a new key when the operator says which one it replaces; that is on record', async () => {
    await grow();
    await grow();
    const [id = ''] = await ledger.append();
    await ledger.sequence();
    const receipt = await ledger.as(personOf(TAX))((tx) => findReceipt(tx, id));
    await restoreOlder();
    const signer = await open({ replaceKey: ledger.signer.keyId });
    expect(signer.verifierKey).not.toBe(ledger.signer.verifierKey);
    expect((await open({ replaceKey: ledger.signer.keyId })).verifierKey).toBe(signer.verifierKey);
    const { note = '' } = await sequenceEntries(ledger.as(JOB), signer);
    expect(openCheckpoint(note, [parseVerifierKey(signer.verifierKey)])).toMatchObject({ size: 4 });
    const { rows } = await ledger.owner.query(
      'select kind, payload from ledger.entry order by id desc limit 1',
    );
    expect(rows).toEqual([
      {
        kind: 'ledger.key-replaced',
        payload: { former: ledger.signer.verifierKey, present: signer.verifierKey },
      },
    ]);
    expect(await keys()).toEqual([
      { origin: signer.name, verifierKey: signer.verifierKey },
      { origin: signer.name, verifierKey: ledger.signer.verifierKey },
    ]);
    expect(verifyReceipt(receipt ?? '', [ledger.signer.verifierKey])).toMatchObject({ ok: true });
  });

  test('a mark that a power cut left half written says nothing', async () => {
    await grow();
    writeFileSync(join(ledger.dataDir, 'keys/ledger.published'), 'tandem.exa');
    expect((await open()).keyId).toBe(ledger.signer.keyId);
  });
});
