import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { ExportColumn, ExportValue } from './export-values.ts';
import { guardFormula, looksLikeFormula, restoreFormula } from './formula-guard.ts';
import { readCsv } from './read-csv.ts';
import { readParquet } from './read-parquet.ts';
import { readXlsx } from './read-xlsx.ts';
import { bytesOf, readAll } from './testing.ts';
import { writeCsv } from './write-csv.ts';
import { writeParquet } from './write-parquet.ts';
import { writeWorkbook } from './write-workbook.ts';
import { writeXlsx } from './write-xlsx.ts';
import { bytesAccess } from './zip-archive.ts';

const COLUMNS: ExportColumn[] = [
  { name: '名称', type: 'text' },
  { name: '数', type: 'integer' },
  { name: '金额', type: 'decimal', scale: 2 },
  { name: '日期', type: 'date' },
  { name: '时间', type: 'datetime' },
  { name: '是否', type: 'boolean' },
];
const ROWS: ExportValue[][] = [
  ['甲 & <乙>', 5, '8200000.50', '2019-01-02', '2019-01-02 03:04:05+08', true],
  ['=1+1', -9_007_199_254_740_993n, '-0.05', '1900-01-01', '2019-01-02T03:04:05.123456Z', false],
  [null, null, undefined, null, null, null],
  ['第一行\r\n第二行\u0001', 0, '0.00', '9999-12-31', '2024-02-29 23:59:59.5+08', true],
];

const cell = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ',',
      '\n',
      '\r',
      '\t',
      '_x0041_',
      '甲',
      '😀',
      '<',
      '&',
      '\u0001',
      '\ufffe',
    ),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
  maxLength: 8,
});
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 6 });
const TEXTS: ExportColumn[] = [
  { name: 'a', type: 'text' },
  { name: 'b', type: 'text' },
];

