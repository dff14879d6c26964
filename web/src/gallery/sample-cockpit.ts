import type { DotRow } from '../design/dot-plot.tsx';

const departments: readonly [string, number, number, number][] = [
  ['市场监管局', 99.2, 98.2, 0],
  ['数据局', 99, 98.8, 0],
  ['税务局', 98.7, 96.8, 0],
  ['公安局', 98.1, 96, 0],
  ['卫健委', 97.4, 97.9, 0],
  ['民政局', 96.3, 94.8, 1],
  ['教育局', 95.6, 91.2, 0],
  ['人社局', 94.4, 95.9, 1],
  ['住建局', 92.8, 88.6, 2],
  ['自然资源局', 88.9, 92.3, 3],
];

export const dotRows: readonly DotRow[] = departments.map(([label, value, before, overdue]) => ({
  id: label,
  label,
  value,
  before,
  figure: value.toFixed(1),
  aside: overdue === 0 ? '–' : overdue,
  missed: value < 95,
}));

export const wantedRows = [
  { title: '不动产登记信息', note: '自然资源局 · 有条件', count: 31, wait: '29 日', late: true },
  { title: '个人婚姻登记信息', note: '民政局 · 有条件', count: 26, wait: '7 日', late: false },
  { title: '水电气用量（企业）', note: '未编目 · 待认领', count: 22, wait: '46 日', late: true },
  { title: '银行账户开立状态', note: '人民银行 · 协调中', count: 17, wait: '18 日', late: false },
  { title: '学籍基本信息', note: '教育局 · 首次审核', count: 14, wait: '12 日', late: false },
  { title: '机动车登记信息', note: '公安局 · 有条件', count: 12, wait: '4 日', late: false },
] as const;

export const overdueRows = [
  { title: '宗地权属信息', between: '税务局 → 自然资源局', urged: '已督办 2 次', days: 4 },
  { title: '建筑业企业资质', between: '应急局 → 住建局', urged: '已督办 1 次', days: 3 },
  { title: '不动产登记信息', between: '公积金中心 → 自然资源局', urged: '待督办', days: 2 },
  { title: '不动产抵押状态', between: '法院 → 自然资源局', urged: '已督办 1 次', days: 2 },
  { title: '婚姻登记 · 校核', between: '住建局 → 民政局', urged: '待督办', days: 1 },
] as const;
