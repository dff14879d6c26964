import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnPlan, ImportPlan } from './column-plan.ts';
import { csvLine } from './csv-text.ts';
import { readCsv } from './read-csv.ts';
import { RowImport } from './row-import.ts';
import { uniqueColumnsOf } from './unique-keys.ts';
import type { CsvOptions } from './read-csv.ts';
import { importAll, parseCopy, piecesOf } from './testing.ts';

const OPTIONS: CsvOptions = {
  header: true,
  titleRows: 0,
  encoding: 'utf-8',
  dialect: { delimiter: ',', quote: '"', newline: 'lf' },
};
const table = (text: string, pieceBytes = 1 << 20) =>
  readCsv(piecesOf(Buffer.from(text), pieceBytes), OPTIONS);
const text = (source: string): ColumnPlan => ({ source, target: source, type: 'text' });

const DIRTY = [
  '企业名称,统一社会信用代码,注册日期,注册资金,备注',
  '甲公司,91350100M000100Y43,2019-01-02,820(万元),正常',
  '乙公司,91350100M000100Y40,2019/1/3,"5,000(万元人民币)",校验码错',
  '丙公司,91350100M000100Y43,2019-02-30,N/A,日期错',
  '丁公司,N/A,2019年1月4日,100万美元,=1+1',
  '戊公司,91350100M000100Y43,20190105,-,重复',
  '己公司,,2019-01-06',
  ',91350211M0000XUF46,2019-01-07,1万元,无名',
].join('\r\n');

const PLAN: ImportPlan = {
  columns: [
    { source: '企业名称', target: 'name', type: 'text', required: true, maxLength: 10 },
    { source: '统一社会信用代码', target: 'code', type: 'creditCode', nullTokens: ['N/A'], unique: true },
    { source: '注册日期', target: 'registered_on', type: 'date' },
    {
      source: '注册资金',
      target: 'capital',
      type: 'money',
      nullTokens: ['N/A', '-'],
      money: { currencyTarget: 'currency' },
    },
    text('备注'),
  ],
};

