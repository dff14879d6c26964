import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';
import { findFurtherKeys, readJsonLines } from './read-json-lines.ts';
import { importAll, piecesOf, readAll } from './testing.ts';

const read = async (text: string, pieceBytes = 1 << 16, limits = {}) =>
  readAll(await readJsonLines(piecesOf(Buffer.from(text), pieceBytes), { limits }));

describe('JSON lines', () => {
  const TEXT =
    '{"名称":"甲","数":12345678901234567890,"率":1.10,"标":true,"空":null,"套":{"a":[1,2.50]}}\r\n' +
    '\n' +
    '{"数":-0,"名称":"乙\\n丙","新":"x"}\n';

  it('keeps digits, nests as JSON, tells null from empty, joins the keys of the first lines', async () => {
    const { columns, values, numbers, blankRows } = await read(TEXT);
    expect(columns).toEqual(['名称', '数', '率', '标', '空', '套', '新']);
    expect(values).toEqual([
      ['甲', '12345678901234567890', '1.10', 'true', null, '{"a":[1,2.50]}', null],
      ['乙\n丙', '-0', null, null, null, null, 'x'],
    ]);
    expect(numbers).toEqual([1, 3]);
    expect(blankRows).toBe(1);
  });

  it('gives the same rows wherever the chunks are cut', async () => {
    const whole = await read(TEXT);
    for (let size = 1; size < 40; size++) expect(await read(TEXT, size)).toEqual(whole);
  });

  it('breaks bad lines only', async () => {
    const filler = `${JSON.stringify({ a: 1, b: 'y'.repeat(60) })}\n`.repeat(60_000);
    const text = `${filler}{"a":1,\n[1,2]\n"x"\n{"a":1,"c":3}\n${'['.repeat(200)}\n{"a":${'{"b":'.repeat(100)}1${'}'.repeat(100)}}\n{"a":2}\n`;
    const { broken, rows } = await read(text);
    expect(broken.map(({ rule, cells }) => [rule, cells.length])).toEqual([
      ['TABULAR_BAD_JSON', 1],
      ['TABULAR_BAD_JSON', 1],
      ['TABULAR_BAD_JSON', 1],
      ['TABULAR_UNKNOWN_FIELD', 3],
      ['TABULAR_BAD_JSON', 1],
      ['TABULAR_BAD_JSON', 1],
    ]);
    expect(rows).toHaveLength(60_001);
  });

  it('bounds lines, also while they are still coming', async () => {
    const text = `{"a":1}\n{"a":"${'x'.repeat(500)}"}\n{"a":2}\n`;
    for (const size of [10, 10_000]) {
      const { rows, broken } = await read(text, size, { maxRowBytes: 100 });
      expect(rows).toEqual([['1'], ['2']]);
      expect(broken.map(({ rule, rowNumber }) => [rule, rowNumber])).toEqual([['TABULAR_ROW_TOO_LONG', 2]]);
    }
  });

  it('does not mistake __proto__ for anything but a key', async () => {
    const { columns, rows } = await read('{"__proto__":"x","constructor":"y"}\n');
    expect(columns).toEqual(['__proto__', 'constructor']);
    expect(rows).toEqual([['x', 'y']]);
  });

  it('takes the keys of a first line that is longer than others, and says when none can be read', async () => {
    const long = JSON.stringify({ 名称: '甲', 围栏: 'x'.repeat(200_000) });
    const { columns, values } = await read(`${long}\n{"名称":"乙","围栏":"y"}\n`);
    expect(columns).toEqual(['名称', '围栏']);
    expect(values.map((row) => row[0])).toEqual(['甲', '乙']);
    const late = `${'{"名称":"甲"}\n'.repeat(20_000)}{"名称":"乙","备注":"补登"}\n`;
    expect((await read(late)).values.at(-1)).toEqual(['乙', '补登']);
    const endless = read(`{"名称":"${'x'.repeat(5_000_000)}"}\n{"名称":"乙"}\n`);
    await expect(endless).rejects.toMatchObject({ code: 'TABULAR_ROW_UNREADABLE', params: { row: 1 } });
  });

  it('breaks a line of any depth alone, decimals or not', async () => {
    for (const depth of [100, 3_000, 100_000]) {
      const deep = `{"b":${'['.repeat(depth)}1.5${']'.repeat(depth)}}`;
      const { columns, rows, broken } = await read(`{"a":1}\n${deep}\n{"a":2}\n`);
      expect([columns, rows]).toEqual([['a'], [['1'], ['2']]]);
      expect(broken.map(({ rule, rowNumber }) => [rule, rowNumber])).toEqual([['TABULAR_BAD_JSON', 2]]);
    }
  });

  describe('keys beyond the first 4 MiB', () => {
    const further = (text: string, bytes = 1 << 30) =>
      findFurtherKeys(piecesOf(Buffer.from(text), 1 << 16), { bytes });
    const readFurther = async (text: string) => {
      const { keys } = await further(text);
      return readAll(await readJsonLines(piecesOf(Buffer.from(text), 50_000), { furtherKeys: keys }));
    };
    const FILLER = `${JSON.stringify({ a: 1, b: 'y'.repeat(60) })}\n`.repeat(60_000);

    it('are columns once they are looked for', async () => {
      const { columns, values, broken } = await readFurther(`${FILLER}{"a":2,"备注":"补登"}\n`);
      expect([columns, values.at(-1), broken]).toEqual([['a', 'b', '备注'], ['2', null, '补登'], []]);
    });

    it('that are no columns are told at the end of their reject, which loads without them', async () => {
      const table = await readJsonLines(piecesOf(Buffer.from(`${FILLER}{"a":2,"备注":"补登"}\n`), 1 << 16));
      const plan = {
        columns: ['a', 'b'].map((source) => ({ source, target: source, type: 'text' as const })),
      };
      const { rejects, report } = await importAll(table, plan);
      expect([report.rowsRejected, rejects]).toEqual([1, expect.stringContaining(',2,,备注=补登')]);
      const corrected = await readCsv([Buffer.from(rejects.replace('备注=补登', ''))]);
      expect((await importAll(corrected, plan)).copy).toBe('2\t\\N\n');
    });

    it('are all there is after a first line that is longer: one reject', async () => {
      const { columns, rows, broken } = await readFurther(
        `{"a":"${'x'.repeat(5_000_000)}"}\n${'{"a":1}\n'.repeat(50)}`,
      );
      expect([columns, rows.length]).toEqual([['a'], 50]);
      expect(broken.map(({ rule, rowNumber }) => [rule, rowNumber])).toEqual([['TABULAR_ROW_TOO_LONG', 1]]);
    });

    it('are looked for in as many bytes as said, and bounded in number; no broken line names any', async () => {
      const late = `{"z":1}\n`;
      expect(await further(`${FILLER}${late}`, 4_300_000)).toEqual({ keys: [], leftOut: [] });
      const broken = `{"y":${'['.repeat(100)}1${']'.repeat(100)}}\n{"x":\n`;
      expect((await further(`${FILLER}${broken}${late}`)).keys).toEqual(['z']);
      const many = Array.from({ length: 2_000 }, (_, n) => `{"k${n}":1}\n`).join('');
      const { keys, leftOut } = await further(`${FILLER}{"n\\u0000":1}\n${many}`);
      expect([keys.length, keys[0], leftOut.length, leftOut[0]]).toEqual([100, 'k0', 1_000, 'n\0']);
    });
  });

  it('refuses a file without keys', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'TABULAR_EMPTY' });
  });
});
