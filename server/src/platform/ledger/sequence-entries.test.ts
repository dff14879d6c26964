import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  canonicalJson,
  openCheckpoint,
  parseVerifierKey,
  proveConsistency,
  verifyConsistency,
  verifyReceipt,
  type JsonValue,
} from '@tandem/ledger';
import { createTestLedger, MARKET, personOf, STRANGER, TAX, type TestLedger } from '../../../test/ledger.ts';
import type { Database } from '../database/database.ts';
import { transactAs } from '../database/transaction.ts';
import { JOB } from '../identity/actor.ts';
import { appendEntry, findReceipt } from './index.ts';
import { lockLog, tileReader } from './log-store.ts';
import { sequenceEntries } from './sequence-entries.ts';

let ledger: TestLedger;
const clerk = personOf(TAX, 'clerk');

beforeAll(async () => {
  ledger = await createTestLedger();
});
afterAll(() => ledger.close());

async function single<T>(statement: string, values: unknown[] = []): Promise<T> {
  const result = await ledger.owner.query<{ value: T }>(statement, values);
  return result.rows[0]!.value;
}

const waiting = () => single<number>('select count(*)::int as value from ledger.unsequenced');
const size = () => single<number>('select max(size)::int as value from ledger.checkpoint');

function receiptOf(id: string, actor = clerk): Promise<string | undefined> {
  return ledger.as(actor)((tx) => findReceipt(tx, id));
}

function verify(receipt: string | undefined) {
  return verifyReceipt(receipt ?? '', [ledger.signer.verifierKey]);
}

/** Everything that must hold whatever happened: each entry once, one history, every tile as signed. */
async function assertSound(): Promise<void> {
  expect(
    await single(`select count(*)::int as value from ledger.entry
      where (select count(*) from ledger.leaf where entry_id = entry.id)
          + (select count(*) from ledger.unsequenced where entry_id = entry.id) <> 1`),
  ).toBe(0);
  expect(await single('select count(*)::int - max(index)::int as value from ledger.leaf')).toBe(1);
  const { rows } = await ledger.owner.query<{ note: string }>(
    'select note from ledger.checkpoint order by size',
  );
  const keys = [parseVerifierKey(ledger.signer.verifierKey)];
  const heads = rows.map(({ note }) => openCheckpoint(note, keys));
  const last = heads.at(-1)!;
  await ledger.as(JOB)(async (tx) => {
    for (const { size: oldSize, root: oldRoot } of heads) {
      const proof = await proveConsistency({ oldSize, size: last.size }, tileReader(tx));
      expect(verifyConsistency({ oldSize, oldRoot, size: last.size, root: last.root, proof })).toBe(true);
    }
  });
}

test('an entry gets its index and a receipt that verifies offline', async () => {
  const [id = ''] = await ledger.append();
  expect(await receiptOf(id)).toBeUndefined();
  const before = await size();
  expect(await ledger.sequence()).toMatchObject({ count: 1 });
  expect(await ledger.sequence()).toEqual({ count: 0, note: undefined });
  const result = verify(await receiptOf(id));
  expect(result).toMatchObject({
    ok: true,
    index: before,
    treeSize: before + 1,
    origin: 'tandem.example/ledger',
  });
  expect(result).toMatchObject({
    entry: { id, kind: 'disclosure.answered', department: '11330100MB1234567X' },
    opened: { 用途: '核实登记信息', n: 0 },
  });
});

test('whoever may not open an entry gets its receipt without the opening', async () => {
  const [id = ''] = await ledger.append();
  await ledger.sequence();
  const opened = { 用途: '核实登记信息', n: 0 };
  for (const actor of [
    personOf(MARKET, 'clerk'),
    personOf(STRANGER, 'auditor'),
    personOf(STRANGER, 'authorityOfficer'),
  ]) {
    expect(verify(await receiptOf(id, actor))).toMatchObject({ ok: true, opened });
  }
  const stranger = await receiptOf(id, personOf(STRANGER, 'departmentHead'));
  expect(verify(stranger)).toMatchObject({ ok: true, opened: undefined });
  expect(stranger).not.toContain(Buffer.from('salt').toString('base64').slice(0, 4));
  const closed = await ledger.as(clerk)((tx) => findReceipt(tx, id, { closed: true }));
  expect(verify(closed)).toMatchObject({ ok: true, opened: undefined });
});

test('any payload opens after its way through the database', async () => {
  const string = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
  const key = string.filter((name) => name !== '__proto__');
  const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(string, fc.double({ noDefaultInfinity: true, noNaN: true }), fc.boolean(), fc.constant(null)),
      fc.array(tie('value')),
      fc.dictionary(key, tie('value')),
    ),
  }));
  const payloads = fc.sample(value, 100);
  const ids = await ledger.as(clerk)(async (tx) => {
    const list: string[] = [];
    for (const payload of payloads) {
      const entry = { kind: 'use.recorded', subject: 'test', payload: { payload }, owners: [TAX] } as const;
      list.push((await appendEntry(tx, entry)).entryId);
    }
    return list;
  });
  await ledger.sequence();
  for (const [i, id] of ids.entries()) {
    const result = verify(await receiptOf(id));
    expect(result.ok && canonicalJson(result.opened)).toBe(canonicalJson({ payload: payloads[i] }));
  }
});

