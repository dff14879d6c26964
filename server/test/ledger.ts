import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type Database } from '../src/platform/database/database.ts';
import { transactAs, type Transact } from '../src/platform/database/transaction.ts';
import { JOB, type Actor } from '../src/platform/identity/actor.ts';
import { appendEntry, openLog } from '../src/platform/ledger/index.ts';
import { sequenceEntries } from '../src/platform/ledger/sequence-entries.ts';
import { createTestDatabase } from './database.ts';

export const TAX = '0197a000-0000-7000-8000-00000000000a';
export const MARKET = '0197a000-0000-7000-8000-00000000000b';
export const STRANGER = '0197a000-0000-7000-8000-00000000000c';
const PERSON = '0197a000-0000-7000-8000-0000000000ff';

/** Someone of a department, with a valid credit code. */
export function personOf(departmentId: string, ...roles: Actor['roles']): Actor {
  const departmentCreditCode = '11330100MB1234567X';
  return { ...JOB, kind: 'person', personId: PERSON, departmentId, departmentCreditCode, roles };
}

export type TestLedger = Awaited<ReturnType<typeof createTestLedger>>;

/** A database of its own with an opened log, and shorthands; nothing sequences unless it is told to. */
export async function createTestLedger() {
  const testDatabase = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-ledger-'));
  const database: Database = openDatabase({
    url: testDatabase.appUrl,
    poolSize: 8,
    applicationName: 'test',
    onError: () => undefined,
  });
  const owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  // The owner looks at everything, and damages what it likes; the application role stays as restricted as it is.
  for (const table of ['entry', 'unsequenced', 'leaf', 'tile', 'checkpoint', 'signing_key']) {
    await owner.query(`alter table ledger.${table} no force row level security`);
  }
  const open = () => openLog({ database, dataDir, domain: 'tandem.example' });
  const signer = await open();
  const as = (actor: Actor): Transact => transactAs(database, actor);
  const append = (count = 1, actor = personOf(TAX, 'clerk')): Promise<string[]> =>
    as(actor)(async (tx) => {
      const ids: string[] = [];
      for (let n = 0; n < count; n++) {
        const payload = { 用途: '核实登记信息', n };
        const about = { kind: 'disclosure.answered', subject: 'agreement:1' } as const;
        ids.push((await appendEntry(tx, { ...about, payload, owners: [TAX, MARKET] })).entryId);
      }
      return ids;
    });
  return {
    appUrl: testDatabase.appUrl,
    dataDir,
    database,
    owner,
    signer,
    as,
    append,
    sequence: () => sequenceEntries(as(JOB), signer),
    close: async () => {
      await owner.end();
      await database.close();
      await testDatabase.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
