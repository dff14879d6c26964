import { generateCreditCode, generateResidentId } from '@tandem/identifiers';
import { DISTRICTS } from './city.ts';
import { pick, seededRandom } from './seeded-random.ts';

/** The registration file of 市场监管局 as it really comes: dates in three ways, amounts in words, gaps, N/A. */
export const ENTERPRISE_COLUMNS = [
  '企业名称',
  '统一社会信用代码',
  '注册日期',
  '企业类型',
  '注册资金',
  '登记状态',
  '经营范围',
  '登记区划',
  '住所',
  '法定代表人',
  '法定代表人证件号',
  '联系电话',
] as const;

const WORDS = [
  '恒远',
  '瑞丰',
  '博雅',
  '天成',
  '华信',
  '启航',
  '绿源',
  '宏图',
  '金石',
  '明德',
  '安康',
  '佳禾',
  '云帆',
  '众诚',
  '卓越',
  '嘉禾',
  '顺达',
  '融创',
  '新源',
  '泰和',
];
const TRADES = [
  '商贸',
  '科技',
  '建筑工程',
  '物流',
  '食品',
  '餐饮管理',
  '文化传媒',
  '生物技术',
  '信息技术',
  '环保工程',
];
const TYPES = [
  '有限责任公司',
  '有限责任公司(自然人独资)',
  '股份有限公司',
  '个人独资企业',
  '合伙企业',
  '有限责任公司分公司',
];
const SCOPES = [
  '日用百货、办公用品的销售',
  '道路普通货物运输（凭许可证经营）',
  '软件开发、技术咨询、技术服务',
  '建筑工程；市政工程；园林绿化工程施工',
  '预包装食品、乳制品的零售\n（依法须经批准的项目，经相关部门批准后方可开展经营活动）',
];
const STATES = ['存续', '存续', '存续', '存续', '在业', '迁出', '注销', '吊销'];
const SURNAMES = ['王', '李', '张', '刘', '马', '杨', '丁', '陈', '赵', '周'];
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '磊',
  '军',
  '洋',
  '勇',
  '艳',
  '建国',
  '志强',
  '文博',
  '雨桐',
  '子涵',
];

type Random = () => number;

function date(random: Random): string {
  const year = 2004 + Math.floor(random() * 22);
  const month = 1 + Math.floor(random() * 12);
  const day = 1 + Math.floor(random() * 28);
  const two = (value: number) => String(value).padStart(2, '0');
  const style = random();
  if (style < 0.85) return `${year}-${two(month)}-${two(day)}`;
  return style < 0.95 ? `${year}/${month}/${day}` : `${year}年${month}月${day}日`;
}

function capital(random: Random): string {
  const amount = pick(random, [10, 20, 50, 100, 200, 500, 820, 1000, 5000]);
  const style = random();
  if (style < 0.06) return 'N/A';
  if (style < 0.5) return `${amount}(万元)`;
  return style < 0.8 ? `${amount.toLocaleString('en-US')}(万元人民币)` : `${amount}万元`;
}

/** Now and then a digit is wrong, as in any file typed by hand. */
function spoil(random: Random, code: string): string {
  if (random() >= 0.006) return code;
  const last = code.at(-1) === '0' ? '1' : '0';
  return code.slice(0, -1) + last;
}

function enterprise(random: Random, index: number): string[] {
  const { code: division, name: place } = pick(random, DISTRICTS);
  const name = `${place.slice(0, 2)}${pick(random, WORDS)}${pick(random, WORDS)}${pick(random, TRADES)}有限公司`;
  const street = `${place}${pick(random, ['文化街', '北京路', '民生路', '丽景街', '正源街'])}${1 + (index % 300)}号`;
  return [
    name,
    spoil(random, generateCreditCode(random, { department: '9', category: '1', division })),
    date(random),
    random() < 0.02 ? '' : pick(random, TYPES),
    capital(random),
    pick(random, STATES),
    pick(random, SCOPES),
    division,
    street,
    pick(random, SURNAMES) + pick(random, GIVEN),
    generateResidentId(random, { division }),
    random() < 0.1
      ? 'N/A'
      : `1${pick(random, ['38', '39', '50', '86', '95'])}${String(Math.floor(random() * 1e8)).padStart(8, '0')}`,
  ];
}

/** The rows, the same every time for the same count. */
export function enterprises(count: number, seed = '企业登记'): string[][] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => enterprise(random, index));
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The file as CSV text, with a few rows cut short as they come out of old systems. */
export function enterpriseCsv(count: number): string {
  const rows = enterprises(count).map((row, index) => (index % 997 === 500 ? row.slice(0, 5) : row));
  return [ENTERPRISE_COLUMNS, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';
}
