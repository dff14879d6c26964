import type { MessageSet } from './index.ts';

export const clockMessages = {
  CLOCK_NOT_FOUND: { zh: '没有找到该时限', en: 'No such clock' },
  CLOCK_STOPPED: { zh: '该时限已于 {{stoppedOn}} 办结', en: 'The clock was stopped on {{stoppedOn}}' },
  CLOCK_PAUSED: { zh: '该时限自 {{pausedOn}} 起已暂停', en: 'The clock stands still since {{pausedOn}}' },
  CLOCK_RUNNING: { zh: '该时限正在计算中（自 {{since}}）', en: 'The clock has been running since {{since}}' },
  CLOCK_LAPSED: {
    zh: '时限已于 {{dueOn}} 届满，不能再延长',
    en: 'The limit was over on {{dueOn}} and can no longer be extended',
  },
  CLOCK_EXTENSION_TOO_LONG: {
    zh: '延长合计不得超过 {{maxWorkingDays}} 个工作日',
    en: 'Extensions may not exceed {{maxWorkingDays}} working days together',
  },
  CLOCK_LIMIT_INVALID: {
    zh: '工作日数不正确：{{workingDays}}',
    en: 'Not a number of working days: {{workingDays}}',
  },
  CLOCK_DATE_BACKWARDS: {
    zh: '日期早于上一事件 {{lastEventOn}}',
    en: 'The date is before the last event on {{lastEventOn}}',
  },
  CLOCK_CALENDAR_UNPUBLISHED: {
    zh: '{{year}} 年节假日安排尚未公布，无法计算到期日',
    en: 'The holiday arrangement of {{year}} is not published; the due day cannot be told',
  },
} as const satisfies MessageSet;
