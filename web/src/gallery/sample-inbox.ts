import type { ClockView } from '../design/clock-tone.ts';
import type { ShareClass } from '../design/share-class-badge.tsx';
import { sampleClocks } from './sample-clocks.ts';

export interface SampleTask {
  id: string;
  kind: string;
  title: string;
  between: string;
  shareClass?: ShareClass;
  clock: ClockView;
}

export interface SampleGroup {
  title: string;
  note: string;
  count: number;
  late?: boolean;
  tasks: readonly SampleTask[];
}

export const sampleGroups: readonly SampleGroup[] = [
  {
    title: '已逾期',
    note: '已计入提供部门记录',
    count: 2,
    late: true,
    tasks: [
      {
        id: 'a',
        kind: '督办',
        title: '不动产登记信息',
        between: '公积金中心 → 自然资源局',
        shareClass: 'conditional',
        clock: sampleClocks.late,
      },
      {
        id: 'b',
        kind: '督办',
        title: '婚姻登记信息 · 校核申请',
        between: '住建局 → 民政局',
        clock: sampleClocks.lateByOne,
      },
    ],
  },
  {
    title: '今日到期',
    note: '今日 24:00 前',
    count: 2,
    tasks: [
      {
        id: 'c',
        kind: '目录审核',
        title: '个体工商户年报信息（变更）',
        between: '市场监管局 提交',
        shareClass: 'unconditional',
        clock: sampleClocks.today,
      },
      {
        id: 'd',
        kind: '目录审核',
        title: '医疗机构执业登记信息（更新）',
        between: '卫健委 提交',
        shareClass: 'unconditional',
        clock: sampleClocks.today,
      },
    ],
  },
  {
    title: '三个工作日内',
    note: '',
    count: 4,
    tasks: [
      {
        id: 'e',
        kind: '目录审核',
        title: '企业纳税信用等级（更新）',
        between: '税务局 提交',
        shareClass: 'conditional',
        clock: sampleClocks.lastBut,
      },
      {
        id: 'f',
        kind: '恢复访问',
        title: '夜间超量调用 · 整改复核',
        between: '交通局',
        clock: sampleClocks.middle,
      },
      {
        id: 'g',
        kind: '延期同意',
        title: '养老保险待遇领取信息',
        between: '民政局 → 人社局',
        shareClass: 'conditional',
        clock: sampleClocks.soon,
      },
      {
        id: 'h',
        kind: '争议协调',
        title: '农业补贴发放信息',
        between: '财政局 ⇄ 农业农村局',
        shareClass: 'conditional',
        clock: { ...sampleClocks.soon, rule: { id: 'platform.dispute', article: null, kind: 'platform' } },
      },
    ],
  },
  {
    title: '以后',
    note: '',
    count: 6,
    tasks: [
      {
        id: 'i',
        kind: '数源认定',
        title: '法人联系电话 · 4 个部门重复采集',
        between: '市场监管局等 4 家',
        clock: sampleClocks.far,
      },
      {
        id: 'j',
        kind: '目录审核',
        title: '学籍基本信息（首次）',
        between: '教育局 提交',
        shareClass: 'conditional',
        clock: sampleClocks.farther,
      },
      {
        id: 'k',
        kind: '补正中',
        title: '机动车登记信息 · 共享申请',
        between: '应急局 → 公安局',
        shareClass: 'conditional',
        clock: sampleClocks.paused,
      },
    ],
  },
];
