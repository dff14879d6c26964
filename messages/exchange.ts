import type { MessageSet } from './index.ts';

export const exchangeMessages = {
  EXCHANGE_AGREEMENT_UNKNOWN: { zh: '没有这份协议，或您无权使用', en: 'No such agreement, or not yours to use' },
  EXCHANGE_THIRD_PARTY: { zh: '协议只供需求部门使用，不得由第三方调用', en: 'Only the requester of the agreement may call under it' },
  EXCHANGE_SUSPENDED: { zh: '协议已暂停，整改完成前不能调用', en: 'The agreement is suspended until the matter is rectified' },
  EXCHANGE_ENDED: { zh: '协议已终止', en: 'The agreement has ended' },
  EXCHANGE_NOT_YET: { zh: '协议尚未生效（{{from}} 起）', en: 'The agreement is not in force yet (from {{from}})' },
  EXCHANGE_TERM_OVER: { zh: '协议已于 {{to}} 到期', en: 'The term of the agreement ended on {{to}}' },
  EXCHANGE_PURPOSE_MISSING: { zh: '每次调用都须说明用途（Tandem-Purpose）', en: 'Every call states its purpose (Tandem-Purpose)' },
  EXCHANGE_PURPOSE_OTHER: { zh: '用途与协议约定（{{agreed}}）不符', en: 'The purpose is not the agreed one ({{agreed}})' },
  EXCHANGE_MODE_NOT_AGREED: { zh: '协议未约定此共享方式：{{mode}}', en: 'The agreement does not cover this mode: {{mode}}' },
  EXCHANGE_ITEM_NOT_AGREED: { zh: '数据项「{{item}}」不在协议范围内', en: 'Item "{{item}}" is not in the agreement' },
  EXCHANGE_ROWS_NOT_AGREED: { zh: '所查「{{item}}」超出协议约定的行范围', en: 'The value asked for in "{{item}}" lies outside the agreed rows' },
  EXCHANGE_KEY_NEEDED: { zh: '查询须至少按一个主键项限定', en: 'A query names at least one key item' },
  EXCHANGE_CONDITION_NOT_KEY: { zh: '「{{item}}」不是可查询的主键项', en: '"{{item}}" is not a key item to query by' },
  EXCHANGE_QUOTA_CALLS: { zh: '今日调用次数已达协议上限 {{callsPerDay}} 次', en: 'Today’s agreed quota of {{callsPerDay}} calls is used up' },
  EXCHANGE_QUOTA_ROWS: { zh: '今日数据行数已达协议上限 {{rowsPerDay}} 行', en: 'Today’s agreed quota of {{rowsPerDay}} rows is used up' },
  EXCHANGE_DATA_NOT_SUPPLIED: { zh: '提供部门尚未提供数据', en: 'The provider has not supplied the data yet' },
  EXCHANGE_BATCH_NOT_FOUND: { zh: '没有这个批量文件', en: 'No such file order' },
  EXCHANGE_BATCH_NOT_READY: { zh: '批量文件尚未生成完毕', en: 'The file is not ready yet' },
  EXCHANGE_BATCH_EXPIRED: { zh: '批量文件已过保存期，请重新申请生成', en: 'The file has expired; order it again' },
} as const satisfies MessageSet;
