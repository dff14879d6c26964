import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeWorkbook, writeXlsx } from '@tandem/tabular';
import { alteredWorkbook } from '../../../../test/altered-workbook.ts';
import { CATALOGUE, expectBody } from '../../../../test/catalogue-entries.ts';
import { startTestServer, type TestServerRun } from '../../../../test/server.ts';
import { ENTRIES_SHEET, ENTRY_COLUMNS, ITEM_COLUMNS, ITEMS_SHEET } from './columns.ts';

let city: TestServerRun;
beforeAll(async () => {
  city = await startTestServer();
});
afterAll(async () => {
  await city?.stop();
});

type Cells = Record<string, string>;
interface Report {
  entries: {
    row: number;
    title: string;
    itemCount: number;
    creatable: boolean;
    resourceId: string | null;
    problems: Problem[];
  }[];
  lost: Problem[];
  created: number;
}
interface Problem {
  sheet: string;
  row: number;
  column: string;
  code: string;
  rule?: string;
  blocking: boolean;
}

function workbook(entries: Cells[], items: Cells[]): Uint8Array {
  const sheet = (name: string, columns: typeof ENTRY_COLUMNS, rows: Cells[]) => ({
    name,
    columns: columns.map((column) => ({ name: column.name, type: 'text' as const })),
    rows: rows.map((cells) => columns.map((column) => cells[column.name] ?? null)),
  });
  return writeWorkbook([
    sheet(ENTRIES_SHEET, ENTRY_COLUMNS, entries),
    sheet(ITEMS_SHEET, ITEM_COLUMNS, items),
  ]);
}

async function upload(login: string, bytes: Uint8Array): Promise<string> {
  const clerk = await city.as(login);
  const headers = { 'tandem-file-name': encodeURIComponent('编目表格.xlsx') };
  return expectBody(await clerk.post<{ id: string }>('/api/v1/files', bytes, headers), 201).id;
}

async function importFile(login: string, bytes: Uint8Array, rows?: number[]) {
  const fileId = await upload(login, bytes);
  const clerk = await city.as(login);
  return clerk.post<Report & { code: string }>(`${CATALOGUE}/resources/import-spreadsheet`, {
    fileId,
    ...(rows ? { rows } : {}),
  });
}

const ENTRY: Cells = {
  序号: '1',
  目录名称: '食品经营许可信息',
  摘要: '本市食品经营许可的核发、变更与注销。',
  分类代码: '321001',
  格式: '数据库',
  更新周期: '每日',
  共享属性: '无条件共享',
  共享方式: '查询、批量交换',
  不含涉密信息: '是',
};
const ITEM: Cells = {
  目录序号: '1',
  数据项名称: '许可证编号',
  列名: 'permit_number',
  类型: '字符',
  长度: '30',
  级别: '1',
  主键: '是',
};
const places = (problems: Problem[]) =>
  problems.map(({ sheet, row, column, code }) => `${sheet} ${row} ${column} ${code}`);

async function drafts(): Promise<number> {
  const clerk = await city.as('market.clerk');
  return expectBody(await clerk.get<{ items: unknown[] }>(`${CATALOGUE}/drafts`)).items.length;
}

