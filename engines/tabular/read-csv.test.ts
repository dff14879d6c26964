import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv-text.ts';
import { readCsv } from './read-csv.ts';
import type { CsvOptions } from './read-csv.ts';
import { cutAt, piecesOf, readAll } from './testing.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const read = async (text: string | Uint8Array, options?: CsvOptions) =>
  readAll(await readCsv([typeof text === 'string' ? bytes(text) : text], options));

describe('well-formed files', () => {
  it('reads quotes, doubled quotes, line breaks and delimiters inside cells', async () => {
    const text = '名称,备注,数\r\n"甲,乙","说""好""\r\n第二行",1\r\n丙,,2\r\n';
    const { columns, rows, numbers, broken } = await read(text);
    expect(columns).toEqual(['名称', '备注', '数']);
    expect(rows).toEqual([
      ['甲,乙', '说"好"\r\n第二行', '1'],
      ['丙', '', '2'],
    ]);
    expect(numbers).toEqual([2, 3]);
    expect(broken).toEqual([]);
  });

  it('cuts long column names, and keeps them apart', async () => {
    const { columns, notes } = await readCsv([bytes(`${'长'.repeat(500)},${'长'.repeat(500)},b\n1,2,3\n`)]);
    expect(columns).toEqual(['长'.repeat(180), `${'长'.repeat(180)}_2`, 'b']);
    expect(notes.map(({ code }) => code)).toEqual(['TABULAR_HEADER_RENAMED', 'TABULAR_HEADER_RENAMED']);
  });

  it.each([
    ['LF', 'a,b\n1,2\n3,4\n'],
    ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['CR', 'a,b\r1,2\r3,4\r'],
    ['mixed', 'a,b\r\n1,2\n3,4\r\n'],
    ['no last line end', 'a,b\n1,2\n3,4'],
    ['byte order mark', '\ufeffa,b\n1,2\n3,4\n'],
    ['semicolon', 'a;b\n1;2\n3;4\n'],
    ['tab', 'a\tb\n1\t2\n3\t4\n'],
    ['bar', 'a|b\n1|2\n3|4\n'],
    ['apostrophes as quotes', "'a','b'\n'1','2'\n'3','4'\n"],
  ])('reads %s', async (_, text) => {
    const { columns, rows } = await read(text);
    expect(columns).toEqual(['a', 'b']);
    expect(rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('keeps quotes inside unquoted cells, lone carriage returns and backslashes as they are', async () => {
    const { rows } = await read('a,b\n15" 屏,C:\\x\ny\rz,t\n');
    expect(rows).toEqual([
      ['15" 屏', 'C:\\x'],
      ['y\rz', 't'],
    ]);
  });

  it('counts blank records, also rows of delimiters only, and keeps their numbers', async () => {
    const { rows, numbers, blankRows } = await read('a,b\n\n1,2\n,\n\r\n"",""\n  \n3,4\n\n');
    expect(rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(numbers).toEqual([3, 8]);
    expect(blankRows).toBe(6);
  });

  it('names empty and repeated headers', async () => {
    const table = await readCsv([bytes('编号,,编号,"名\n称"\n1,2,3,4\n')], { header: true });
    expect(table.columns).toEqual(['编号', '列2', '编号_2', '名 称']);
    expect(table.notes.map(({ code }) => code)).toEqual(
      Array.from({ length: 3 }, () => 'TABULAR_HEADER_RENAMED'),
    );
  });

  it('finds no header where the first row is data', async () => {
    const { columns, rows } = await read('1,2019-01-02,甲\n2,2019-01-03,乙\n');
    expect(columns).toEqual(['列1', '列2', '列3']);
    expect(rows).toHaveLength(2);
    const repeated = await read('是,是,北京\n否,是,上海\n是,否,北京\n');
    expect(repeated.rows).toHaveLength(3);
  });

  it('takes a header for one although it repeats a name', async () => {
    const { columns, rows } = await read('编号,编号,名称\n1,2,甲\n3,4,乙\n');
    expect(columns).toEqual(['编号', '编号_2', '名称']);
    expect(rows).toHaveLength(2);
  });

  it('skips title rows above the header', async () => {
    const table = await readCsv([
      bytes('企业登记一览表,,\n制表单位：市场监管局,,\n名称,代码,日期\n甲,1,2019-01-02\n乙,2,2019-01-03\n'),
    ]);
    expect(table.columns).toEqual(['名称', '代码', '日期']);
    expect((await readAll(table)).numbers).toEqual([4, 5]);
    expect(table.notes).toEqual([{ code: 'TABULAR_TITLE_ROWS', params: { rows: 2 } }]);
  });

  it('reads a piece from the middle of a file', async () => {
    const { rows } = await read('ken,2\n3,4\n5,6\n', {
      fragmentColumns: ['a', 'b'],
      dialect: { delimiter: ',' },
    });
    expect(rows).toEqual([
      ['3', '4'],
      ['5', '6'],
    ]);
  });
});

describe('damaged rows', () => {
  it('reports too few and too many columns with their cells and goes on', async () => {
    const { rows, broken, notices } = await read('a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n7,8,9\n');
    expect(rows).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
      ['7', '8', '9'],
    ]);
    expect(broken).toEqual([
      { rowNumber: 3, rule: 'TABULAR_TOO_FEW_COLUMNS', cells: ['1', '2'] },
      { rowNumber: 4, rule: 'TABULAR_TOO_MANY_COLUMNS', cells: ['1', '2', '3', '4'] },
    ]);
    expect(notices).toEqual(['TABULAR_EXTRA_EMPTY_COLUMNS']);
  });

  it('gives up only the line with an unclosed quote', async () => {
    const { rows, broken } = await read('a,b\n1,"x\n2,"y"\n3,z\n');
    expect(broken).toEqual([{ rowNumber: 2, rule: 'TABULAR_UNCLOSED_QUOTE', cells: ['1', '"x'] }]);
    expect(rows).toEqual([
      ['2', 'y'],
      ['3', 'z'],
    ]);
  });

  it('gives up only the line when a quote stays open to the end of the file', async () => {
    const { rows, broken } = await read('a,b\n1,2\n"3,x\n4,5\n6,7');
    expect(broken.map(({ rule }) => rule)).toEqual(['TABULAR_UNCLOSED_QUOTE']);
    expect(rows).toEqual([
      ['1', '2'],
      ['4', '5'],
      ['6', '7'],
    ]);
  });

  it('refuses text after a closing quote', async () => {
    const { rows, broken } = await read('a,b\n"1" x,2\n3,4\n');
    expect(broken).toEqual([{ rowNumber: 2, rule: 'TABULAR_STRAY_QUOTE', cells: ['"1" x', '2'] }]);
    expect(rows).toEqual([['3', '4']]);
  });

  it('bounds cells and rows, and keeps an excerpt of a row that is too long', async () => {
    const limits = { maxCellBytes: 10, maxRowBytes: 30 };
    const { rows, broken } = await read(`a,b\n1,${'x'.repeat(11)}\n2,${'y'.repeat(100)}\n3,z\n`, { limits });
    expect(broken.map(({ rule, rowNumber }) => [rowNumber, rule])).toEqual([
      [2, 'TABULAR_CELL_TOO_LONG'],
      [3, 'TABULAR_ROW_TOO_LONG'],
    ]);
    expect(broken[1]!.cells.join(',').length).toBe(30);
    expect(rows).toEqual([['3', 'z']]);
  });

  it('stays linear when every line opens a quote that nothing closes', async () => {
    const text = `a,b\n${'x,"y\n'.repeat(20_000)}`;
    const started = performance.now();
    const { broken } = await read(text);
    expect(broken.length).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('stays linear in one endless quoted cell that comes in small pieces', async () => {
    const table = await readCsv(piecesOf(bytes(`a,b\n1,"${'x\n'.repeat(300_000)}`), 1000));
    const { broken } = await readAll(table);
    expect(broken[0]?.rule).toBe('TABULAR_UNCLOSED_QUOTE');
    expect(broken).toHaveLength(300_000);
  });
});

describe('files refused as a whole', () => {
  it.each([
    ['nothing', '', 'TABULAR_EMPTY'],
    ['blank lines', '\n\n\n', 'TABULAR_EMPTY'],
    ['binary content', Buffer.from([1, 2, 3, 0, 4, 5, 6, 0, 7, 1, 2, 3]), 'TABULAR_FORMAT_UNKNOWN'],
    ['too many columns', `${'a,'.repeat(3000)}b\n`, 'TABULAR_TOO_MANY_HEADERS'],
  ])('%s', async (_, content, code) => {
    await expect(read(content, { header: true })).rejects.toMatchObject({ code });
  });

  it('a header that never ends', async () => {
    await expect(read(`"a,b\n1,2\n${'3,4\n'.repeat(50_000)}`, { header: true })).rejects.toMatchObject({
      code: 'TABULAR_ROW_UNREADABLE',
    });
  });
});

const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '1', ' ', '甲', '\t', '\\', "'", '=', '😀'),
    maxLength: 8,
  }),
  fc.string({ maxLength: 12 }),
);