describe('a dirty file under a plan', () => {
  it('loads the good rows, converted, and rejects the others by rule', async () => {
    const { copy, report } = await importAll(await table(DIRTY), PLAN);
    expect(parseCopy(copy)).toEqual([
      ['甲公司', '91350100M000100Y43', '2019-01-02', '8200000', 'CNY', '正常'],
      ['丁公司', null, '2019-01-04', '1000000', 'USD', '=1+1'],
    ]);
    expect(report).toMatchObject({ rowsRead: 7, rowsLoaded: 2, rowsRejected: 5, lastRow: 8 });
    const counts = report.defects.map(({ rule, column, count, severity }) => [rule, column, severity, count]);
    expect(counts).toEqual([
      ['TABULAR_TOO_FEW_COLUMNS', undefined, 'error', 1],
      ['TABULAR_FORMULA', '备注', 'warning', 1],
      ['TABULAR_EMPTIED', '统一社会信用代码', 'warning', 1],
      ['TABULAR_EMPTIED', '注册资金', 'warning', 2],
      ['TABULAR_REQUIRED', '企业名称', 'error', 1],
      ['TABULAR_DUPLICATE', '统一社会信用代码', 'error', 1],
      ['TABULAR_NOT_A_DATE', '注册日期', 'error', 1],
      ['TABULAR_BAD_CHECK_DIGIT', '统一社会信用代码', 'error', 2],
    ]);
    expect(report.samples.find(({ rule }) => rule === 'TABULAR_NOT_A_DATE')).toEqual({
      rule: 'TABULAR_NOT_A_DATE', severity: 'error', column: '注册日期', rowNumber: 4, excerpt: '2019-02-30',
    }); // prettier-ignore
  });

  it('counts what it emptied and what it wrote differently, with examples', async () => {
    const { report } = await importAll(await table(DIRTY), PLAN);
    const changes = Object.fromEntries(report.columns.map(({ source, changes }) => [source, changes]));
    expect(changes['注册资金']).toEqual({
      emptied: [
        { text: 'N/A', count: 1 },
        { text: '-', count: 1 },
      ],
      converted: 4,
      examples: [
        { from: '820(万元)', to: '8200000' },
        { from: '5,000(万元人民币)', to: '50000000' },
        { from: '100万美元', to: '1000000' },
        { from: '1万元', to: '10000' },
      ],
    });
    expect(changes['注册日期']).toMatchObject({ converted: 3, emptied: [] });
    expect(changes['企业名称']).toEqual({ emptied: [], converted: 0, examples: [] });
  });

  it('loads numbers beyond any double digit by digit, and its report is JSON all the same', async () => {
    const plan: ImportPlan = { columns: [{ source: '数', target: '数', type: 'decimal' }] };
    const { copy, report } = await importAll(await table(`数\n1e400\n-${'9'.repeat(400)}\n`), plan);
    expect(parseCopy(copy).map(([value]) => value?.length)).toEqual([401, 401]);
    const { profile } = report.columns[0]!;
    expect([profile.min, profile.max]).toEqual([-Number.MAX_VALUE, Number.MAX_VALUE]);
  });

  it('counts trimmed text as changed and masks examples of personal columns', async () => {
    const plan: ImportPlan = {
      columns: [
        { ...text('名'), transformations: ['trim'] },
        { source: '电话', target: '电话', type: 'phone' },
      ],
    };
    const { report } = await importAll(await table('名,电话\n 甲 ,１３８0０138000\n乙,13800138000\n'), plan);
    expect(report.columns[0]!.changes).toMatchObject({
      converted: 1,
      examples: [{ from: ' 甲 ', to: '甲' }],
    });
    expect(report.columns[1]!.changes.converted).toBe(1);
    expect(report.columns[1]!.changes.examples[0]!.to).not.toContain('13800138000');
  });

  it('writes rejects with row, rules and reasons in both languages before the cells as they came', async () => {
    const { rejects } = await importAll(await table(DIRTY), PLAN);
    const lines = rejects.split('\r\n');
    expect(lines[0]).toBe(
      '\ufeff原行号 (reject:row),规则 (reject:rules),原因 Reasons (reject:reasons),企业名称,统一社会信用代码,注册日期,注册资金,备注',
    );
    expect(lines[1]).toBe(
      '3,TABULAR_BAD_CHECK_DIGIT[统一社会信用代码],统一社会信用代码：校验码不符 / the check digit does not match,乙公司,91350100M000100Y40,2019/1/3,"5,000(万元人民币)",校验码错',
    );
    expect(lines.slice(1, -1).map((line) => line.split(',')[0])).toEqual(['3', '4', '6', '7', '8']);
    expect(lines[3]).toContain('（第 2 行 row 2）');
    expect(lines[4]).toBe('7,TABULAR_TOO_FEW_COLUMNS,列数不足 / too few columns,己公司,,2019-01-06');
  });

  it('takes the corrected reject file, with original row numbers and cells restored', async () => {
    const dirty = 'a,b\n1,=SUM(A1)\nx,"\'=kept"\ny,-5\nz,"@x, ""q"""\n';
    const plan: ImportPlan = { columns: [{ source: 'a', target: 'a', type: 'integer' }, text('b')] };
    const first = await importAll(await table(dirty), plan);
    expect(first.rejects).toContain("''=kept");
    const corrected = await readCsv([Buffer.from(first.rejects.replace(',x,', ',2,').replace(',y,', ',3,'))]);
    expect(corrected.columns).toEqual(['a', 'b']);
    expect(corrected.notes.map(({ code }) => code)).toContain('TABULAR_CORRECTION');
    const second = await importAll(corrected, plan);
    expect(parseCopy(second.copy)).toEqual([
      ['2', "'=kept"],
      ['3', '-5'],
    ]);
    expect(second.rejects.split('\r\n')[1]).toBe(
      `5,TABULAR_NOT_AN_INTEGER[a],a：不是整数 / not an integer,z,"'@x, ""q"""`,
    );
  });

  it('keeps reviewed check digits, empties bad values and masks personal ones where the plan says so', async () => {
    const plan: ImportPlan = {
      columns: [
        { source: 'code', target: 'code', type: 'creditCode', keepBadCheckDigits: true },
        { source: 'day', target: 'day', type: 'date', badValues: 'empty' },
        { source: 'id', target: 'id', type: 'residentId' },
      ],
    };
    const content =
      'code,day,id\n91350211M0000XUF46,昨天,11010519491231002X\n91350100M000100Y43,2019-01-01,110105194912310021\n';
    const { copy, report } = await importAll(await table(content), plan);
    expect(parseCopy(copy)).toEqual([['91350211M0000XUF46', null, '11010519491231002X']]);
    expect(report.samples.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['TABULAR_NOT_A_DATE', 'warning'],
      ['TABULAR_BAD_CHECK_DIGIT', 'warning'],
      ['TABULAR_BAD_CHECK_DIGIT', 'error'],
    ]);
    expect(JSON.stringify(report)).not.toContain('1949');
  });

  it('rejects NUL and undecodable bytes, keeps other control characters with a warning', async () => {
    const content = Buffer.concat([
      Buffer.from('a,b\nx\0y,1\nx\u0001y,2\n'),
      Buffer.from([0xe4, 0xb8, 0x2c]),
      Buffer.from('3\nok,4\n'),
    ]);
    const { copy, report } = await importAll(await readCsv([content], OPTIONS), {
      columns: [text('a'), text('b')],
    });
    expect(parseCopy(copy)).toEqual([
      ['x\u0001y', '2'],
      ['ok', '4'],
    ]);
    expect(report.defects.map(({ rule }) => rule)).toEqual([
      'TABULAR_BAD_CHARACTER',
      'TABULAR_NUL',
      'TABULAR_CONTROL_CHARACTER',
    ]);
  });

  it('applies transformations, lengths and allowed values', async () => {
    const plan: ImportPlan = {
      columns: [
        {
          source: 'a',
          target: 'a',
          type: 'text',
          transformations: ['trim', 'halfWidth', 'collapseSpaces'],
          maxLength: 5,
        },
        { source: 'b', target: 'b', type: 'text', allowedValues: ['甲', '乙'] },
      ],
    };
    const { copy, report } = await importAll(
      await table('a,b\n　ＡＢ  Ｃ ,甲\nabcdef,乙\n𠮷𠮷𠮷𠮷𠮷,乙\nx,丙\n'),
      plan,
    );
    expect(parseCopy(copy)).toEqual([
      ['AB C', '甲'],
      ['𠮷𠮷𠮷𠮷𠮷', '乙'],
    ]);
    expect(report.defects.map(({ rule }) => rule)).toEqual(['TABULAR_TOO_LONG', 'TABULAR_NOT_ALLOWED']);
  });

  it('goes on after a crash exactly where it stood', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => (i % 7 === 3 ? `x${i},v` : `${i},值\t${i}`));
    const content = `a,b\n${rows.join('\n')}\n`;
    const plan: ImportPlan = {
      columns: [{ source: 'a', target: 'a', type: 'integer', unique: true }, text('b')],
    };
    const whole = await importAll(await table(content), plan);
    const resumed = await importAll(await table(content, 1000), plan, { resumeAfterRow: 251 });
    const stored = rows.slice(0, 250).filter((row) => !row.startsWith('x')).length;
    expect(parseCopy(resumed.copy)).toEqual(parseCopy(whole.copy).slice(stored));
    expect(resumed.report.defects).toEqual(whole.report.defects);
    expect(resumed.report.rowsLoaded).toBe(whole.report.rowsLoaded);
  });

  it('gives the rejects of stored rows out again where the reject file starts anew', async () => {
    const content = `a\n${Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? `x${i}` : i)).join('\n')}\n`;
    const plan: ImportPlan = { columns: [{ source: 'a', target: 'a', type: 'integer' }] };
    const whole = await importAll(await table(content), plan);
    const resumed = await importAll(await table(content), plan, { resumeAfterRow: 20, repeatRejects: true });
    expect(resumed.rejects).toBe(whole.rejects);
    expect(parseCopy(resumed.copy).length).toBeLessThan(parseCopy(whole.copy).length);
  });

  it('rejects unique values that stand already where the rows go', async () => {
    const rows = new RowImport(['a'], {
      columns: [{ source: 'a', target: 'a', type: 'text', unique: true }],
    });
    rows.remember(['a'], { rows: [71], values: ['甲'] });
    for await (const batch of (await table('a\n甲\n乙\n甲\n')).batches) rows.push(batch);
    expect(rows.report()).toMatchObject({ rowsLoaded: 1, rowsRejected: 2 });
    expect(rows.takeRejects().toString()).toContain('（已载入数据第 71 行 loaded row 71）');
    expect(rows.report().samples.map(({ repeats }) => repeats)).toEqual([
      { row: 71, of: 'loaded' },
      { row: 71, of: 'loaded' },
    ]);
  });

  it('tells rows apart by a key of several columns, within the file and against what stands already', async () => {
    const plan: ImportPlan = {
      columns: [
        { source: '区划', target: '区划', type: 'text', required: true },
        { source: '日期', target: '日期', type: 'date', required: true },
        text('值'),
      ],
      key: ['区划', '日期'],
    };
    expect(uniqueColumnsOf(plan)).toEqual([['区划', '日期']]);
    const content =
      '区划,日期,值\na,2020-01-01,1\na,2020/1/1,2\na,2020-01-02,3\nab,2020-01-01,4\n,2020-01-03,5\nz,2019-12-31,6\n';
    const rows = new RowImport(['区划', '日期', '值'], plan);
    rows.remember(['区划', '日期'], { rows: [9, 12], values: ['y', '2019-12-31', 'z', '2019-12-31'] });
    for await (const batch of (await table(content)).batches) rows.push(batch);
    const { rowsLoaded, defects, samples } = rows.report();
    expect(rowsLoaded).toBe(3);
    expect(defects).toEqual([
      { rule: 'TABULAR_REQUIRED', severity: 'error', column: '区划', count: 1 },
      { rule: 'TABULAR_KEY_REPEATED', severity: 'error', count: 2 },
    ]);
    expect(samples.slice(1)).toEqual([
      expect.objectContaining({ rowNumber: 3, excerpt: 'a | 2020/1/1', repeats: { row: 2, of: 'file' } }),
      expect.objectContaining({
        rowNumber: 7,
        excerpt: 'z | 2019-12-31',
        repeats: { row: 12, of: 'loaded' },
      }),
    ]);
    expect(rows.takeRejects().toString()).toContain('3,TABULAR_KEY_REPEATED,');
  });

  it('shows texts for “no value” with their rows, and keeps, empties or rejects them as the plan says', async () => {
    const column = (source: string, nullTokensAs: 'empty' | 'text' | 'reject'): ColumnPlan => ({
      ...text(source),
      ...{ nullTokens: ['N/A', '无'], nullTokensAs },
    });
    const content = 'a,b,c\nN/A,N/A,1\n无,无,N/A\nx,y,z\n';
    const plan = { columns: [column('a', 'empty'), column('b', 'text'), column('c', 'reject')] };
    const { copy, report, rejects } = await importAll(await table(content), plan);
    expect(parseCopy(copy)).toEqual([
      [null, 'N/A', '1'],
      ['x', 'y', 'z'],
    ]);
    expect(report.defects).toEqual([
      { rule: 'TABULAR_EMPTIED', severity: 'warning', column: 'a', count: 2 },
      { rule: 'TABULAR_NULL_TOKEN', severity: 'error', column: 'c', count: 1 },
    ]);
    expect(report.samples).toContainEqual(
      expect.objectContaining({ column: 'a', rowNumber: 3, excerpt: '无', severity: 'warning' }),
    );
    expect(rejects).toContain('3,TABULAR_NULL_TOKEN[c]');
  });

  it('shows rows of every column, though another broke the same rule a thousand times before', async () => {
    const column = (source: string): ColumnPlan => ({ ...text(source), nullTokens: ['-'] });
    const { report } = await importAll(await table(`a,b\n${'-,-\n'.repeat(1500)}`), {
      columns: [column('a'), column('b')],
    });
    const shown = (source: string) => report.samples.filter((sample) => sample.column === source).length;
    expect([shown('a'), shown('b')]).toEqual([1000, 20]);
  });

  it('lets each refused row of another file join once, and says which it was', async () => {
    const content = '原行号 (reject:row) 甲表,规则 (reject:rules),a\n7,,x\n7,,x\n9,,bad\n8,,y\n,,z\n9,,w\n';
    const corrected = await readCsv([Buffer.from(content)]);
    expect(corrected.notes).toContainEqual({
      code: 'TABULAR_CORRECTION',
      params: { columns: 1, rows: 1, origin: '甲表' },
    });
    const refused = new Set([7, 9, 11]);
    const { copy, report, rejects } = await importAll(
      corrected,
      { columns: [{ ...text('a'), allowedValues: ['x', 'y', 'z', 'w'] }] },
      { origin: '甲表', corrected: { origin: '甲表', refused } },
    );
    expect(parseCopy(copy)).toEqual([
      ['x', '甲表:7'],
      ['w', '甲表:9'],
    ]);
    expect(report.defects).toEqual([
      { rule: 'TABULAR_NOT_ALLOWED', severity: 'error', column: 'a', count: 1 },
      { rule: 'TABULAR_NOT_A_REFUSED_ROW', severity: 'error', count: 3 },
    ]);
    expect([...refused]).toEqual([11]);
    expect(rejects.split('\r\n').map((line) => line.split(',')[0])).toEqual([
      '\ufeff原行号 (reject:row) 甲表',
      '7',
      '9',
      '8',
      '',
      '',
    ]);
  });

  it('says when the uniqueness check is full', async () => {
    const plan: ImportPlan = { columns: [{ source: 'a', target: 'a', type: 'integer', unique: true }] };
    const { report } = await importAll(
      await table(`a\n${Array.from({ length: 20 }, (_, i) => i).join('\n')}\n5\n`),
      plan,
      { uniqueCapacity: 10 },
    );
    expect(report.defects.map(({ rule }) => rule)).toEqual(['TABULAR_DUPLICATE', 'TABULAR_UNIQUE_UNCHECKED']);
  });
});

