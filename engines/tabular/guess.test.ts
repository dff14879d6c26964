import { generateCreditCode, generateResidentId } from '@tandem/identifiers';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv-text.ts';
import { detectFormat } from './detect-format.ts';
import { guessColumns, planFromGuesses } from './guess-columns.ts';
import { readCsv } from './read-csv.ts';
import { importAll, parseCopy } from './testing.ts';

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const draw = random(7);
const table = (columns: Record<string, (i: number) => string>, rows = 200) => {
  const lines = Array.from({ length: rows }, (_, i) =>
    csvLine(Object.values(columns).map((make) => make(i))),
  );
  return Buffer.from(csvLine(Object.keys(columns)) + lines.join(''));
};
const guess = async (columns: Record<string, (i: number) => string>, rows?: number) =>
  guessColumns(await readCsv([table(columns, rows)], { header: true }));

const pick =
  (...values: string[]) =>
  (i: number) =>
    values[i % values.length]!;

describe('type guesses', () => {
  it.each<[string, string, (i: number) => string]>([
    ['企业名称', 'text', (i) => `甲${i}公司`],
    ['信用代码', 'creditCode', () => generateCreditCode(draw)],
    ['证件号', 'residentId', () => generateResidentId(draw)],
    ['联系电话', 'phone', pick('13800138000', '0951-5012345', '400-123-4567')],
    ['行政区划', 'divisionCode', pick('640104', '640105', '110101')],
    ['邮编', 'integer', pick('750001', '750002')],
    ['注册日期', 'date', pick('2019-01-02', '2019/1/3', '2019年1月4日', '20190105')],
    ['成立日期', 'date', (i) => String(43_000 + i)],
    ['生日', 'date', (i) => `2019${String((i % 12) + 1).padStart(2, '0')}15`],
    ['更新时间', 'datetime', pick('2019-01-02 03:04:05', '2019/1/3 8:05')],
    ['数量', 'integer', (i) => String(i * 37)],
    ['重量', 'decimal', (i) => `${i}.${i % 10}5`],
    ['注册资金', 'money', pick('820(万元)', '5,000(万元人民币)', '100万人民币', '30')],
    ['注册资本（万元）', 'money', (i) => `${i}.5`],
    ['是否上市', 'boolean', pick('1', '0')],
    ['有效', 'boolean', pick('是', '否', '是')],
    ['许可证', 'boolean', pick('有', '无')],
    ['编号', 'text', (i) => String(i).padStart(6, '0')],
    ['状态', 'integer', pick('1', '0')],
  ])('%s → %s', async (name, type, make) => {
    const [column] = await guess({ [name]: make, 序: (i) => `第${i}` });
    expect(column!.type).toBe(type);
    expect(column!.confidence).toBeGreaterThan(0.7);
  });

  it('keeps the type when some values are wrong, and says the share that would be rejected', async () => {
    const [column] = await guess({
      代码: (i) => (i % 20 === 0 ? '91350211M0000XUF46' : i % 50 === 1 ? '不符' : generateCreditCode(draw)),
      序: String,
    });
    expect(column).toMatchObject({ type: 'creditCode', sampledRows: 200 });
    expect(column!.candidates.find(({ type }) => type === 'creditCode')).toMatchObject({
      accepted: 186,
      rejected: 14,
      rejectedShare: 0.07,
    });
  });

  it('takes no numbers for identifiers whose check digits fit by chance', async () => {
    const [orders] = await guess({
      订单编号: (i) => `9${String(11_010_110_199_001n + BigInt(i) * 7_919_773n).padStart(17, '1')}`,
      序: String,
    });
    expect(orders).toMatchObject({ type: 'integer' });
  });

  it('finds null tokens with their counts, units and currencies', async () => {
    const [capital, remark] = await guess({
      '注册资金(万元)': pick('820', '-', 'N/A', '3万美元'),
      备注: pick('　无', ' 甲 ', '', '/'),
    });
    expect(capital).toMatchObject({ type: 'money', money: { unit: '万元', currencies: ['CNY', 'USD'] } });
    expect(capital!.nullTokens).toEqual([
      { token: '-', count: 50 },
      { token: 'N/A', count: 50 },
    ]);
    expect(remark).toMatchObject({ type: 'text', transformations: ['trim'] });
    expect(remark!.nullTokens.map(({ token }) => token)).toEqual(['无', '/']);
    expect(planFromGuesses([capital!]).columns[0]).toMatchObject({
      money: { unit: '万元', currencyTarget: '注册资金(万元)_币种' },
    });
  });

  it('keeps amounts in the unit that the name states', async () => {
    const content = table({
      '注册资本（万元）': pick('821', '3.5万元', '8,210,000元'),
      注册资本: pick('821万元'),
      '投资额（万）': pick('10万元', '12', '5,000元'),
      '人数（万）': pick('10', '12'),
    });
    const plan = planFromGuesses(await guessColumns(await readCsv([content])));
    const { copy } = await importAll(await readCsv([content]), plan);
    expect(parseCopy(copy).slice(0, 3)).toEqual([
      ['821', '8210000', '10', '10'],
      ['3.5', '8210000', '12', '12'],
      ['821', '8210000', '0.5', '10'],
    ]);
    expect(plan.columns.map(({ type }) => type)).toEqual(['money', 'money', 'money', 'integer']);
  });

  it('makes plans that import what was sampled', async () => {
    const content = table({
      名称: (i) => `甲${i}`,
      日期: pick('2019/1/2', 'N/A'),
      资金: pick('1万元', '2(万元)'),
    });
    const plan = planFromGuesses(await guessColumns(await readCsv([content])));
    const { report } = await importAll(await readCsv([content]), plan);
    expect(report).toMatchObject({
      rowsLoaded: 200,
      rowsRejected: 0,
      defects: [{ rule: 'TABULAR_EMPTIED', count: 100 }],
    });
  });

  it('masks what it shows of personal columns', async () => {
    const [column] = await guess({ 身份证: pick('11010519491231002X'), 序: String });
    expect(JSON.stringify(column)).not.toContain('19491231');
  });
});

