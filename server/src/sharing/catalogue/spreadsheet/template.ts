import { writeWorkbook, type WorkbookSheet } from '@tandem/tabular';
import type { Classification } from '../classification-store.ts';
import { ENTRIES_SHEET, ENTRY_COLUMNS, ITEM_COLUMNS, ITEMS_SHEET, type SheetColumn } from './columns.ts';

const text = (name: string) => ({ name, type: 'text' as const });
const headings = (columns: readonly SheetColumn[]) => columns.map(({ name }) => text(name));

const ENTRY_EXAMPLE: Readonly<Record<string, string>> = {
  序号: '1',
  目录名称: '食品经营许可信息',
  英文名称: 'Food business permits',
  摘要: '本市食品经营许可的核发、变更与注销信息。（示例，使用前请删除）',
  分类代码: '321001',
  格式: '数据库',
  更新周期: '每日',
  共享属性: '有条件共享',
  共享方式: '查询、批量交换',
  共享范围: '本市各级政府部门',
  使用用途: '资格核验；执法检查',
  开放属性: '不开放',
  标签: '食品、许可',
  不含涉密信息: '是',
};
const ITEM_EXAMPLES: readonly Readonly<Record<string, string>>[] = [
  {
    目录序号: '1',
    数据项名称: '许可证编号',
    列名: 'permit_number',
    类型: 'C',
    长度: '30',
    个人信息: '否',
    数据分类: '一般',
    级别: '1',
    主键: '是',
  },
  {
    目录序号: '1',
    数据项名称: '经营者名称',
    列名: 'operator_name',
    类型: 'C',
    长度: '100',
    个人信息: '否',
    数据分类: '一般',
    级别: '1',
    主键: '否',
  },
  {
    目录序号: '1',
    数据项名称: '有效期至',
    列名: 'valid_until',
    类型: 'D',
    个人信息: '否',
    数据分类: '一般',
    级别: '1',
    主键: '否',
  },
];

const rowOf = (columns: readonly SheetColumn[], cells: Readonly<Record<string, string>>) =>
  columns.map(({ name }) => cells[name] ?? null);

function instructions(): WorkbookSheet {
  const line = (sheet: string) => (column: SheetColumn) => [
    sheet,
    column.name,
    column.nameEn,
    column.required ? '必填 / required' : '',
    Object.values(column.choice ?? {})
      .map(([word = '']) => word)
      .filter((word) => word !== '')
      .join('、'),
    column.hint.zh,
    column.hint.en,
  ];
  const rows = [
    [
      '全部',
      '',
      'All',
      '',
      '',
      '请勿改动工作表名称和首行标题；「目录」与「数据项」用序号对应。',
      'Keep sheet names and header rows; numbers join the two sheets.',
    ],
    ...ENTRY_COLUMNS.map(line(ENTRIES_SHEET)),
    ...ITEM_COLUMNS.map(line(ITEMS_SHEET)),
  ];
  const columns = ['工作表', '列', 'Column', '是否必填', '可选值', '填写要求', 'How to fill in'].map(text);
  return { name: '填写说明', columns, rows };
}

/** The catalogue's own spreadsheet: instructions, entries, items (with an example), and the classification in force. */
export function writeTemplate(classification: readonly Classification[]): Uint8Array {
  const usable = classification.filter(({ code }) => code.length >= 6);
  const names = new Map(classification.map(({ code, nameZh }) => [code, nameZh]));
  const path = (code: string) =>
    [code.slice(0, 1), code.slice(0, 3), code].map((part) => names.get(part) ?? '').join(' / ');
  return writeWorkbook([
    instructions(),
    { name: ENTRIES_SHEET, columns: headings(ENTRY_COLUMNS), rows: [rowOf(ENTRY_COLUMNS, ENTRY_EXAMPLE)] },
    {
      name: ITEMS_SHEET,
      columns: headings(ITEM_COLUMNS),
      rows: ITEM_EXAMPLES.map((cells) => rowOf(ITEM_COLUMNS, cells)),
    },
    {
      name: '分类代码',
      columns: ['代码', '名称', 'English'].map(text),
      rows: usable.map(({ code, nameEn }) => [code, path(code), nameEn]),
    },
  ]);
}