describe('plans', () => {
  it.each<[string, ImportPlan]>([
    ['no-columns', { columns: [] }],
    ['source-missing', { columns: [text('nope')] }],
    [
      'target-repeated',
      {
        columns: [
          { ...text('a'), target: 'x' },
          { ...text('b'), target: 'x' },
        ],
      },
    ],
    ['key-missing', { columns: [text('a')], key: ['a', 'b'] }],
    ['target-empty', { columns: [{ ...text('a'), target: '' }] }],
    ['max-length', { columns: [{ ...text('a'), maxLength: 0 }] }],
    ['rule-not-keepable', { columns: [text('a')], severities: { TABULAR_NOT_A_DATE: 'warning' } }],
  ])('%s', async (reason, plan) => {
    const attempt = importAll(await table('a,b\n1,2\n'), plan);
    await expect(attempt).rejects.toMatchObject({ code: 'TABULAR_PLAN_INVALID', params: { reason } });
  });
});

const cell = fc.string({
  unit: fc.constantFrom('\t', '\n', '\r', '\\', '"', ',', 'N', '甲', '😀', ' ', "'", '=', '\b', 'x'),
  maxLength: 10,
});

describe('properties', () => {
  it('COPY text carries every text unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        async (rows, size) => {
          const tagged = rows.map(([a, b], i) => [`#${i}${a}.`, b]);
          const content = csvLine(['a', 'b']) + tagged.map(csvLine).join('');
          const { copy } = await importAll(await table(content, size), { columns: [text('a'), text('b')] });
          const isBlank = (value: string) =>
            /^[\s\u0000]*$/u.test(value) && value.trim() === '' && !value.includes('\0');
          expect(parseCopy(copy)).toEqual(
            tagged.map(([a, b]) => [a, /^[\u0001-\u0020]*$/u.test(b!) || isBlank(b!) ? null : b]),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('rejects and loads together hold every row, wherever chunks are cut', async () => {
    const value = fc.constantFrom('1', '2', 'x', '', '"q', '3,4', '5', '甲\t');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        async (rows, size) => {
          const content = `a,b\n${rows.map(([a, b]) => `${a},${b}`).join('\n')}\n`;
          const plan: ImportPlan = { columns: [{ source: 'a', target: 'a', type: 'integer' }, text('b')] };
          const whole = await importAll(await table(content), plan);
          const pieces = await importAll(await table(content, size), plan);
          expect(pieces).toEqual(whole);
          const { rowsLoaded, rowsRejected, rowsRead, blankRows } = whole.report;
          expect(rowsLoaded + rowsRejected).toBe(rowsRead);
          expect(rowsRead + blankRows).toBe(rows.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
