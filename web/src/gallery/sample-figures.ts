import type { FigureCardProps } from '../design/figure-card.tsx';

/** Figures a reviewer answers for, each with its course and comparison. */
export const sampleFigures: readonly FigureCardProps[] = [
  {
    label: '本月按时办结',
    value: '98.6',
    unit: '%',
    size: 'small',
    course: [95, 96, 97, 96.8, 97.1, 98.6],
    delta: { direction: 'up', change: '1.5 点', good: true, against: '较上月' },
    footEnd: '目标 95%',
  },
  {
    label: '目录审核用时',
    value: '1.1',
    unit: '工作日',
    size: 'small',
    course: [1.6, 1.5, 1.5, 1.4, 1.4, 1.1],
    delta: { direction: 'down', change: '0.3', good: true, against: '较上月' },
    footEnd: '法定 2',
  },
  {
    label: '经手督办办结',
    value: '11',
    unit: '/ 13 件',
    size: 'small',
    course: [9, 11, 10, 12, 11, 11],
    delta: { direction: 'flat', change: '', good: null, against: '较上月' },
    footEnd: '目标全办',
  },
  {
    label: '退回补正率',
    value: '7.4',
    unit: '%',
    size: 'small',
    course: [6, 6.1, 7, 6.4, 6.5, 7.4],
    delta: { direction: 'up', change: '0.9 点', good: false, against: '较上月' },
    footEnd: '目标\u00A0≤\u00A08%',
  },
];

const records = { to: '/design/requests' };

/** The five figures of the cockpit. */
export const cockpitFigures: readonly FigureCardProps[] = [
  {
    label: '按时答复率',
    value: '96.8',
    unit: '%',
    delta: { direction: 'up', change: '2.7 点', good: true, against: '较上月' },
    meter: { value: 68, max: 100, target: 50 },
    footStart: '上月 94.1',
    footEnd: '目标 95%',
    records,
  },
  {
    label: '平均答复用时',
    value: '4.2',
    unit: '工作日',
    delta: { direction: 'down', change: '0.7', good: true, against: '较上月' },
    meter: { value: 4.2, max: 10, target: 5 },
    footStart: '上月 4.9',
    footEnd: '目标 5 · 法定 10',
    records,
  },
  {
    label: '逾期未答复',
    value: '7',
    unit: '件',
    delta: { direction: 'down', change: '5', good: true, against: '较上月' },
    meter: { value: 7, max: 16, target: 0, tone: 'red' },
    footStart: '上月同期 12',
    footEnd: '目标 0',
    records,
  },
  {
    label: '在用共享协议',
    value: '1,284',
    unit: '份',
    delta: { direction: 'up', change: '46', good: true, against: '较上月' },
    meter: { value: 1284, max: 1800, target: 1300 },
    footStart: '上月 1,238',
    footEnd: '年度目标 1,300',
    records,
  },
  {
    label: '昨日披露',
    value: '482.6',
    unit: '万次',
    delta: { direction: 'up', change: '4.7%', good: null, against: '较上周日' },
    meter: { value: 482.6, max: 800 },
    footStart: '上周日 461.0',
    footEnd: '每次均先存证后披露',
    records,
  },
];