test('an act that is rolled back is not in the log', async () => {
  const before = await single('select count(*)::int as value from ledger.entry');
  const attempt = ledger.as(clerk)(async (tx) => {
    await appendEntry(tx, { kind: 'use.recorded', subject: 'test', payload: {}, owners: [TAX] });
    throw new Error('no');
  });
  await expect(attempt).rejects.toThrow('no');
  expect(await single('select count(*)::int as value from ledger.entry')).toBe(before);
  expect(await waiting()).toBe(0);
});

test('several sequencers at once make one history', async () => {
  const appended = Promise.all(Array.from({ length: 20 }, () => ledger.append(30)));
  const done = new AbortController();
  const sequencer = async () => {
    while (!done.signal.aborted || (await waiting()) > 0) await ledger.sequence();
  };
  const sequencers = [sequencer(), sequencer(), sequencer()];
  const ids = (await appended).flat();
  done.abort();
  await Promise.all(sequencers);
  expect(new Set(ids).size).toBe(600);
  for (const id of ids.filter((_, i) => i % 50 === 0)) expect(verify(await receiptOf(id)).ok).toBe(true);
  await assertSound();
});

/** Lets the connection break at a statement: before it is sent, or when the answer should come. */
function breakingAt(
  statement: number,
  moment: 'before' | 'after',
): { database: Database; reached: () => boolean } {
  let count = 0;
  const connect = async () => {
    const client = await ledger.database.pool.connect();
    const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection;
    const query = (...args: unknown[]) => {
      count += 1;
      if (count === statement && moment === 'before') stream.destroy();
      const answer = (client.query as (...args: unknown[]) => Promise<unknown>)(...args);
      if (count === statement && moment === 'after') setImmediate(() => stream.destroy());
      return answer;
    };
    return { query, release: (error?: Error) => client.release(error) };
  };
  const database = { ...ledger.database, pool: { connect } as unknown as pg.Pool };
  return { database, reached: () => count >= statement };
}

/** Waits until the transaction of a lost connection has ended, one way or the other; then what waits and what is signed. */
async function settled(): Promise<{ queued: number; signed: number }> {
  await ledger.as(JOB)((tx) => lockLog(tx));
  return { queued: await waiting(), signed: await size() };
}

test.each(['before', 'after'] as const)(
  'cut off %s any statement, all of a batch stands or nothing',
  async (moment) => {
    for (let statement = 1; ; statement++) {
      await ledger.append(3);
      const { queued, signed } = await settled();
      const { database, reached } = breakingAt(statement, moment);
      const attempt = sequenceEntries(transactAs(database, JOB), ledger.signer);
      const failed = await attempt.then(
        () => false,
        () => true,
      );
      expect(await settled(), `statement ${statement}`).toBeOneOf([
        { queued, signed },
        { queued: 0, signed: signed + queued },
      ]);
      if (!failed && !reached()) {
        expect(statement).toBeGreaterThan(8);
        break;
      }
    }
    await ledger.sequence();
    expect(await waiting()).toBe(0);
    await assertSound();
  },
);

async function startChild(): Promise<ChildProcess> {
  const program = join(import.meta.dirname, '../../../test/run-sequencer.ts');
  const child = spawn(process.execPath, [program, ledger.appUrl, ledger.dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('servers killed again and again while entries come in lose nothing and fork nothing', async () => {
  const seen = new Set<string>();
  const ended = new AbortController();
  const write = async () => {
    const ids: string[] = [];
    while (!ended.signal.aborted) {
      ids.push(...(await ledger.append(20)));
      await sleep(25);
    }
    return ids;
  };
  const watch = async () => {
    while (!ended.signal.aborted) {
      seen.add(await single('select note as value from ledger.checkpoint order by size desc limit 1'));
      await sleep(10);
    }
  };
  const work = [write(), write()] as const;
  const watching = watch();
  for (let round = 0; round < 4; round++) {
    const children = await Promise.all([startChild(), startChild()]);
    await sleep(150 + Math.random() * 400);
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => once(child, 'exit')));
  }
  ended.abort();
  const ids = (await Promise.all(work)).flat();
  await watching;
  while ((await ledger.sequence()).count > 0);
  expect(await waiting()).toBe(0);
  expect(seen.size).toBeGreaterThan(4);
  const kept = await ledger.owner.query<{ note: string }>(
    'select note from ledger.checkpoint where note = any ($1)',
    [[...seen]],
  );
  expect(kept.rows).toHaveLength(seen.size);
  for (const id of ids.filter((_, i) => i % 100 === 0)) expect(verify(await receiptOf(id)).ok).toBe(true);
  await assertSound();
}, 60_000);

test('what is stored other than it was signed is not built on, and no receipt is made of it', async () => {
  const damaged = await createTestLedger();
  try {
    const [, id = ''] = await damaged.append(2);
    await damaged.sequence();
    await damaged.owner.query('alter table ledger.tile disable trigger keep_tile');
    await damaged.owner.query(
      'update ledger.tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0))',
    );
    await damaged.append();
    await expect(damaged.sequence()).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' });
    const receipt = damaged.as(clerk)((tx) => findReceipt(tx, id));
    await expect(receipt).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' });
    const { rows } = await damaged.owner
      .query(`select (select max(size)::int from ledger.checkpoint) as signed,
      (select count(*)::int from ledger.unsequenced) as queued`);
    expect(rows).toEqual([{ signed: 2, queued: 1 }]);
  } finally {
    await damaged.close();
  }
});
