import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { guessColumns } from './guess-columns.ts';
import type { Limits } from './limits.ts';
import { listSheets, readXlsx } from './read-xlsx.ts';
import type { XlsxOptions } from './read-xlsx.ts';
import { importAll, parseCopy, readAll } from './testing.ts';
import { formatKind } from './xlsx-workbook.ts';
import { bytesAccess } from './zip-archive.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">';

interface Parts {
  sheets: Record<string, string>;
  strings?: string;
  styles?: string;
  workbookPr?: string;
  more?: Record<string, string | Uint8Array>;
}

/** Cell styles: 0 number, 1 date, 2 date and time, 3 time, 4 a custom Chinese date. */
const STYLES =
  `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>` +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="170"/></cellXfs></styleSheet>';

function workbook(parts: Parts): Buffer {
  const names = Object.keys(parts.sheets);
  const list = names.map(
    (name, i) =>
      `<sheet name="${name}" sheetId="${i + 1}"${name.startsWith('hidden') ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  );
  const relations = names.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="${REL}/worksheet" Target="/xl/worksheets/s${i + 1}.xml"/>`,
  );
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `${RELATIONS}<Relationship Id="r" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook ${MAIN} xmlns:r="${REL}">${parts.workbookPr ?? ''}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${RELATIONS}${relations.join('')}<Relationship Id="s" Type="${REL}/styles" Target="styles.xml"/>` +
      `<Relationship Id="t" Type="${REL}/sharedStrings" Target="./sub/../strings.xml"/></Relationships>`,
    'xl/styles.xml': parts.styles ?? STYLES,
    'xl/strings.xml': `<sst ${MAIN}>${parts.strings ?? ''}</sst>`,
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/s${i + 1}.xml`, parts.sheets[name]!])),
    ...parts.more,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]))),
  );
}

const sheet = (rows: string, after = '') =>
  `<worksheet ${MAIN}><sheetData>${rows}</sheetData>${after}</worksheet>`;
const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const read = async (file: Buffer, options?: XlsxOptions) =>
  readAll(await readXlsx(bytesAccess(file), options));
const HEADER = `<row r="1">${inline('A1', '名称')}${inline('B1', '数')}${inline('C1', '日期')}</row>`;

describe('cells', () => {
  it('reads every kind of cell exactly', async () => {
    const strings =
      '<si><t>甲</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space="preserve">文 本</t></r><rPh><t>ふりがな</t></rPh></si><si><t>a_x000D_b_x005F_x</t></si>';
    const rows =
      `${HEADER}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>0.30000000000000004</v></c><c r="C2" s="1"><v>43467</v></c></row>` +
      `<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>1E+20</v></c><c r="C3" s="2"><v>43467.5</v></c></row>` +
      `<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4" t="b"><v>1</v></c><c r="C4" s="3"><v>0.25</v></c></row>` +
      `<row r="6"><c r="A6" t="str"><f>CONCAT("公","式")</f><v>公式</v></c><c r="C6" s="4"><v>61</v></c></row>` +
      `<row><c t="d"><v>2019-01-02T00:00:00</v></c><c><v>7</v></c></row>`;
    const { columns, values, numbers } = await read(workbook({ sheets: { 表: sheet(rows) }, strings }));
    expect(columns).toEqual(['名称', '数', '日期']);
    expect(values).toEqual([
      ['甲', '0.30000000000000004', '2019-01-02'],
      ['富文 本', '1E+20', '2019-01-02 12:00:00'],
      ['a\rb_x', 'TRUE', '06:00:00'],
      ['公式', null, '1900-03-01'],
      ['2019-01-02', '7', null],
    ]);
    expect(numbers).toEqual([2, 3, 4, 6, 7]);
  });

  it('makes defects of error cells and of cells beyond the header', async () => {
    const rows = `${HEADER}<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row><row r="3">${inline('D3', 'zu viel')}</row><row r="4">${inline('A4', 'gut')}</row>`;
    const table = await readXlsx(bytesAccess(workbook({ sheets: { 表: sheet(rows) } })));
    const { copy, report } = await importAll(table, {
      columns: [{ source: '名称', target: 'n', type: 'text' }],
    });
    expect(parseCopy(copy)).toEqual([['gut']]);
    expect(report.defects.map(({ rule }) => rule)).toEqual([
      'TABULAR_TOO_MANY_COLUMNS',
      'TABULAR_CELL_ERROR',
    ]);
  });

  it('rejects the row of a formula without a stored result; an empty text that is stored is a result', async () => {
    const formulas = [
      '<f>SUM(1,3)</f>',
      '<f>SUM(1,3)</f><v></v>',
      '<f t="shared" si="0"/><v/>',
      '<f>1+3</f><v>4</v>',
      '',
    ];
    const rows = formulas.map(
      (cell, i) => `<row r="${i + 2}">${inline(`A${i + 2}`, `n${i}`)}<c r="B${i + 2}">${cell}</c></row>`,
    );
    rows.push(
      `<row r="7">${inline('A7', 'n5')}<c r="B7" t="str"><f>IF(A1="","",A1)</f><v></v></c></row>`,
      '<row r="8"><c r="B8"><f>B7</f></c></row>',
    );
    const file = workbook({ sheets: { 表: sheet(HEADER + rows.join('')) } });
    const columns = [
      { source: '名称', target: 'n', type: 'text' },
      { source: '数', target: 'v', type: 'integer' },
    ] as const;
    const { copy, report, rejects } = await importAll(await readXlsx(bytesAccess(file)), { columns });
    expect(parseCopy(copy)).toEqual([
      ['n3', '4'],
      ['n4', null],
      ['n5', null],
    ]);
    expect(report.defects).toEqual([
      { rule: 'TABULAR_NOT_CALCULATED', severity: 'error', column: '数', count: 4 },
    ]);
    expect(report.samples.map(({ rowNumber, excerpt }) => [rowNumber, excerpt])).toEqual([
      [2, '=SUM(1,3)'],
      [3, '=SUM(1,3)'],
      [4, '='],
      [8, '=B7'],
    ]);
    expect(rejects).toContain("'=SUM(1,3)");
    const [, guess] = await guessColumns(await readXlsx(bytesAccess(file)));
    expect(guess).toMatchObject({ type: 'integer', profile: { filled: 1, empty: 6 } });
    const emptying = columns.map((column) => ({ ...column, badValues: 'empty' as const }));
    const emptied = await importAll(await readXlsx(bytesAccess(file)), { columns: emptying });
    expect(emptied.report).toMatchObject({
      rowsLoaded: 7,
      defects: [{ rule: 'TABULAR_NOT_CALCULATED', severity: 'warning', count: 4 }],
    });
  });

  it('takes the 1904 date system from the workbook', async () => {
    const rows = `${HEADER}<row r="2"><c r="A2" s="1"><v>0</v></c></row>`;
    const { rows: read1904 } = await read(
      workbook({ sheets: { 表: sheet(rows) }, workbookPr: '<workbookPr date1904="1"/>' }),
    );
    expect(read1904[0]![0]).toBe('1904-01-01');
  });

  it('reads prefixed namespaces', async () => {
    const xml = `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect((await read(workbook({ sheets: { 表: xml } }))).rows).toEqual([['5']]);
  });

  it.each([
    [14, undefined, 'date'], [22, undefined, 'date'], [31, undefined, 'date'], [20, undefined, 'time'], [2, undefined, 'number'],
    [164, 'yyyy\\-mm\\-dd', 'date'], [164, '[$-804]yyyy"年"m"月"', 'date'], [164, 'h:mm:ss', 'time'], [164, '[h]:mm', 'time'], [164, '0.00"元"', 'number'],
    [164, '[Red]#,##0', 'number'], [164, 'General', 'number'], [164, '"day" 0', 'number'], [164, 'mmm\\ d', 'date'],
  ])('number format %i %s is a %s', (id, code, kind) => expect(formatKind(id, code)).toBe(kind)); // prettier-ignore
});

describe('sheets', () => {
  const two = {
    空: sheet(''),
    hidden1: sheet(HEADER),
    数据: sheet(`${HEADER}<row r="2">${inline('A2', '甲')}</row>`),
  };

  it('takes the first visible sheet that has a value, or the one asked for', async () => {
    const file = bytesAccess(workbook({ sheets: two }));
    expect(await readXlsx(file)).toMatchObject({ sheet: '数据', headerRow: 1 });
    expect((await listSheets(file)).map(({ name, hidden }) => [name, hidden])).toEqual([
      ['空', false],
      ['hidden1', true],
      ['数据', false],
    ]);
    await expect(readXlsx(file, { sheet: '没有' })).rejects.toMatchObject({
      code: 'TABULAR_XLSX_SHEET_MISSING',
    });
    await expect(readXlsx(file, { sheet: '空' })).rejects.toMatchObject({ code: 'TABULAR_EMPTY' });
  });

  it('passes over a merged title, and notes merged cells', async () => {
    const rows = `<row r="1">${inline('A1', '企业一览表')}</row><row r="3">${inline('A3', '名称')}${inline('B3', '数')}</row><row r="4">${inline('A4', '甲')}<c r="B4"><v>1</v></c></row>`;
    const table = await readXlsx(
      bytesAccess(
        workbook({ sheets: { 表: sheet(rows, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>') } }),
      ),
    );
    expect(table).toMatchObject({ columns: ['名称', '数'], headerRow: 3 });
    expect((await readAll(table)).rows).toEqual([['甲', '1']]);
    expect(table.notes).toEqual([
      { code: 'TABULAR_TITLE_ROWS', params: { rows: 1 } },
      { code: 'TABULAR_MERGED_CELLS', params: { count: 1, first: 'A1:B1' } },
    ]);
  });
});

describe('attacks', () => {
  const good = { 表: sheet(`${HEADER}<row r="2">${inline('A2', 'x')}</row>`) };
  const refuse = async (file: Buffer, code: string, limits?: Partial<Limits>) =>
    expect(read(file, limits ? { limits } : {})).rejects.toMatchObject({ code });

  it('a sheet that inflates beyond the ratio', async () => {
    const bomb = sheet(
      `${HEADER}<row r="2">${inline('A2', 'x')}</row>${'<row r="3"></row>'.repeat(1_000_000)}`,
    );
    await refuse(workbook({ sheets: { 表: bomb } }), 'TABULAR_ZIP_BOMB');
  });

  it('parts that inflate beyond the total', async () => {
    await refuse(
      workbook({ sheets: good, strings: '<si><t>abc</t></si>'.repeat(10_000) }),
      'TABULAR_ZIP_BOMB',
      { maxInflatedBytes: 100_000 },
    );
  });

  it('a part larger than its entry says', async () => {
    const file = workbook({
      sheets: { 表: sheet(`${HEADER}<row r="2">${inline('A2', 'y'.repeat(5000))}</row>`) },
    });
    const at = file.lastIndexOf('xl/worksheets/s1.xml') - 46;
    file.writeUInt32LE(100, at + 24);
    await refuse(file, 'TABULAR_ZIP_BOMB');
  });

  it('damaged content', async () => {
    const file = workbook({
      sheets: { 表: sheet(`${HEADER}<row r="2">${inline('A2', 'y'.repeat(50))}</row>`) },
    });
    const at = file.lastIndexOf('xl/worksheets/s1.xml') - 46;
    file.writeUInt32LE(file.readUInt32LE(at + 16) ^ 1, at + 16);
    await refuse(file, 'TABULAR_ZIP_BROKEN');
    await refuse(file.subarray(0, file.length - 30), 'TABULAR_ZIP_BROKEN');
    await refuse(Buffer.from('PK\u0003\u0004 not really'), 'TABULAR_ZIP_BROKEN');
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\x', 'a\\..\\b', 'XL/WORKBOOK.XML'])(
    'the entry name %s',
    async (name) => {
      await refuse(workbook({ sheets: good, more: { [name]: 'x' } }), 'TABULAR_ZIP_ENTRY_NAME');
    },
  );

  it('too many entries', async () => {
    const more = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`f${i}`, '']));
    await refuse(workbook({ sheets: good, more }), 'TABULAR_ZIP_TOO_MANY_ENTRIES', { maxZipEntries: 50 });
  });

  it('entity expansion and external entities', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet ${MAIN}><sheetData><row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`;
    await refuse(workbook({ sheets: { 表: laughs } }), 'TABULAR_XML_DTD_REFUSED');
    await refuse(
      workbook({ sheets: { 表: sheet(`<row r="1"><c t="inlineStr"><is><t>&nope;</t></is></c></row>`) } }),
      'TABULAR_XML_BROKEN',
    );
  });

  it('XML that is deep, broken or not UTF-8', async () => {
    await refuse(
      workbook({ sheets: { 表: sheet('<a>'.repeat(100) + '</a>'.repeat(100)) } }),
      'TABULAR_XML_TOO_DEEP',
    );
    await refuse(workbook({ sheets: { 表: sheet('<row><c></row>') } }), 'TABULAR_XML_BROKEN');
    await refuse(
      workbook({
        sheets: { 表: sheet(HEADER).replace('名称', '\ud800') },
        more: { 'xl/worksheets/s1.xml': Buffer.from([0x3c, 0xff, 0xfe]) },
      }),
      'TABULAR_XML_BROKEN',
    );
  });

  it('shared strings without end, and indexes that point nowhere', async () => {
    await refuse(
      workbook({ sheets: good, strings: '<si><t>a</t></si>'.repeat(101) }),
      'TABULAR_XLSX_SHARED_STRINGS_TOO_LARGE',
      { maxSharedStrings: 100 },
    );
    const rows = `${HEADER}<row r="2"><c r="A2" t="s"><v>7</v></c></row>`;
    const table = await readXlsx(bytesAccess(workbook({ sheets: { 表: sheet(rows) } })));
    const { report } = await importAll(table, { columns: [{ source: '名称', target: 'n', type: 'text' }] });
    expect(report.defects.map(({ rule }) => rule)).toEqual(['TABULAR_CELL_ERROR']);
  });

  it('a cell beyond the bound', async () => {
    const rows = `${HEADER}<row r="2">${inline('A2', 'x'.repeat(101))}</row>`;
    const { broken } = await read(workbook({ sheets: { 表: sheet(rows) } }), {
      limits: { maxCellBytes: 100 },
    });
    expect(broken.map(({ rule }) => rule)).toEqual(['TABULAR_CELL_TOO_LONG']);
  });

  it('relationships that lead outside', async () => {
    const file = workbook({
      sheets: good,
      more: {
        '_rels/.rels': `${RELATIONS}<Relationship Id="r" Type="${REL}/officeDocument" Target="../../x.xml"/></Relationships>`,
      },
    });
    await refuse(file, 'TABULAR_XLSX_BROKEN');
  });
});