describe('the catalogue’s own spreadsheet', () => {
  test('the template, as it is downloaded, can be uploaded: its example is a complete entry', async () => {
    const clerk = await city.as('market.clerk');
    const template = await clerk.get(`${CATALOGUE}/resources/spreadsheet-template`);
    expect(template.status).toBe(200);
    const looked = expectBody(await importFile('market.clerk', template.bytes));
    expect(looked).toMatchObject({
      created: 0,
      lost: [],
      entries: [{ row: 2, itemCount: 3, creatable: true, problems: [], resourceId: null }],
    });
    expect(await drafts()).toBe(0);
    const made = expectBody(await importFile('market.clerk', template.bytes, [2]));
    expect(made.created).toBe(1);
    const draft = expectBody(
      await clerk.get<{ content: { modes: string[]; conditions: object; items: { type: string }[] } }>(
        `${CATALOGUE}/drafts/${made.entries[0]?.resourceId}`,
      ),
    );
    expect(draft.content).toMatchObject({
      modes: ['query', 'batch'],
      conditions: { purposes: ['资格核验', '执法检查'] },
    });
    expect(draft.content.items.map(({ type }) => type)).toEqual(['C', 'C', 'D']);
  });

  test('every fault names its sheet, row and column', async () => {
    const entries = [
      { ...ENTRY, 目录名称: '网约车许可' },
      {
        ...ENTRY,
        序号: '2',
        目录名称: '',
        格式: '纸质',
        更新周期: '',
        共享方式: '查询、口头',
        分类代码: '999',
      },
      { ...ENTRY, 序号: '2', 目录名称: '客运许可' },
      { ...ENTRY, 序号: '4', 目录名称: '货运许可', 共享范围: '须经同意' },
      {
        ...ENTRY,
        序号: '5',
        目录名称: '危险品运输许可',
        共享属性: '不予共享',
        共享方式: '',
        不予理由: '依法保密',
        法律依据: '某某条例',
        条款: '有关规定',
      },
    ];
    const items = [
      ITEM,
      { ...ITEM, 目录序号: '2', 类型: '汉字', 长度: '很长', 列名: '许可证-编号' },
      { ...ITEM, 目录序号: '9' },
      { ...ITEM, 目录序号: '4', 数据分类: '重要' },
      { ...ITEM, 目录序号: '5' },
    ];
    const report = expectBody(await importFile('market.clerk', workbook(entries, items)));
    const [first, second, third, fourth, fifth] = report.entries;
    expect(first).toMatchObject({ creatable: true, problems: [] });
    expect(places(second?.problems ?? []).toSorted()).toEqual([
      '数据项 3 列名 CATALOGUE_FIELD_COLUMN_INVALID',
      '数据项 3 类型 CATALOGUE_CELL_UNKNOWN_VALUE',
      '数据项 3 长度 CATALOGUE_CELL_NOT_NUMBER',
      '目录 3 共享方式 CATALOGUE_CELL_UNKNOWN_VALUE',
      '目录 3 分类代码 CATALOGUE_FIELD_CLASSIFICATION_UNKNOWN',
      '目录 3 更新周期 CATALOGUE_FIELD_REQUIRED',
      '目录 3 格式 CATALOGUE_CELL_UNKNOWN_VALUE',
      '目录 3 格式 CATALOGUE_FIELD_REQUIRED',
      '目录 3 目录名称 CATALOGUE_FIELD_REQUIRED',
    ]);
    expect(second?.creatable).toBe(false);
    expect(places(third?.problems ?? [])).toContain('目录 4 序号 CATALOGUE_CELL_ENTRY_TWICE');
    expect(fourth).toMatchObject({ creatable: false });
    expect(fourth?.problems).toContainEqual(
      expect.objectContaining({
        sheet: '目录',
        row: 5,
        column: '共享范围',
        rule: '15.no-added-conditions',
        blocking: true,
      }),
    );
    expect(places(fourth?.problems ?? [])).toContain('数据项 5 级别 CATALOGUE_FIELD_GRADE_UNFIT');
    expect(fifth).toMatchObject({
      creatable: true,
      problems: [{ column: '条款', rule: '15.withheld.basis', blocking: false }],
    });
    expect(places(report.lost)).toEqual(['数据项 4 目录序号 CATALOGUE_CELL_ENTRY_UNKNOWN']);
  });

  test('chosen rows become drafts together, or none does', async () => {
    const before = await drafts();
    const bytes = workbook(
      [
        ENTRY,
        { ...ENTRY, 序号: '2', 共享范围: '须经同意' },
        { ...ENTRY, 序号: '3', 目录名称: '药品零售许可' },
      ],
      [ITEM, { ...ITEM, 目录序号: '3' }],
    );
    const refused = await importFile('market.clerk', bytes, [2, 3]);
    expect([refused.status, refused.body.code]).toEqual([422, 'CATALOGUE_SPREADSHEET_NO_ROWS']);
    expect(await drafts()).toBe(before);
    const made = expectBody(await importFile('market.clerk', bytes, [2, 4]));
    expect(made.entries.map(({ resourceId }) => resourceId !== null)).toEqual([true, false, true]);
    expect(await drafts()).toBe(before + 2);
  });

  test('nothing of a file is lost in silence: too many items and tags, items without type or number', async () => {
    const many = Array.from({ length: 501 }, (_, index) => ({
      ...ITEM,
      数据项名称: `项${index}`,
      列名: `c${index}`,
    }));
    const tags = Array.from({ length: 21 }, (_, index) => `签${index}`).join('、');
    const entries = [
      { ...ENTRY, 目录名称: '五百零一项' },
      { ...ENTRY, 序号: '2', 目录名称: '没有数据项', 标签: tags },
      { ...ENTRY, 序号: '3', 目录名称: '缺类型' },
    ];
    const items = [...many, { ...ITEM, 目录序号: '' }, { ...ITEM, 目录序号: '3', 类型: '' }];
    const { entries: found, lost } = expectBody(await importFile('tax.clerk', workbook(entries, items)));
    expect(found.map(({ problems, creatable }) => [creatable, ...places(problems)])).toEqual([
      [false, '数据项 502 目录序号 CATALOGUE_CELL_TOO_MANY'],
      [false, '目录 3 序号 CATALOGUE_CELL_NO_ITEMS', '目录 3 标签 CATALOGUE_CELL_TOO_MANY'],
      [false, '数据项 504 类型 CATALOGUE_FIELD_REQUIRED'],
    ]);
    expect(places(lost)).toEqual(['数据项 503 目录序号 CATALOGUE_CELL_NUMBER_MISSING']);
  });

  test('a name that the department has already, or twice in the file, is pointed out and may be taken all the same', async () => {
    const bytes = workbook(
      [
        { ...ENTRY, 目录名称: '重名目录' },
        { ...ENTRY, 序号: '2', 目录名称: '重名目录' },
      ],
      [ITEM, { ...ITEM, 目录序号: '2' }],
    );
    const known = (report: Report) =>
      report.entries.map(({ problems }) => problems.map(({ code, blocking }) => [code, blocking]));
    const first = expectBody(await importFile('tax.clerk', bytes, [2]));
    expect(known(first)).toEqual([[], [['CATALOGUE_CELL_TITLE_KNOWN', false]]]);
    const again = expectBody(await importFile('tax.clerk', bytes));
    const pointedOut = [['CATALOGUE_CELL_TITLE_KNOWN', false]];
    expect(known(again)).toEqual([pointedOut, pointedOut]);
    expect(expectBody(await importFile('market.clerk', bytes)).entries[0]?.problems).toEqual([]);
  });

  test('headings in English, starred or broken are understood; missing ones are named', async () => {
    const headed = (rename: (column: (typeof ENTRY_COLUMNS)[number]) => string, columns = ENTRY_COLUMNS) =>
      writeWorkbook([
        {
          name: ENTRIES_SHEET,
          columns: columns.map((column) => ({ name: rename(column), type: 'text' as const })),
          rows: [columns.map(({ name }) => ({ ...ENTRY, 目录名称: '标题写法' })[name] ?? null)],
        },
        {
          name: ITEMS_SHEET,
          columns: ITEM_COLUMNS.map(({ name }) => ({ name, type: 'text' as const })),
          rows: [ITEM_COLUMNS.map(({ name }) => ITEM[name] ?? null)],
        },
      ]);
    for (const rename of [
      ({ nameEn }: { nameEn: string }) => nameEn,
      ({ name }: { name: string }) => ` ${name}*\n`,
    ]) {
      const report = expectBody(await importFile('tax.clerk', headed(rename)));
      expect(report.entries).toMatchObject([{ title: '标题写法', itemCount: 1, problems: [] }]);
    }
    const without = ENTRY_COLUMNS.filter(({ name }) => name !== '摘要');
    const refused = await importFile(
      'tax.clerk',
      headed(({ name }) => name, without),
    );
    expect([refused.status, refused.body.code]).toEqual([422, 'CATALOGUE_SPREADSHEET_HEADINGS']);
  });

  test('a formula without a result, or with an error, is no value: refused by its cell, as imports do', async () => {
    const entries = [
      { ...ENTRY, 目录名称: '求和' },
      { ...ENTRY, 序号: '2', 摘要: '出错' },
    ];
    const items = [ITEM, { ...ITEM, 目录序号: '2', 数据项名称: '求和' }];
    const cell = (text: string) =>
      new RegExp(`<c r="(\\w+)" t="inlineStr"><is><t[^>]*>${text}</t></is></c>`, 'gu');
    const bytes = alteredWorkbook(workbook(entries, items), (xml) =>
      xml
        .replaceAll(cell('求和'), '<c r="$1"><f>1+1</f></c>')
        .replaceAll(cell('出错'), '<c r="$1" t="e"><f>NA()</f><v>#N/A</v></c>'),
    );
    const looked = expectBody(await importFile('market.clerk', bytes));
    const found = looked.entries
      .flatMap(({ problems }) => problems)
      .filter(({ code }) => code === 'CATALOGUE_CELL_NO_VALUE');
    expect(places(found)).toEqual([
      '目录 2 目录名称 CATALOGUE_CELL_NO_VALUE',
      '目录 3 摘要 CATALOGUE_CELL_NO_VALUE',
      '数据项 3 数据项名称 CATALOGUE_CELL_NO_VALUE',
    ]);
    expect(looked.entries.map(({ title, creatable }) => [title, creatable])).toEqual([
      ['', false],
      [ENTRY['目录名称'], false],
    ]);
    expect((await importFile('market.clerk', bytes, [2])).status).toBe(422);
  });

  test('another department’s file, what is no workbook, and missing sheets are refused', async () => {
    const fileId = await upload('tax.clerk', workbook([ENTRY], [ITEM]));
    const clerk = await city.as('market.clerk');
    expect(
      (await clerk.post(`${CATALOGUE}/resources/import-spreadsheet`, { fileId, rows: [2] })).status,
    ).toBe(404);
    const text = await importFile('market.clerk', Buffer.from('序号,目录名称\n1,甲'));
    expect([text.status, text.body.code]).toEqual([422, 'CATALOGUE_SPREADSHEET_INVALID']);
    const pieces: Uint8Array[] = [];
    for await (const piece of writeXlsx([{ name: '序号', type: 'text' }], [['1']], { sheet: '别的表' }))
      pieces.push(piece);
    const other = await importFile('market.clerk', Buffer.concat(pieces));
    expect([other.status, other.body.code]).toEqual([422, 'CATALOGUE_SPREADSHEET_INVALID']);
    expect(
      (await (await city.as('market.head')).get(`${CATALOGUE}/resources/spreadsheet-template`)).status,
    ).toBe(403);
  });

  test('[12.unified-catalogue] what is made from a spreadsheet is the own department’s, whatever it says', async () => {
    const made = expectBody(
      await importFile('civil.clerk', workbook([{ ...ENTRY, 提供部门: '示范市税务局' }], [ITEM]), [2]),
    );
    const draft = expectBody(
      await (
        await city.as('civil.clerk')
      ).get<{ provider: { id: string } }>(`${CATALOGUE}/drafts/${made.entries[0]?.resourceId}`),
    );
    expect(draft.provider.id).toBe(city.city.departments.civil.id);
  });
});
