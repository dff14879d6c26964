import type { MessageSet } from './index.ts';

/** What stands beside an entry: quality of its rows, use, real against statutory time. */
export const catalogueFactMessages = {
  'catalogue.facts.title': { zh: '质量、使用与时效', en: 'Quality, use and time' },
  'catalogue.facts.notSource': { zh: '非数源部门', en: 'not the source department' },
  'catalogue.facts.quality': { zh: '合格行', en: 'Good rows' },
  'catalogue.facts.rows_one': { zh: '{{rows}} 行', en: '{{rows}} row' },
  'catalogue.facts.rows_other': { zh: '{{rows}} 行', en: '{{rows}} rows' },
  'catalogue.facts.noData': { zh: '尚未导入数据', en: 'No rows imported yet' },
  'catalogue.facts.noReport': { zh: '无导入报告', en: 'no import report' },
  'catalogue.facts.since': { zh: '数据更新', en: 'Rows as of' },
  'catalogue.facts.use': { zh: '近 30 日使用', en: 'Use in 30 days' },
  'catalogue.facts.departments_one': { zh: '{{count}} 个部门', en: '{{count}} department' },
  'catalogue.facts.departments_other': { zh: '{{count}} 个部门', en: '{{count}} departments' },
  'catalogue.facts.calls': { zh: '{{calls}} 次/30 日', en: '{{calls}} answers in 30 days' },
  'catalogue.facts.callsShort': { zh: '{{calls}} 次', en: '{{calls}} answers' },
  'catalogue.facts.unused': { zh: '近 30 日无人使用', en: 'Not used in 30 days' },
  'catalogue.facts.reply': { zh: '答复时限', en: 'Reply' },
  'catalogue.facts.limit_one': { zh: '法定 {{count}} 个工作日', en: 'Statute {{count}} working day' },
  'catalogue.facts.limit_other': { zh: '法定 {{count}} 个工作日', en: 'Statute {{count}} working days' },
  'catalogue.facts.median': { zh: '近 90 日中位 {{days}} 日', en: 'median {{days}} in 90 days' },
  'catalogue.facts.median.provider': {
    zh: '提供部门近 90 日中位 {{days}} 日',
    en: 'its department: median {{days}} in 90 days',
  },
  'catalogue.facts.median.sameDay': { zh: '近 90 日中位当日', en: 'median: the same day' },
  'catalogue.facts.median.none': { zh: '近 90 日无答复', en: 'no reply in 90 days' },
  'catalogue.facts.of.resource_one': { zh: '本条目 {{count}} 次答复', en: '{{count}} reply on this entry' },
  'catalogue.facts.of.resource_other': {
    zh: '本条目 {{count}} 次答复',
    en: '{{count}} replies on this entry',
  },
  'catalogue.facts.of.provider_one': {
    zh: '该部门同类 {{count}} 次答复',
    en: '{{count}} reply of the department in this class',
  },
  'catalogue.facts.of.provider_other': {
    zh: '该部门同类 {{count}} 次答复',
    en: '{{count}} replies of the department in this class',
  },
  'catalogue.facts.withheld': { zh: '质量不公开 · 不计时', en: 'Quality not public · no clock' },
  'catalogue.facts.withheld.advice': {
    zh: '认为依据不成立，可向数据主管部门提出复核',
    en: 'If the basis does not hold, ask the data authority for a review',
  },
} as const satisfies MessageSet;
