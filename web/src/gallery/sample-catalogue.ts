import type { ShareClass } from '../design/share-class-badge.tsx';

export interface SampleHit {
  title: string;
  shareClass: ShareClass;
  personal?: boolean;
  summary: string;
  items: string;
  provider: string;
  sourceNote: string;
  cycle: string;
  quality: readonly [string, number][];
  use: string;
  time: string;
  twice?: string;
}

export const sampleHits: readonly SampleHit[] = [
  {
    title: '企业社会保险缴费信息',
    shareClass: 'conditional',
    summary: '按单位汇总的月度社会保险缴费情况，含险种、人数、基数与欠费状态。',
    items: '5 / 14 项：缴费状态、缴费基数、缴费人数、欠费金额、社保登记号',
    provider: '税务局',
    sourceNote: '数源部门',
    cycle: '每日 02:00',
    quality: [
      ['完整', 99],
      ['及时', 98],
      ['准确', 96],
    ],
    use: '42 个部门 · 182 万次/30 日',
    time: '法定 10 个工作日 · 近 90 日中位 3 日',
  },
  {
    title: '单位参保缴费明细',
    shareClass: 'conditional',
    summary: '单位参保人员逐月缴费记录，含养老、失业、工伤三险。',
    items: '4 / 9 项：单位编号、缴费年月、缴费基数、参保人数',
    provider: '人社局',
    sourceNote: '非数源部门',
    cycle: '每月 5 日',
    quality: [
      ['完整', 96],
      ['及时', 71],
      ['准确', 94],
    ],
    use: '11 个部门 · 9.6 万次/30 日',
    time: '法定 10 个工作日 · 近 90 日中位 6 日',
    twice:
      '与税务局《企业社会保险缴费信息》7 / 9 项相同。数源部门已认定为税务局（2026-03-16）；新申请请用上一条。',
  },
  {
    title: '个人参保状态',
    shareClass: 'conditional',
    personal: true,
    summary: '以公民身份号码核验当前社会保险参保状态，只答是或否，不返回明细。',
    items: '2 / 6 项：参保状态、最近缴费月份',
    provider: '人社局',
    sourceNote: '数源部门',
    cycle: '实时',
    quality: [
      ['完整', 99],
      ['及时', 99],
      ['准确', 99],
    ],
    use: '57 个部门 · 640 万次/30 日',
    time: '法定 10 个工作日 · 近 90 日中位 2 日',
  },
  {
    title: '社会保险经办机构名录',
    shareClass: 'unconditional',
    summary: '全市社会保险经办机构名称、地址、辖区、办公时间与对外电话。',
    items: '1 / 8 项：社保经办机构代码',
    provider: '人社局',
    sourceNote: '数源部门',
    cycle: '每年',
    quality: [
      ['完整', 100],
      ['及时', 86],
      ['准确', 98],
    ],
    use: '19 个部门 · 1.1 万次/30 日',
    time: '法定 1 个工作日 · 近 90 日当日',
  },
  {
    title: '社会保险稽核案件线索',
    shareClass: 'withheld',
    summary: '正在调查的社会保险稽核线索。',
    items: '0 项。不予共享的依据：《社会保险稽核办法》关于办案期间保密的规定',
    provider: '人社局',
    sourceNote: '数源部门',
    cycle: '不定期',
    quality: [],
    use: '质量不公开 · 不计时',
    time: '认为依据不成立，可向数据局提出复核',
  },
];
