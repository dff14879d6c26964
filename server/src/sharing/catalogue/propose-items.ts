import type { Item, ItemType, Recognized } from './entry-content.ts';

/** What is known of a column before anybody described it. Everything but the name may be missing. */
export interface ColumnHint {
  name: string;
  type?: string;
  personal?: boolean;
  /** Its values hold citizens' numbers, whatever its type. */
  citizens?: boolean;
  maxLength?: number;
}

const TYPES: Readonly<Record<string, ItemType>> = {
  text: 'C',
  integer: 'I',
  decimal: 'N',
  money: 'Y',
  date: 'D',
  datetime: 'T',
  boolean: 'L',
  creditCode: 'C',
  residentId: 'C',
  divisionCode: 'C',
  phone: 'C',
};

const RECOGNIZED: ReadonlySet<string> = new Set<Recognized>([
  'creditCode',
  'residentId',
  'divisionCode',
  'phone',
]);
const FIXED_LENGTH: Readonly<Record<string, number>> = { creditCode: 18, residentId: 18 };

/** Words in a name that speak of a person, and the grade (GB/T 43697, a reference) they suggest. */
const PERSONAL_WORDS: readonly (readonly [RegExp, number])[] = [
  [/身份证|公民身份|护照|银行卡|银行账号|病历|诊断|疾病|残疾|犯罪|生物|指纹|人脸|未成年/, 4],
  [/手机|联系电话|家庭住址|居住地址|户籍地址|配偶|婚姻|收入|工资|征信/, 3],
  [/姓名|出生|性别|民族|学历|法定代表人|负责人|联系人/, 2],
];
const ENTERPRISE_WORDS = /企业|单位|公司|机构|注册/;

function suggestedGrade(name: string, recognized: string | undefined): { personal: boolean; grade: number } {
  if (recognized === 'residentId') return { personal: true, grade: 4 };
  if (recognized === 'phone')
    return { personal: !ENTERPRISE_WORDS.test(name), grade: ENTERPRISE_WORDS.test(name) ? 1 : 3 };
  const found = PERSONAL_WORDS.find(([words]) => words.test(name));
  return found ? { personal: true, grade: found[1] } : { personal: false, grade: 1 };
}

/** The header as a column's name: Latin ones in snake case, Chinese ones as they are; whole characters only. */
function columnName(header: string): string {
  const plain = header
    .normalize('NFKC')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const begun = /^\p{L}/u.test(plain) || plain === '' ? plain : `_${plain}`;
  return begun.slice(0, 58).replace(/[\uD800-\uDBFF]$/, '');
}

function columnFor(name: string, taken: Set<string>): string {
  const wanted = columnName(name) || '_';
  let column = wanted;
  for (let suffix = 2; taken.has(column); suffix += 1) column = `${wanted}_${suffix}`;
  taken.add(column);
  return column;
}

/** Names as they may stand in an entry: not blank, not twice. */
function distinctName(name: string, position: number, taken: Set<string>): string {
  const wanted = name.trim().slice(0, 90) || `数据项${position}`;
  let chosen = wanted;
  for (let suffix = 2; taken.has(chosen); suffix += 1) chosen = `${wanted}${suffix}`;
  taken.add(chosen);
  return chosen;
}

/**
 * Items prefilled from columns: types, column names, recognized identifiers, the first of these as the key, and a
 * suggested grade and personal flag. Suggestions only: whoever compiles the entry answers for them.
 */
export function proposeItems(columns: readonly ColumnHint[]): Item[] {
  const names = new Set<string>();
  const taken = new Set<string>();
  const keyAt = columns.findIndex(({ type }) => type === 'creditCode' || type === 'residentId');
  return columns.map((hint, index): Item => {
    const position = index + 1;
    const name = distinctName(hint.name, position, names);
    const type = hint.type ?? 'text';
    const recognized = RECOGNIZED.has(type) ? (type as Recognized) : null;
    const suggested = suggestedGrade(name, hint.citizens ? 'residentId' : (recognized ?? undefined));
    const itemType = TYPES[type] ?? 'C';
    const length = FIXED_LENGTH[type] ?? (itemType === 'C' && hint.maxLength ? hint.maxLength : null);
    return {
      name,
      column: columnFor(name, taken),
      type: itemType,
      length,
      description: '',
      personal: hint.personal || suggested.personal,
      level: 'general',
      grade: hint.personal ? Math.max(2, suggested.grade) : suggested.grade,
      key: index === keyAt,
      recognized,
    };
  });
}
