import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestLedger, MARKET, personOf, STRANGER, TAX, type TestLedger } from '../../../test/ledger.ts';
import { ANONYMOUS, JOB, type Actor } from '../identity/actor.ts';
import { listEntries, findEntry } from './entry-store.ts';

/** The database is the last guard: what a program running as the application role can not do. */
let ledger: TestLedger;
let id = '';

beforeAll(async () => {
  ledger = await createTestLedger();
  [id = ''] = await ledger.append();
  await ledger.sequence();
});
afterAll(() => ledger.close());

const clerk = personOf(TAX, 'clerk');
const run = (actor: Actor, statement: string, values: unknown[] = []) =>
  ledger.as(actor)((tx) => tx.client.query(statement, values));
const refused = { code: '42501' };

async function snapshot(): Promise<unknown> {
  const { rows } = await ledger.owner.query(`select
    (select jsonb_agg(entry order by id) from ledger.entry) as entries,
    (select jsonb_agg(leaf order by index) from ledger.leaf) as leaves,
    (select jsonb_agg(tile order by level, number) from ledger.tile) as tiles,
    (select jsonb_agg(checkpoint order by size) from ledger.checkpoint) as checkpoints`);
  return rows;
}

describe.each([
  ['a clerk', clerk],
  ['the platform itself', JOB],
])('%s', (_, actor) => {
  test.each([
    'update ledger.entry set payload = payload',
    'delete from ledger.entry',
    'truncate ledger.entry',
    'update ledger.leaf set leaf = leaf',
    'delete from ledger.leaf',
    'delete from ledger.tile',
    'update ledger.tile set number = number + 1',
    'update ledger.checkpoint set note = note',
    'delete from ledger.checkpoint',
    'delete from ledger.signing_key',
    'update ledger.signing_key set verifier_key = verifier_key',
    'update ledger.unsequenced set leaf = leaf',
    'alter table ledger.tile disable trigger keep_tile',
    'drop trigger check_checkpoint on ledger.checkpoint',
  ])('can not: %s', async (statement) => {
    const before = await snapshot();
    await expect(run(actor, statement)).rejects.toMatchObject(refused);
    expect(await snapshot()).toEqual(before);
  });
});

describe('only the platform itself writes the log', () => {
  const hash = randomBytes(32);
  test.each([
    [`insert into ledger.leaf (index, entry_id, leaf) values (1, uuidv7(), '\\x00')`],
    [
      `insert into ledger.tile (level, number, width, hashes) values (0, 1, 1, decode(repeat('00', 32), 'hex'))`,
    ],
    [`insert into ledger.checkpoint (size, root, note) values (9, decode(repeat('00', 32), 'hex'), 'x')`],
    [`insert into ledger.signing_key (origin, verifier_key) values ('x', 'y')`],
  ])('%s', async (statement) => {
    for (const actor of [clerk, personOf(STRANGER, 'systemOperator', 'authorityOfficer'), ANONYMOUS]) {
      // A trigger may be quicker than row-level security.
      const code = expect.stringMatching(/^(42501|TD011)$/);
      await expect(run(actor, statement)).rejects.toMatchObject({ code });
    }
  });

  test('others neither see nor take what waits', async () => {
    await ledger.append(2);
    for (const actor of [clerk, personOf(STRANGER, 'auditor'), ANONYMOUS]) {
      expect((await run(actor, 'select from ledger.unsequenced')).rowCount).toBe(0);
      expect((await run(actor, 'delete from ledger.unsequenced')).rowCount).toBe(0);
      expect((await run(actor, 'update ledger.tile set hashes = hashes')).rowCount).toBe(0);
    }
    expect(await ledger.sequence()).toMatchObject({ count: 2 });
  });

  test('and even it can not change what was published', async () => {
    const alter = 'update ledger.tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0))';
    await expect(run(JOB, alter)).rejects.toMatchObject({ code: 'TD010' });
    const shrink = 'update ledger.tile set width = width - 1, hashes = substring(hashes from 33)';
    await expect(run(JOB, shrink)).rejects.toMatchObject({ code: 'TD010' });
    for (const size of [0, 1, 2, 4]) {
      const insert = `insert into ledger.checkpoint (size, root, note) values ($1, $2, 'x')`;
      await expect(run(JOB, insert, [size, hash])).rejects.toMatchObject({ code: 'TD011' });
    }
    const twice = `insert into ledger.leaf (index, entry_id, leaf) values (3, $1, '\\x00')`;
    await expect(run(JOB, twice, [id])).rejects.toMatchObject({ code: '23505' });
    const instead = `insert into ledger.leaf (index, entry_id, leaf) values (0, uuidv7(), '\\x00')`;
    await expect(run(JOB, instead)).rejects.toMatchObject({ code: '23505' });
  });
});