/** Any text, also badly quoted. */
const wild = fc.string({
  unit: fc.constantFrom('"', '"', ',', ',', '\n', '\r', 'a', '甲', ' '),
  maxLength: 120,
});

describe('properties', () => {
  it('reads back whatever was written by RFC 4180', async () => {
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const filled = rows.filter((row) => row.some((value) => value.replaceAll(' ', '') !== ''));
        const text = csvLine(['x', 'y', 'z']) + filled.map(csvLine).join('');
        const { rows: back, broken } = await read(text, {
          header: true,
          titleRows: 0,
          dialect: { delimiter: ',', quote: '"', newline: 'lf' },
        });
        expect(broken).toEqual([]);
        expect(back).toEqual(filled.map((row) => row.map((value) => value.toWellFormed())));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same rows and defects wherever the chunks are cut', async () => {
    const limits = { maxRowBytes: 40, maxCellBytes: 20 };
    const options: CsvOptions = {
      header: true,
      titleRows: 0,
      encoding: 'utf-8',
      dialect: { delimiter: ',', quote: '"', newline: 'lf' },
      limits,
    };
    await fc.assert(
      fc.asyncProperty(wild, fc.array(fc.nat(140), { maxLength: 12 }), async (body, cuts) => {
        const content = bytes(`x,y,z\n${body}`);
        const whole = await readAll(await readCsv([content], options));
        expect(await readAll(await readCsv(cutAt(content, cuts), options))).toEqual(whole);
        expect(await readAll(await readCsv(piecesOf(content, 1), options))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [
      'with values',
      '编号,名称,\n1,甲,x\n2,乙,\n',
      ['编号', '名称', '列3'],
      [
        ['1', '甲', 'x'],
        ['2', '乙', ''],
      ],
    ],
    [
      'without any',
      '编号,名称,,\n1,甲,,\n2,乙,,\n',
      ['编号', '名称'],
      [
        ['1', '甲'],
        ['2', '乙'],
      ],
    ],
    [
      'that most rows lack',
      '编号,名称,\n1,甲\n2,乙\n3,丙,x\n',
      ['编号', '名称'],
      [
        ['1', '甲'],
        ['2', '乙'],
      ],
    ],
  ])('a last column without a name %s', async (_, file, columns, rows) => {
    const table = await readCsv([Buffer.from(file)], { header: true, titleRows: 0 });
    expect(table.columns).toEqual(columns);
    expect((await readAll(table)).rows).toEqual(rows);
  });
});
