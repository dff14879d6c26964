import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DivisionRecord } from '@tandem/identifiers';
import { readDivisionRows, readEdition } from './division-rows.ts';
import type { Division } from './division.ts';
import { EDITIONS_SOURCE, parseHistoryCsv, readEditionLives } from './history-rows.ts';

/**
 * Loads the divisions that come with the platform, as the owner of the schema: some 45,000 rows by COPY in about
 * a second. One transaction; does nothing when the database has this edition already.
 * @returns how many divisions were loaded
 */
export async function loadDivisions(options: { url: string }): Promise<number> {
  const edition = await readEdition();
  return asOwner(options.url, async (client) => {
    if ((await editionOf(client, 'divisions')) === edition) return 0;
    const rows = await readDivisionRows();
    await client.query('delete from divisions.division');
    await copyRows(
      client,
      'divisions.division (code, name, level, parent_code, full_name)',
      rows.map(divisionCells),
    );
    await saveEdition(client, 'divisions', edition);
    const provided = await editionOf(client, 'history');
    if (provided === undefined || provided === EDITIONS_SOURCE) {
      await replaceHistory(client, await readEditionLives(rows), EDITIONS_SOURCE);
    }
    return rows.length;
  });
}

/**
 * Replaces the history of codes by a table that also names successors. Its licence is the operator's business:
 * the platform ships none.
 * @returns how many lives of codes were loaded
 */
export async function loadDivisionHistory(options: {
  url: string;
  csv: string;
  source: string;
}): Promise<number> {
  const records = parseHistoryCsv(options.csv);
  return asOwner(options.url, async (client) => {
    await replaceHistory(client, records, options.source);
    return records.length;
  });
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    // Two servers starting at once: the second finds the work done.
    await client.query('lock table divisions.edition in exclusive mode');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}

async function editionOf(client: pg.Client, part: 'divisions' | 'history'): Promise<string | undefined> {
  const found = await client.query<{ edition: string }>(
    'select edition from divisions.edition where part = $1',
    [part],
  );
  return found.rows[0]?.edition;
}

async function saveEdition(client: pg.Client, part: 'divisions' | 'history', edition: string): Promise<void> {
  await client.query(
    `insert into divisions.edition (part, edition) values ($1, $2)
     on conflict (part) do update set edition = $2, loaded_at = clock_timestamp()`,
    [part, edition],
  );
}

async function replaceHistory(
  client: pg.Client,
  records: readonly DivisionRecord[],
  source: string,
): Promise<void> {
  await client.query('delete from divisions.history');
  const columns = 'divisions.history (code, since, until, name, level, status, successor, source)';
  await copyRows(
    client,
    columns,
    records.map((record) => {
      const { code, since, until, name, level, status, successor } = record;
      return [
        code,
        String(since),
        until === null ? null : String(until),
        name,
        level,
        status,
        successor,
        source,
      ];
    }),
  );
  await saveEdition(client, 'history', source);
}

function divisionCells(row: Division): (string | null)[] {
  return [row.code, row.name, row.level, row.parentCode, row.fullName];
}

const LINES_A_CHUNK = 2000;

async function copyRows(
  client: pg.Client,
  columns: string,
  rows: readonly (string | null)[][],
): Promise<void> {
  const lines = rows.map((row) => `${row.map(copyCell).join('\t')}\n`);
  const chunks = Array.from({ length: Math.ceil(lines.length / LINES_A_CHUNK) }, (_, index) =>
    lines.slice(index * LINES_A_CHUNK, (index + 1) * LINES_A_CHUNK).join(''),
  );
  await pipeline(Readable.from(chunks), client.query(copyFrom(`copy ${columns} from stdin`)));
}

function copyCell(value: string | null): string {
  return value === null ? '\\N' : value.replace(/[\\\t\n\r]/g, (found) => `\\${found}`);
}

/** `node load-divisions.ts FILE SOURCE` with DATABASE_URL: loads a history with successors from a CSV file. */
async function runFromCommandLine([path, source]: string[]): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (!url || !path || !source) throw new Error('usage: DATABASE_URL=… node load-divisions.ts FILE SOURCE');
  const lives = await loadDivisionHistory({ url, csv: await readFile(path, 'utf8'), source });
  process.stdout.write(`${lives} lives of division codes loaded\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runFromCommandLine(process.argv.slice(2));
