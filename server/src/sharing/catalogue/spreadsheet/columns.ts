import { CYCLES, FORMATS, ITEM_TYPES, LEVELS, MODES, SHARE_CLASSES } from '../entry-content.ts';

/** Words a cell may have for each value; the value itself is understood too. */
export type Choice = Readonly<Record<string, readonly string[]>>;

export interface SheetColumn {
  /** Heading, as the template has it. */
  name: string;
  nameEn: string;
  /** JSON pointer into the entry (or the item) that the column fills. */
  field: string;
  required: boolean;
  /** Most characters. */
  max: number;
  choice?: Choice;
  hint: { zh: string; en: string };
}

export const ENTRIES_SHEET = '目录';
export const ITEMS_SHEET = '数据项';

const choiceOf = <T extends string>(
  values: readonly T[],
  words: Readonly<Record<T, readonly string[]>>,
): Choice => Object.fromEntries(values.map((value) => [value, words[value]]));

const SHARE_CLASS = choiceOf(SHARE_CLASSES, {
  unconditional: ['无条件共享', '无条件'],
  conditional: ['有条件共享', '有条件'],
  withheld: ['不予共享', '不予'],
});
const FORMAT = choiceOf(FORMATS, {
  file: ['电子文件'],
  table: ['电子表格'],
  database: ['数据库'],
  image: ['图形图像'],
  media: ['流媒体'],
  selfDescribing: ['自描述格式'],
  service: ['服务接口'],
});
const CYCLE = choiceOf(CYCLES, {
  realtime: ['实时'],
  daily: ['每日'],
  weekly: ['每周'],
  monthly: ['每月'],
  quarterly: ['每季度', '每季'],
  yearly: ['每年'],
  irregular: ['不定期'],
});
const MODE = choiceOf(MODES, {
  query: ['查询', '服务接口'],
  verify: ['核验'],
  batch: ['批量交换', '批量'],
  file: ['文件下载', '文件'],
  subscribe: ['订阅'],
});
const OPENNESS: Choice = {
  open: ['开放', '无条件开放'],
  conditional: ['有条件开放'],
  closed: ['不开放', '不予开放'],
};
const YES_NO: Choice = { true: ['是', 'Y', 'yes'], false: ['否', 'N', 'no', ''] };
const TYPE = choiceOf(ITEM_TYPES, {
  C: ['字符', '字符型'],
  N: ['数值', '数值型'],
  Y: ['货币', '货币型'],
  D: ['日期', '日期型'],
  T: ['日期时间', '日期时间型'],
  L: ['逻辑', '逻辑型'],
  M: ['备注', '备注型'],
  G: ['通用', '通用型'],
  B: ['双精度', '双精度型'],
  I: ['整型', '整数'],
  F: ['浮点', '浮点型'],
});
const LEVEL = choiceOf(LEVELS, {
  core: ['核心', '核心数据'],
  important: ['重要', '重要数据'],
  general: ['一般', '一般数据'],
});

const column = (
  name: string,
  nameEn: string,
  field: string,
  given: { required?: boolean; max?: number; choice?: Choice; zh: string; en: string },
): SheetColumn => ({
  name,
  nameEn,
  field,
  required: given.required ?? false,
  max: given.max ?? 200,
  ...(given.choice ? { choice: given.choice } : {}),
  hint: { zh: given.zh, en: given.en },
});

/** Heading of the number that joins the two sheets. */
export const NUMBER_COLUMN = '序号';
export const ENTRY_NUMBER_COLUMN = '目录序号';

