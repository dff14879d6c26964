import type { MessageSet } from './index.ts';

export const exchangeMessages = {
  EXCHANGE_AGREEMENT_UNKNOWN: {
    zh: '没有这份协议，或您无权使用',
    en: 'No such agreement, or not yours to use',
  },
  EXCHANGE_THIRD_PARTY: {
    zh: '协议只供需求部门使用，不得由第三方调用',
    en: 'Only the requester of the agreement may call under it',
  },
  EXCHANGE_SUSPENDED: {
    zh: '协议已暂停，整改完成前不能调用',
    en: 'The agreement is suspended until the matter is rectified',
  },
  EXCHANGE_ENDED: { zh: '协议已终止', en: 'The agreement has ended' },
  EXCHANGE_NOT_YET: {
    zh: '协议尚未生效（{{from}} 起）',
    en: 'The agreement is not in force yet (from {{from}})',
  },
  EXCHANGE_TERM_OVER: { zh: '协议已于 {{to}} 到期', en: 'The term of the agreement ended on {{to}}' },
  EXCHANGE_PURPOSE_MISSING: {
    zh: '每次调用都须说明用途（Tandem-Purpose）',
    en: 'Every call states its purpose (Tandem-Purpose)',
  },
  EXCHANGE_PURPOSE_OTHER: {
    zh: '用途与协议约定（{{agreed}}）不符',
    en: 'The purpose is not the agreed one ({{agreed}})',
  },
  EXCHANGE_MODE_NOT_AGREED: {
    zh: '协议未约定此共享方式：{{mode}}',
    en: 'The agreement does not cover this mode: {{mode}}',
  },
  EXCHANGE_ITEM_NOT_AGREED: {
    zh: '数据项「{{item}}」不在协议范围内',
    en: 'Item "{{item}}" is not in the agreement',
  },
  EXCHANGE_ROWS_NOT_AGREED: {
    zh: '所查「{{item}}」超出协议约定的行范围',
    en: 'The value asked for in "{{item}}" lies outside the agreed rows',
  },
  EXCHANGE_KEY_NEEDED: { zh: '查询须至少按一个主键项限定', en: 'A query names at least one key item' },
  EXCHANGE_CONDITION_NOT_KEY: {
    zh: '「{{item}}」不是可查询的主键项',
    en: '"{{item}}" is not a key item to query by',
  },
  EXCHANGE_QUOTA_CALLS: {
    zh: '今日调用次数已达协议上限 {{callsPerDay}} 次',
    en: 'Today’s agreed quota of {{callsPerDay}} calls is used up',
  },
  EXCHANGE_QUOTA_ROWS: {
    zh: '今日数据行数已达协议上限 {{rowsPerDay}} 行',
    en: 'Today’s agreed quota of {{rowsPerDay}} rows is used up',
  },
  EXCHANGE_DATA_NOT_SUPPLIED: {
    zh: '提供部门尚未提供数据',
    en: 'The provider has not supplied the data yet',
  },
  EXCHANGE_BATCH_NOT_FOUND: { zh: '没有这个批量文件', en: 'No such file order' },
  EXCHANGE_BATCH_NOT_READY: { zh: '批量文件尚未生成完毕', en: 'The file is not ready yet' },
  EXCHANGE_BATCH_EXPIRED: {
    zh: '批量文件已过保存期，请重新申请生成',
    en: 'The file has expired; order it again',
  },
  EXCHANGE_BATCH_SUPERSEDED: {
    zh: '协议已变更（第 {{version}} 版），此文件按旧版生成，请重新申请生成',
    en: 'The agreement has changed (version {{version}}) since this file was made; order it again',
  },
  'EXCHANGE_AGREEMENT_UNKNOWN.detail': {
    zh: '请核对协议编号；协议只有双方部门和主管部门可见。',
    en: 'Check the id; an agreement is visible to its two departments and the authority only.',
  },
  'EXCHANGE_PURPOSE_MISSING.detail': {
    zh: '在请求头 Tandem-Purpose 中写明协议约定的用途代码，或用途全文（按 RFC 3986 百分号编码）。',
    en: 'Put the agreed purpose into the header Tandem-Purpose: its code, or its text percent-encoded.',
  },
  'EXCHANGE_PURPOSE_OTHER.detail': {
    zh: '数据只能用于协议约定的用途；确需他用，请另行申请。',
    en: 'Data is for the agreed purpose only; for another one, file a request.',
  },
  'EXCHANGE_ITEM_NOT_AGREED.detail': {
    zh: '从请求中去掉该数据项，或就该数据项另行申请共享。',
    en: 'Leave the item out, or file a request for it.',
  },
  'EXCHANGE_ROWS_NOT_AGREED.detail': {
    zh: '协议只覆盖约定的区域或取值；超出部分须另行申请。',
    en: 'The agreement covers certain areas or values only; more needs a request of its own.',
  },
  'EXCHANGE_KEY_NEEDED.detail': {
    zh: '查询按主键取数；要取全部行，请用批量方式。',
    en: 'A query fetches rows by key; for all rows, order a batch.',
  },
  'EXCHANGE_QUOTA_CALLS.detail': {
    zh: '额度于北京时间零点重新计算；长期不足请变更协议。',
    en: 'The quota starts anew at midnight, Beijing time; if it never suffices, have the agreement changed.',
  },
  'EXCHANGE_QUOTA_ROWS.detail': {
    zh: '额度于北京时间零点重新计算；长期不足请变更协议。',
    en: 'The quota starts anew at midnight, Beijing time; if it never suffices, have the agreement changed.',
  },
  'EXCHANGE_DATA_NOT_SUPPLIED.detail': {
    zh: '提供期限自同意答复之日起 20 个工作日，见协议页的时钟。',
    en: 'Supply is due within 20 working days of the consenting reply; see the clock on the agreement’s page.',
  },

  'exchange.calls.at': { zh: '时间', en: 'Time' },
  'exchange.calls.outcome': { zh: '结果', en: 'Outcome' },
  'exchange.calls.mode': { zh: '共享方式', en: 'Mode' },
  'exchange.calls.requester': { zh: '需求部门', en: 'Requester' },
  'exchange.calls.caller': { zh: '调用者', en: 'Caller' },
  'exchange.calls.provider': { zh: '提供部门', en: 'Provider' },
  'exchange.calls.resource': { zh: '数据资源', en: 'Resource' },
  'exchange.calls.agreement': { zh: '协议', en: 'Agreement' },
  'exchange.calls.purpose': { zh: '用途', en: 'Purpose' },
  'exchange.calls.items': { zh: '数据项', en: 'Items' },
  'exchange.calls.rows': { zh: '行数', en: 'Rows' },
  'exchange.calls.refusal': { zh: '拒绝原因', en: 'Refusal' },
  'exchange.calls.rule': { zh: '规则', en: 'Rule' },
  'exchange.calls.receipt': { zh: '回执', en: 'Receipt' },
  'exchange.calls.digest': { zh: '答复摘要（SHA-256）', en: 'Digest of the answer (SHA-256)' },
} as const satisfies MessageSet;