describe('nobody records an act in another’s name', () => {
  const insert = `insert into ledger.entry
    (id, kind, subject, at, actor_kind, actor_person, actor_department, owners, payload, salt)
    values (uuidv7(), 'test.forged', 'x', now(), $1, $2, $3, '{}', '{}', decode(repeat('00', 32), 'hex'))`;
  test.each([
    ['another department', ['person', clerk.personId, MARKET]],
    ['another person', ['person', STRANGER, TAX]],
    ['no person', ['person', null, TAX]],
    ['the platform', ['job', null, null]],
  ])('of %s', async (_, values) => {
    await expect(run(clerk, insert, values)).rejects.toMatchObject(refused);
  });
});

describe('who sees an entry', () => {
  const ids = async (actor: Actor) =>
    (await ledger.as(actor)((tx) => listEntries(tx, { limit: 50 }))).items.map((entry) => entry.id);

  test('owners, the authority and auditors open it; others learn no more than the public log says', async () => {
    for (const actor of [
      clerk,
      personOf(MARKET, 'clerk'),
      personOf(STRANGER, 'auditor'),
      personOf(STRANGER, 'authorityOfficer'),
    ]) {
      expect(await ids(actor)).toContain(id);
      const entry = await ledger.as(actor)((tx) => findEntry(tx, id));
      expect(entry).toMatchObject({ id, index: 0, opened: { subject: 'agreement:1', payload: { n: 0 } } });
    }
    for (const actor of [personOf(STRANGER, 'clerk', 'departmentHead', 'systemOperator'), ANONYMOUS]) {
      expect(await ids(actor)).toEqual([]);
      expect((await run(actor, 'select from ledger.entry where id = $1', [id])).rowCount).toBe(0);
      const entry = await ledger.as(actor)((tx) => findEntry(tx, id));
      expect(entry).toEqual({
        id,
        kind: 'disclosure.answered',
        at: expect.any(String),
        department: '11330100MB1234567X',
        index: 0,
        // Of the public leaf, which holds salted commitments: it tells nothing of what they commit to.
        leafHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        opened: null,
      });
    }
  });

  test('an entry that waits is known to its owners only', async () => {
    const [waiting = ''] = await ledger.append();
    expect(await ledger.as(clerk)((tx) => findEntry(tx, waiting))).toMatchObject({ index: null });
    expect(await ledger.as(personOf(STRANGER, 'clerk'))((tx) => findEntry(tx, waiting))).toBeUndefined();
    await ledger.sequence();
  });

  test('pages join without a gap', async () => {
    await ledger.append(7);
    const all = await ids(clerk);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger.as(clerk)((tx) => listEntries(tx, { limit: 3, cursor }));
      paged.push(...page.items.map((entry) => entry.id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    const other = await ledger.as(clerk)((tx) => listEntries(tx, { subject: 'agreement:2', limit: 3 }));
    expect(other).toEqual({ items: [] });
    const byKind = await ledger.as(clerk)((tx) =>
      listEntries(tx, { kind: 'disclosure.answered', subject: 'agreement:1', limit: 50 }),
    );
    expect(byKind.items).toHaveLength(all.length);
  });
});