describe('formula guard', () => {
  it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(1)', '\t=1', '\rx', '=-5', '＝1+1', '＠SUM(1)'])(
    '%j is neutralised',
    (text) => {
      expect(looksLikeFormula(text)).toBe(true);
      expect(guardFormula(text)).toBe(`'${text}`);
    },
  );

  it.each(['-5', '-1,234.50', '+8613800138000', '-1.5E-3', '-5%', "'x", 'a=1', '', '5-3'])(
    '%j is left alone',
    (text) => {
      expect(guardFormula(text)).toBe(text);
    },
  );

  it('is undone exactly', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(restoreFormula(guardFormula(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('CSV', () => {
  it('begins with a byte order mark and follows RFC 4180', async () => {
    const bytes = await bytesOf(writeCsv(COLUMNS, ROWS));
    expect(bytes.toString('utf8')).toBe(
      '\ufeff名称,数,金额,日期,时间,是否\r\n' +
        '甲 & <乙>,5,8200000.50,2019-01-02,2019-01-02 03:04:05+08,true\r\n' +
        "'=1+1,-9007199254740993,-0.05,1900-01-01,2019-01-02T03:04:05.123456Z,false\r\n" +
        ',,,,,\r\n' +
        '"第一行\r\n第二行\u0001",0,0.00,9999-12-31,2024-02-29 23:59:59.5+08,true\r\n',
    );
  });

  it('gives back arbitrary cells', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const tagged = rows.map(([a, b], i) => [`${i}:${a}`, b!]);
        const back = await readAll(
          await readCsv([await bytesOf(writeCsv(TEXTS, tagged))], {
            header: true,
            titleRows: 0,
            dialect: { delimiter: ',', quote: '"', newline: 'lf' },
            encoding: 'utf-8',
          }),
        );
        expect(back.rows.map((row) => row.map(restoreFormula))).toEqual(
          tagged.map((row) => row.map((text) => text.toWellFormed())),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('XLSX', () => {
  it('keeps types and digits', async () => {
    const file = bytesAccess(await bytesOf(writeXlsx(COLUMNS, ROWS, { sheet: "企业/名单'" })));
    const read = await readXlsx(file);
    expect(read.sheet).toBe('企业 名单');
    const { columns, values } = await readAll(read);
    expect(columns).toEqual(COLUMNS.map(({ name }) => name));
    expect(values).toEqual([
      ['甲 & <乙>', '5', '8200000.50', '2019-01-02', '2019-01-02 03:04:05', 'TRUE'],
      ['=1+1', '-9007199254740993', '-0.05', '1900-01-01', '2019-01-02 11:04:05.123', 'FALSE'],
      ['第一行\r\n第二行\u0001', '0', '0.00', '9999-12-31', '2024-02-29 23:59:59.500', 'TRUE'],
    ]);
  });

  it('cuts a moment to milliseconds, and never rounds it into the next day', async () => {
    const moments = [
      '2026-12-31T23:59:59.999999+08:00',
      '2026-01-01T08:00:05.1239Z',
      '2026-01-01 00:00:29.0005',
    ];
    const column: ExportColumn[] = [{ name: '时间', type: 'datetime' }];
    const bytes = await bytesOf(
      writeXlsx(
        column,
        moments.map((moment) => [moment]),
      ),
    );
    expect((await readAll(await readXlsx(bytesAccess(bytes), { headerRow: 1 }))).rows).toEqual([
      ['2026-12-31 23:59:59.999'],
      ['2026-01-01 16:00:05.123'],
      ['2026-01-01 00:00:29'],
    ]);
  });

  it('gives back arbitrary cells', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const tagged = rows.map(([a, b], i) => [`${i}:${a}`, b!]);
        const back = await readAll(
          await readXlsx(bytesAccess(await bytesOf(writeXlsx(TEXTS, tagged))), { headerRow: 1 }),
        );
        expect(back.rows).toEqual(tagged.map((row) => row.map((text) => text.toWellFormed())));
      }),
      { numRuns: 100 },
    );
  });

  it('goes on in further sheets, and refuses what does not fit', async () => {
    const rows = Array.from({ length: 5 }, (_, i) => [`r${i}`, 'x']);
    const file = bytesAccess(await bytesOf(writeXlsx(TEXTS, rows, { maxSheetRows: 3 })));
    expect((await readAll(await readXlsx(file, { sheet: 'Sheet1 3' }))).rows).toEqual([['r4', 'x']]);
    await expect(bytesOf(writeXlsx(TEXTS, [['x'.repeat(32_768)]]))).rejects.toMatchObject({
      code: 'TABULAR_XLSX_CELL_TOO_LONG',
    });
    await expect(bytesOf(writeXlsx([{ name: 'n', type: 'integer' }], [['abc']]))).rejects.toMatchObject({
      code: 'TABULAR_VALUE_UNWRITABLE',
    });
  });

  it('is the same bytes every time', async () => {
    const [one, two] = [await bytesOf(writeXlsx(COLUMNS, ROWS)), await bytesOf(writeXlsx(COLUMNS, ROWS))];
    expect(one.equals(two)).toBe(true);
  });
});

describe('Parquet', () => {
  it('keeps types and digits', async () => {
    const bytes = await bytesOf(writeParquet(COLUMNS, ROWS));
    const read = await readParquet(bytesAccess(bytes));
    expect(read).toMatchObject({ totalRows: 4, columns: COLUMNS.map(({ name }) => name) });
    const { values, numbers, blankRows } = await readAll(read);
    expect(values).toEqual([
      ['甲 & <乙>', '5', '8200000.50', '2019-01-02', '2019-01-01 19:04:05Z', 'true'],
      ['=1+1', '-9007199254740993', '-0.05', '1900-01-01', '2019-01-02 03:04:05.123456Z', 'false'],
      ['第一行\r\n第二行\u0001', '0', '0.00', '9999-12-31', '2024-02-29 15:59:59.5Z', 'true'],
    ]);
    expect(numbers).toEqual([1, 2, 4]);
    expect(blankRows).toBe(1);
  });

  it('is read by others', async () => {
    const bytes = await bytesOf(writeParquet(COLUMNS, ROWS.slice(0, 1)));
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const [row] = await parquetReadObjects({ file: buffer });
    expect(row).toMatchObject({ 名称: '甲 & <乙>', 数: 5n, 金额: 8_200_000.5, 是否: true });
    // Without it a reader may take a moment for a wall clock without a zone.
    const moment = parquetMetadata(buffer).schema.find(({ name }) => name === '时间');
    expect(moment?.logical_type).toMatchObject({ type: 'TIMESTAMP', isAdjustedToUTC: true });
  });

  it('takes booleans as texts, too, and no other text', async () => {
    const column: ExportColumn[] = [{ name: '是否', type: 'boolean' }];
    for (const write of [writeParquet, writeXlsx]) {
      const bytes = await bytesOf(write(column, [['true'], ['false'], [null]]));
      const table = await (write === writeParquet ? readParquet : readXlsx)(bytesAccess(bytes));
      expect((await readAll(table)).values.flat().map((value) => value?.toLowerCase())).toEqual([
        'true',
        'false',
      ]);
      await expect(bytesOf(write(column, [['是']]))).rejects.toMatchObject({
        code: 'TABULAR_VALUE_UNWRITABLE',
      });
    }
  });

  it('writes several row groups', async () => {
    const rows = function* () {
      for (let i = 0; i < 120_000; i++) yield [`名${i}`, i % 3 === 0 ? null : String(i)];
    };
    const table = await readParquet(bytesAccess(await bytesOf(writeParquet(TEXTS, rows()))));
    const { values } = await readAll(table);
    expect(values).toHaveLength(120_000);
    expect(values[119_997]).toEqual(['名119997', null]);
    expect(values[50_000]).toEqual(['名50000', '50000']);
  });

  it('refuses values beyond their type', async () => {
    const decimal: ExportColumn[] = [{ name: 'd', type: 'decimal', scale: 2 }];
    await expect(bytesOf(writeParquet(decimal, [['1.005']]))).rejects.toMatchObject({
      code: 'TABULAR_VALUE_UNWRITABLE',
    });
    await expect(
      bytesOf(writeParquet([{ name: 'i', type: 'integer' }], [[2n ** 63n]])),
    ).rejects.toMatchObject({ code: 'TABULAR_VALUE_UNWRITABLE' });
  });

  it('ends damaged files in coded errors', async () => {
    const bytes = await bytesOf(writeParquet(COLUMNS, ROWS));
    for (const cut of [3, 11, bytes.length - 1]) {
      await expect(readParquet(bytesAccess(bytes.subarray(0, cut)))).rejects.toMatchObject({
        code: 'TABULAR_PARQUET_BROKEN',
      });
    }
    const huge = Buffer.from(bytes);
    huge.writeUInt32LE(0xfffffff0, huge.length - 8);
    await expect(readParquet(bytesAccess(huge))).rejects.toMatchObject({ code: 'TABULAR_PARQUET_BROKEN' });
    await expect(readParquet(bytesAccess(bytes), { limits: { maxRowGroupBytes: 10 } })).rejects.toMatchObject(
      { code: 'TABULAR_PARQUET_TOO_LARGE' },
    );
  });

  it('survives flipped bytes: a coded error or rows, never anything else', async () => {
    const bytes = await bytesOf(writeParquet(COLUMNS, ROWS));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(bytes);
        damaged[at]! ^= flip;
        try {
          await readAll(await readParquet(bytesAccess(damaged), { limits: { maxRowGroupBytes: 1 << 20 } }));
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^TABULAR_/u);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('writeWorkbook', () => {
  it('writes each sheet under its name, as readXlsx reads it', async () => {
    const file = writeWorkbook([
      { name: '填写说明', columns: [{ name: '说明', type: 'text' }], rows: [['=1+1 只是文字']] },
      {
        name: '目录',
        columns: TEXTS,
        rows: [
          ['甲', '乙'],
          ['丙', null],
        ],
      },
    ]);
    const table = await readXlsx(bytesAccess(file), { sheet: '目录' });
    expect(table.sheets.map(({ name }) => name)).toEqual(['填写说明', '目录']);
    expect(table.columns).toEqual(['a', 'b']);
    expect((await readAll(table)).rows).toEqual([
      ['甲', '乙'],
      ['丙', ''],
    ]);
  });
});
