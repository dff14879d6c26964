import { describe, expect, it } from 'vitest';
import { readParquet } from './read-parquet.ts';
import { readAll } from './testing.ts';
import { bytesAccess } from './zip-archive.ts';

/** Files as Apache Arrow writes them. */
const LZ4_WITHOUT_VALUES = {
  'version 1':
    'UEFSMRUEFRQVFkwVBBUAEgAAoAEAAABhAQAAAGIVABUSFRQsFQQVEBUGFQYcAAAAkAIAAAAEAQEDAhUEFQAVAkwVABUAEgAAABUAFQ4VECwVBBUQFQYVBhwAAABwAgAAAAQAABUEGTw1ABgGc2NoZW1hFQQAFQwlAhgCaWQlAEwcAAAAFQwlAhgEbm9uZSUATBwAAAAWBBkcGSwmABwVDBk1AAYQGRgCaWQVDhYEFmgWbCY6JggpLBUEFQAVAgAVABUQFQIAPBYEGQYZJgAEAAAAJgAcFQwZNQAGEBkYBG5vbmUVDhYEFlAWVCaSASZ0KSwVBBUAFQIAFQAVEBUCADwWABkGGSYEAAAAABa4ARYEJggWwAEAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRksHAAAHAAAAN4AAABQQVIx',
  'version 2':
    'UEFSMRUEFRQVFkwVBBUAEgAAoAEAAABhAQAAAGIVBhUKFQpcFQQVABUEFRAVBBUAEhwAAAAEAQEDAhUEFQAVAkwVABUAEgAAABUGFQYVBlwVBBUEFQQVEBUEFQASHAAAAAQAABUEGTw1ABgGc2NoZW1hFQQAFQwlAhgCaWQlAEwcAAAAFQwlAhgEbm9uZSUATBwAAAAWBBkcGSwmABwVDBk1AAYQGRgCaWQVDhYEFmoWbCY6JggpLBUEFQAVAgAVABUQFQIAPBYEGQYZJgAEAAAAJgAcFQwZNQAGEBkYBG5vbmUVDhYEFlIWVCaSASZ0KSwVBBUAFQIAFQAVEBUCADwWABkGGSYEAAAAABa8ARYEJggWwAEAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRksHAAAHAAAAN4AAABQQVIx',
};
/** Two columns, one group of no rows: there are dictionaries, and no data page. */
const NO_ROWS =
  'UEFSMRUEFQAVAkwVABUAEgAAABUEFQAVAkwVABUAEgAAABUEGTw1ABgGc2NoZW1hFQQAFQwlAhgCaWQlAEwcAAAAFQQlAhgBbgAWABkcGSwmABwVDBklAAYZGAJpZBUCFgAWHBYeJgAmCCkcFQQVABUCAAAAJgAcFQQZJQAGGRgBbhUCFgAWHBYeJgAmJikcFQQVABUCAAAAFjgWACYIFjwAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRksHAAAHAAAAKsAAABQQVIx';

const open = (file: string) => readParquet(bytesAccess(Buffer.from(file, 'base64')));

describe('Parquet as others write it', () => {
  it.each(Object.entries(LZ4_WITHOUT_VALUES))(
    'a column without any value has empty pages, in LZ4 too (pages of %s)',
    async (_, file) => {
      const table = await open(file);
      expect(table.columns).toEqual(['id', 'none']);
      expect((await readAll(table)).values).toEqual([
        ['a', null],
        ['b', null],
      ]);
    },
  );

  it('a table without rows has its columns, and a group of none', async () => {
    const table = await open(NO_ROWS);
    expect(table).toMatchObject({ columns: ['id', 'n'], totalRows: 0 });
    expect((await readAll(table)).values).toEqual([]);
  });
});