export const ENTRY_COLUMNS: readonly SheetColumn[] = [
  column(NUMBER_COLUMN, 'No.', '/number', {
    required: true,
    max: 20,
    zh: '本表内唯一，数据项工作表用它对应目录',
    en: 'Unique in this sheet; the items sheet refers to it',
  }),
  column('目录名称', 'Name', '/title', {
    required: true,
    max: 100,
    zh: '至少 2 个字',
    en: 'At least 2 characters',
  }),
  column('英文名称', 'English name', '/titleEn', { zh: '可不填', en: 'Optional' }),
  column('摘要', 'Summary', '/summary', {
    required: true,
    max: 1000,
    zh: '至少 10 个字',
    en: 'At least 10 characters',
  }),
  column('英文摘要', 'English summary', '/summaryEn', { max: 2000, zh: '可不填', en: 'Optional' }),
  column('分类代码', 'Classification', '/classification', {
    required: true,
    max: 15,
    zh: '见「分类代码」工作表，至少到目（6 位）',
    en: 'From the classification sheet, six digits or more',
  }),
  column('格式', 'Format', '/format', { required: true, choice: FORMAT, zh: '单选', en: 'One of' }),
  column('格式说明', 'Format detail', '/formatDetail', {
    max: 60,
    zh: '如 xlsx、PostgreSQL',
    en: 'For example xlsx',
  }),
  column('更新周期', 'Update cycle', '/cycle', { required: true, choice: CYCLE, zh: '单选', en: 'One of' }),
  column('共享属性', 'Share class', '/shareClass', {
    required: true,
    choice: SHARE_CLASS,
    zh: '单选（条例第14条）',
    en: 'One of (Art 14)',
  }),
  column('共享方式', 'Modes', '/modes', {
    choice: MODE,
    zh: '可多选，用「、」分开；不予共享的不填',
    en: 'Several, separated by 、 or ;',
  }),
  column('共享范围', 'Scope', '/conditions/scope', {
    max: 500,
    zh: '有条件共享必填（第15条），其他不得填写',
    en: 'Conditional only (Art 15)',
  }),
  column('使用用途', 'Purposes', '/conditions/purposes', {
    max: 2000,
    zh: '有条件共享必填，可多项，用「；」分开',
    en: 'Conditional only; separated by ;',
  }),
  column('其他条件', 'Other conditions', '/conditions/others', {
    max: 2000,
    zh: '有条件共享可填，用「；」分开',
    en: 'Conditional only; separated by ;',
  }),
  column('不予理由', 'Reason', '/withheld/reason', {
    max: 500,
    zh: '不予共享必填（第15条），其他不得填写',
    en: 'Withheld only (Art 15)',
  }),
  column('法律依据', 'Law', '/withheld/law', {
    zh: '不予共享必填，法律、行政法规或国务院决定名称',
    en: 'Withheld only: name of the law',
  }),
  column('条款', 'Article', '/withheld/article', {
    max: 60,
    zh: '不予共享必填，如 第十二条',
    en: 'Withheld only: for example 第十二条',
  }),
  column('开放属性', 'Openness', '/openness/kind', {
    choice: OPENNESS,
    zh: '单选，不填为不开放',
    en: 'One of; blank means closed',
  }),
  column('开放条件', 'Openness condition', '/openness/condition', {
    max: 300,
    zh: '有条件开放必填',
    en: 'With conditional openness',
  }),
  column('关联资源代码', 'Related codes', '/relatedCodes', {
    max: 2000,
    zh: '可多项，用「、」分开',
    en: 'Several, separated by 、 or ;',
  }),
  column('标签', 'Tags', '/tags', {
    max: 600,
    zh: '可多项，用「、」分开',
    en: 'Several, separated by 、 or ;',
  }),
  column('不含涉密信息', 'No secrets', '/declared', {
    required: true,
    choice: YES_NO,
    zh: '填「是」即声明不含国家秘密、工作秘密（第3条）',
    en: 'Yes declares that it holds no secrets (Art 3)',
  }),
];

export const ITEM_COLUMNS: readonly SheetColumn[] = [
  column(ENTRY_NUMBER_COLUMN, 'Entry No.', '/number', {
    required: true,
    max: 20,
    zh: '目录工作表中的序号',
    en: 'Number on the entries sheet',
  }),
  column('数据项名称', 'Item', '/name', {
    required: true,
    max: 100,
    zh: '同一目录内不重复',
    en: 'Once in an entry',
  }),
  column('列名', 'Column', '/column', {
    required: true,
    max: 63,
    zh: '文字、数字、下划线',
    en: 'Letters of any script, digits, underscores',
  }),
  column('类型', 'Type', '/type', {
    required: true,
    choice: TYPE,
    zh: 'C 字符、N 数值、Y 货币、D 日期、T 日期时间、L 逻辑、M 备注、G 通用、B 双精度、I 整型、F 浮点',
    en: 'C N Y D T L M G B I F',
  }),
  column('长度', 'Length', '/length', { max: 10, zh: '整数，可不填', en: 'A whole number, optional' }),
  column('说明', 'Description', '/description', { max: 500, zh: '可不填', en: 'Optional' }),
  column('个人信息', 'Personal', '/personal', { choice: YES_NO, zh: '是 / 否', en: '是 or 否' }),
  column('数据分类', 'Level', '/level', {
    choice: LEVEL,
    zh: '核心、重要、一般，不填为一般',
    en: 'Core, important, general; blank means general',
  }),
  column('级别', 'Grade', '/grade', {
    max: 2,
    zh: '一般数据填 1—4，重要和核心数据不填',
    en: '1 to 4 for general data only',
  }),
  column('主键', 'Key', '/key', {
    choice: YES_NO,
    zh: '可按此项查询的填「是」',
    en: '是 where rows are looked up by it',
  }),
];