describe('format', () => {
  const text = (value: string) => Buffer.from(value);
  it.each<[string, Uint8Array, string, string]>([
    ['CSV under any name', text('a,b\n1,2\n'), 'x.xlsx', 'csv'],
    ['CSV that begins like JSON', text('{甲},乙\n1,2\n'), 'x.csv', 'csv'],
    ['JSON lines', text('{"a":1}\n{"a":2}\n'), 'x.txt', 'jsonl'],
    ['one line of JSON', text('{"a":1}'), 'x.jsonl', 'jsonl'],
    ['Parquet', text('PAR1....'), 'x.csv', 'parquet'],
    [
      'XLSX',
      Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(26), text('[Content_Types].xml')]),
      'x.bin',
      'xlsx',
    ],
  ])('%s', (_, head, name, format) => expect(detectFormat(head, name)).toBe(format));

  it.each<[string, Uint8Array, string]>([
    ['old XLS', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'ole'],
    ['PDF', text('%PDF-1.7'), 'pdf'],
    ['gzip', Buffer.from('1f8b0800', 'hex'), 'gzip'],
    ['HTML named .xls', text('<html><table><tr><td>1</td></tr></table></html>'), 'html'],
    ['a JSON array', text('[{"a":1},\n{"a":2}]'), 'json-array'],
    ['a JSON document', text('{\n  "a": 1\n}\n'), 'json'],
    [
      'another ZIP',
      Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(26), text('readme.txt')]),
      'zip',
    ],
    [
      'a Word document',
      Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(26), text('word/document.xml')]),
      'docx',
    ],
  ])('refuses %s by name', (_, head, kind) => {
    expect(() => detectFormat(head, 'x.csv')).toThrow(
      expect.objectContaining({ code: 'TABULAR_FORMAT_REFUSED', params: { kind } }),
    );
  });

  it('refuses binary content', () => {
    const head = Buffer.from(Array.from({ length: 100 }, (_, i) => i % 8));
    expect(() => detectFormat(head, 'x.csv')).toThrow(
      expect.objectContaining({ code: 'TABULAR_FORMAT_UNKNOWN' }),
    );
  });
});
