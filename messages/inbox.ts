import type { MessageSet } from './index.ts';

/** What waits, what can be answered and what follows, notices, and own figures. */
export const inboxMessages = {
  'inbox.column.kind': { zh: '事项', en: 'Task' },
  'inbox.column.title': { zh: '内容', en: 'Subject' },
  'inbox.column.from': { zh: '来自', en: 'From' },
  'inbox.column.to': { zh: '去往', en: 'To' },
  'inbox.column.due': { zh: '期限', en: 'Due' },
  'inbox.column.remaining': { zh: '剩余工作日（负数为逾期）', en: 'Working days left (negative: late)' },

  'task.request.consentFiling': { zh: '同意提交', en: 'Consent to file' },
  'task.request.fixDraft': { zh: '退回修改', en: 'Sent back' },
  'task.request.supplement': { zh: '补正材料', en: 'Add papers' },
  'task.request.answerScope': { zh: '确认范围', en: 'Answer scope' },
  'task.request.reply': { zh: '答复申请', en: 'Reply' },
  'task.request.awaitSupplement': { zh: '补正中', en: 'Papers awaited' },
  'task.request.awaitScope': { zh: '待对方确认', en: 'Scope with them' },
  'task.request.consentReply': { zh: '同意答复', en: 'Consent to reply' },
  'task.request.decideExtension': { zh: '延期同意', en: 'More time' },
  'task.request.urge': { zh: '督办', en: 'Urge' },
  'task.agreement.confirm': { zh: '确认协议', en: 'Confirm' },
  'task.agreement.confirmRenewal': { zh: '确认续签', en: 'Confirm renewal' },
  'task.agreement.renew': { zh: '续签或处置', en: 'Renew or dispose' },
  'task.agreement.rectify': { zh: '限期整改', en: 'Rectify' },
  'task.agreement.decideResume': { zh: '恢复访问', en: 'Resume access' },
  'task.agreement.dispose': { zh: '登记处置', en: 'Record disposal' },
  'task.demand.designate': { zh: '指定提供', en: 'Name who' },
  'task.demand.provide': { zh: '编目提供', en: 'Compile entry' },
  'task.basis.decide': { zh: '依据复核', en: 'Review basis' },

  'consequence.request.late': {
    zh: '不处理：{{dueOn}} 24:00 起计{{provider}}逾期答复',
    en: 'If nothing is done: from the end of {{dueOn}} a late reply of {{provider}}',
  },
  'consequence.request.isLate': {
    zh: '{{dueOn}} 24:00 起已计{{provider}}逾期答复',
    en: 'Late since the end of {{dueOn}}, on the record of {{provider}}',
  },
  'consequence.agreement.expires': {
    zh: '不处理：{{to}} 后停止访问，须处置数据',
    en: 'If nothing is done: access ends after {{to}} and the data is to be disposed of',
  },

  'field.reason': { zh: '理由', en: 'Reason' },
  'field.note': { zh: '说明', en: 'Note' },
  'field.workingDays': { zh: '工作日', en: 'Working days' },
  'field.provider': { zh: '提供部门', en: 'Provider' },
  'field.finding': { zh: '复核结论', en: 'Finding' },

  'action.request.consentFiling': { zh: '同意提交', en: 'Consent' },
  'action.request.consentFiling.consequence': {
    zh: '{{provider}}即时收到，答复开始计时',
    en: '{{provider}} receives it at once; the reply clock starts',
  },
  'action.request.returnFiling': { zh: '退回经办', en: 'Send back' },
  'action.request.returnFiling.consequence': {
    zh: '须写明理由，对方看不到',
    en: 'Give the reason; the other side does not see it',
  },
  'action.request.acceptScope': { zh: '接受调整', en: 'Accept' },
  'action.request.acceptScope.consequence': {
    zh: '{{provider}}按调整后的范围答复',
    en: '{{provider}} replies on the narrower scope',
  },
  'action.request.declineScope': { zh: '坚持原范围', en: 'Insist' },
  'action.request.declineScope.consequence': {
    zh: '须写明理由，由{{provider}}答复',
    en: 'Give the reason; {{provider}} replies',
  },
  'action.request.draftGrant': { zh: '同意，送负责人', en: 'Grant, to the head' },
  'action.request.draftGrant.consequence': {
    zh: '负责人同意后发出，协议同时生成',
    en: 'Sent once the head consents; the agreement is written with it',
  },
  'action.request.askExtension': { zh: '申请延期', en: 'Ask for time' },
  'action.request.askExtension.consequence': {
    zh: '由主管部门决定；决定前照常计时',
    en: 'The authority decides; the clock runs meanwhile',
  },
  'action.request.grant': { zh: '同意答复并发出', en: 'Consent and send' },
  'action.request.grant.consequence': {
    zh: '{{requester}}收到协议；20 个工作日内供数',
    en: '{{requester}} gets the agreement; supply within 20 working days',
  },
  'action.request.refuse': { zh: '同意发出不同意答复', en: 'Consent to refuse' },
  'action.request.refuse.consequence': {
    zh: '理由随答复送达{{requester}}',
    en: 'The reasons go to {{requester}} with the reply',
  },
  'action.request.returnReply': { zh: '退回拟稿', en: 'Send back' },
  'action.request.returnReply.consequence': {
    zh: '须写明意见，期限照常计算',
    en: 'Say why; the clock runs on',
  },
  'action.request.grantExtension': { zh: '同意延期', en: 'Consent' },
  'action.request.grantExtension.consequence': {
    zh: '新期限 {{dueOn}}，系统即时告知{{requester}}',
    en: 'New due day {{dueOn}}; {{requester}} is told at once',
  },
  'action.request.shortenExtension': { zh: '同意，但缩短', en: 'Consent to fewer days' },
  'action.request.shortenExtension.consequence': {
    zh: '自定天数（少于 {{days}}），告知双方',
    en: 'Fewer than {{days}} days; both sides are told',
  },
  'action.request.refuseExtension': { zh: '不同意', en: 'Do not consent' },
  'action.request.refuseExtension.consequence': {
    zh: '须写理由；{{provider}}仍应于 {{dueBefore}} 前答复',
    en: 'Give the reason; {{provider}} still replies by {{dueBefore}}',
  },
  'action.request.urge': { zh: '发出督办', en: 'Urge' },
  'action.request.urge.consequence': {
    zh: '{{provider}}即时收到，双方可见，留存在案',
    en: '{{provider}} is told at once; both sides see it; it stays on record',
  },
  'action.agreement.confirm': { zh: '确认协议', en: 'Confirm' },
  'action.agreement.confirm.consequence': {
    zh: '双方确认后自 {{from}} 起生效',
    en: 'In force from {{from}} once both sides confirmed',
  },
  'action.agreement.decline': { zh: '不确认', en: 'Do not take it' },
  'action.agreement.decline.consequence': {
    zh: '申请视为撤回，须写明理由',
    en: 'The request counts as withdrawn; give the reason',
  },
  'action.agreement.confirmRenewal': { zh: '确认续签', en: 'Confirm renewal' },
  'action.agreement.confirmRenewal.consequence': {
    zh: '双方确认后新期限即时生效',
    en: 'The new term holds as soon as both sides confirmed',
  },
  'action.agreement.declineRenewal': { zh: '不同意续签', en: 'Decline renewal' },
  'action.agreement.declineRenewal.consequence': {
    zh: '现有协议照常执行至到期',
    en: 'The present terms run to their end',
  },
  'action.agreement.resume': { zh: '恢复访问', en: 'Resume access' },
  'action.agreement.resume.consequence': {
    zh: '{{requester}}即时恢复访问',
    en: '{{requester}} has access again at once',
  },
  'action.agreement.terminate': { zh: '终止协议', en: 'Terminate' },
  'action.agreement.terminate.consequence': {
    zh: '须写明理由；{{requester}}应处置数据',
    en: 'Give the reasons; {{requester}} disposes of the data',
  },
  'action.demand.designate': { zh: '指定提供部门', en: 'Name the provider' },
  'action.demand.designate.consequence': {
    zh: '被指定部门收到编目任务',
    en: 'The department gets the task to compile the entry',
  },
  'action.basis.upheld': { zh: '依据成立', en: 'The basis holds' },
  'action.basis.upheld.consequence': {
    zh: '维持不予共享，告知双方',
    en: 'It stays withheld; both sides are told',
  },
  'action.basis.toRevise': { zh: '依据不成立', en: 'The basis does not hold' },
  'action.basis.toRevise.consequence': {
    zh: '{{provider}}应当修订目录',
    en: '{{provider}} has to revise the entry',
  },

  'notice.request.received': {
    zh: '收到{{requester}}对“{{title}}”的申请 {{number}}，开始计时',
    en: '{{requester}} asks for “{{title}}” ({{number}}); the clock runs',
  },
  'notice.request.supplement': {
    zh: '{{provider}}一次性告知“{{title}}”需补正 {{count}} 项，计时暂停',
    en: '{{provider}} says once what “{{title}}” lacks ({{count}}); the clock pauses',
  },
  'notice.request.supplemented': {
    zh: '{{requester}}已补正“{{title}}”，计时恢复',
    en: '{{requester}} supplemented “{{title}}”; the clock runs',
  },
  'notice.request.scopeProposed': {
    zh: '{{provider}}建议调整“{{title}}”的范围',
    en: '{{provider}} proposes a narrower scope for “{{title}}”',
  },
  'notice.request.scopeAccepted': {
    zh: '{{requester}}接受“{{title}}”的调整范围',
    en: '{{requester}} accepts the narrower scope for “{{title}}”',
  },
  'notice.request.scopeDeclined': {
    zh: '{{requester}}坚持“{{title}}”的原范围',
    en: '{{requester}} insists on the scope asked for in “{{title}}”',
  },
  'notice.request.granted': {
    zh: '“{{title}}”已获同意，协议 {{number}} 待确认',
    en: '“{{title}}” is granted; agreement {{number}} waits to be confirmed',
  },
  'notice.request.refused': {
    zh: '{{provider}}不同意共享“{{title}}”，理由见答复',
    en: '{{provider}} refuses “{{title}}”; the reply gives the reasons',
  },
  'notice.request.withdrawn': {
    zh: '{{requester}}撤回了对“{{title}}”的申请',
    en: '{{requester}} withdrew its request for “{{title}}”',
  },
  'notice.request.extended': {
    zh: '“{{title}}”的答复延长 {{days}} 个工作日，新期限 {{dueOn}}',
    en: 'The reply on “{{title}}” has {{days}} more working days, until {{dueOn}}',
  },
  'notice.request.extensionRefused': {
    zh: '“{{title}}”的延期未获同意，期限仍为 {{dueOn}}',
    en: 'No extension for “{{title}}”: still due {{dueOn}}',
  },
  'notice.request.urged': { zh: '督办“{{title}}”：{{note}}', en: 'Urged to reply on “{{title}}”: {{note}}' },
  'notice.request.remark': {
    zh: '{{from}}就“{{title}}”来函：{{text}}',
    en: '{{from}} on “{{title}}”: {{text}}',
  },
  'notice.request.supplied': { zh: '“{{title}}”的数据已提供', en: 'The data of “{{title}}” is there' },
  'notice.request.providerLate': {
    zh: '{{provider}}对“{{title}}”逾期（期限 {{dueOn}}），已计入其记录',
    en: '{{provider}} is late on “{{title}}” (due {{dueOn}}); it is on its record',
  },
  'notice.clock.shareUsed': {
    zh: '“{{title}}”期限已用 70%，{{dueOn}} 到期',
    en: '70 % of the time for “{{title}}” is used; due {{dueOn}}',
  },
  'notice.clock.lastDay': {
    zh: '“{{title}}”还剩 {{remaining}} 个工作日，{{dueOn}} 到期',
    en: '“{{title}}”: working days left: {{remaining}}, due {{dueOn}}',
  },
  'notice.clock.dueToday': {
    zh: '“{{title}}”今日（{{dueOn}}）到期',
    en: '“{{title}}” is due today, {{dueOn}}',
  },
  'notice.clock.overdue': {
    zh: '“{{title}}”已逾期（期限 {{dueOn}}），计入本部门记录',
    en: '“{{title}}” is late (due {{dueOn}}) and on the department’s record',
  },
  'notice.agreement.inForce': {
    zh: '协议 {{number}}（{{title}}）双方已确认，{{from}} 至 {{to}} 有效',
    en: 'Agreement {{number}} ({{title}}) is confirmed, {{from}} to {{to}}',
  },
  'notice.agreement.renewal': {
    zh: '协议 {{number}}（{{title}}）提出续签至 {{to}}',
    en: 'Agreement {{number}} ({{title}}): renewal until {{to}} proposed',
  },
  'notice.agreement.suspended': {
    zh: '协议 {{number}}（{{title}}）已暂停：{{reason}}',
    en: 'Agreement {{number}} ({{title}}) is suspended: {{reason}}',
  },
  'notice.agreement.rectified': {
    zh: '{{requester}}报告“{{title}}”已整改',
    en: '{{requester}} reports on “{{title}}”: rectified',
  },
  'notice.agreement.rectifyLate': {
    zh: '“{{title}}”整改逾期（期限 {{dueOn}}）',
    en: 'Rectification of “{{title}}” is late (due {{dueOn}})',
  },
  'notice.agreement.resumed': {
    zh: '协议 {{number}}（{{title}}）恢复访问',
    en: 'Agreement {{number}} ({{title}}): access again',
  },
  'notice.agreement.ended': {
    zh: '协议 {{number}}（{{title}}）已终止：{{reason}}',
    en: 'Agreement {{number}} ({{title}}) ended: {{reason}}',
  },
  'notice.agreement.filed': {
    zh: '备案：协议 {{number}}（{{title}}）由提供部门停止：{{reason}}',
    en: 'Filed: the provider stopped agreement {{number}} ({{title}}): {{reason}}',
  },
  'notice.request.resourceWithheld': {
    zh: '“{{title}}”依法转为不予共享：对其申请只能不予同意',
    en: '“{{title}}” is withheld by law: applications for it can only be refused',
  },
  'notice.request.resourceWithdrawn': {
    zh: '“{{title}}”目录已撤销：对其申请只能不予同意或撤回',
    en: '“{{title}}” was withdrawn from the catalogue: applications for it can only be refused or taken back',
  },
  'notice.agreement.resourceWithheld': {
    zh: '“{{title}}”依法转为不予共享：协议 {{number}} 即行终止，请登记处置',
    en: '“{{title}}” is withheld by law: agreement {{number}} ends now; record the disposal',
  },
  'notice.agreement.resourceWithdrawn': {
    zh: '“{{title}}”目录已撤销：协议 {{number}} 履行至 {{to}}，不再续签',
    en: '“{{title}}” was withdrawn from the catalogue: agreement {{number}} runs to {{to}} and is not renewed',
  },
  'notice.agreement.gradesRaised': {
    zh: '“{{title}}”第 {{version}} 版提高了 {{items}} 的级别，或已不含该项：协议 {{number}} 即行按新级别脱敏',
    en: 'Version {{version}} of “{{title}}” raises the grade of {{items}}, or has it no more: agreement {{number}} is masked by it from now on',
  },
  'notice.agreement.gradesRestored': {
    zh: '“{{title}}”第 {{version}} 版的级别不再高于约定：协议 {{number}} 恢复按约定级别脱敏',
    en: 'Version {{version}} of “{{title}}” grades no item above what was agreed: agreement {{number}} is masked as agreed again',
  },
  'notice.agreement.dataLacking': {
    zh: '“{{title}}”现有数据缺少“{{items}}”，或无法据以区分约定的行：协议 {{number}} 的有关调用将被拒绝，请提供部门补齐',
    en: 'The data of “{{title}}” lack “{{items}}”, or do not tell the agreed rows by it: calls under agreement {{number}} that need it are refused until the provider mends this',
  },
  'notice.agreement.keyLacking': {
    zh: '“{{title}}”的数据现以“{{items}}”为主键，协议 {{number}} 未约定该项：查询与核验将被拒绝，批量照常；如需继续查询或核验，请需求部门重新申请',
    en: 'The data of “{{title}}” are asked by the key item “{{items}}” by now, which agreement {{number}} does not have: queries and verifications are refused, batches go on; to query or verify, the requester applies anew',
  },
  'notice.agreement.dataComplete': {
    zh: '“{{title}}”的数据已补齐：协议 {{number}} 可照约定调用',
    en: 'The data of “{{title}}” are complete again: agreement {{number}} can be used as agreed',
  },
  'notice.agreement.lapsed': {
    zh: '协议 {{number}}（{{title}}）至 {{to}} 期限届满仍未经双方确认，未生效即告终止；仍需数据的请重新申请',
    en: 'Agreement {{number}} ({{title}}) was not confirmed by both before its term ended on {{to}}; it never came into force. Who still needs the data files a new request',
  },
  'notice.agreement.lapsedWithEntry': {
    zh: '“{{title}}”目录已撤销或依法不予共享：协议 {{number}} 尚未经双方确认，不再生效',
    en: '“{{title}}” was withdrawn or is withheld by law: agreement {{number}}, not confirmed by both yet, never comes into force',
  },
  'notice.agreement.expired': {
    zh: '协议 {{number}}（{{title}}）已于 {{to}} 到期，请登记处置',
    en: 'Agreement {{number}} ({{title}}) expired on {{to}}; record the disposal',
  },
  'notice.agreement.disposed': {
    zh: '协议 {{number}}（{{title}}）的数据已处置',
    en: 'The data of agreement {{number}} ({{title}}) was disposed of',
  },
  'notice.demand.registered': {
    zh: '{{requester}}登记了缺失数据“{{title}}”',
    en: '{{requester}} registered missing data: “{{title}}”',
  },
  'notice.demand.designated': {
    zh: '缺失数据“{{title}}”由{{provider}}提供',
    en: '{{provider}} is to provide “{{title}}”',
  },
  'notice.demand.answered': { zh: '缺失数据“{{title}}”已有目录', en: '“{{title}}” is in the catalogue now' },
  'notice.demand.declined': {
    zh: '缺失数据“{{title}}”不予安排：{{note}}',
    en: '“{{title}}” is declined: {{note}}',
  },
  'notice.demand.withdrawn': {
    zh: '缺失数据“{{title}}”的需求已撤回',
    en: 'The demand “{{title}}” was withdrawn',
  },
  'notice.basis.asked': {
    zh: '{{requester}}请求复核“{{title}}”不予共享的依据',
    en: '{{requester}} asks for a review of the basis of “{{title}}”',
  },
  'notice.basis.upheld': {
    zh: '“{{title}}”不予共享的依据成立：{{finding}}',
    en: 'The basis of “{{title}}” holds: {{finding}}',
  },
  'notice.basis.toRevise': {
    zh: '“{{title}}”不予共享的依据不成立，应修订：{{finding}}',
    en: 'The basis of “{{title}}” does not hold; revise: {{finding}}',
  },

  'figure.ledger.entries': { zh: '本月存证', en: 'Ledger entries' },
  'figure.ledger.answered': { zh: '本月披露', en: 'Disclosures' },
  'figure.ledger.refused': { zh: '本月拒绝', en: 'Calls refused' },
  'figure.operation.locked': { zh: '锁定中的账号', en: 'Locked out' },
  'figure.operation.expiringKeys': {
    zh: '30 日内密钥到期的系统',
    en: 'Keys expiring within 30 days',
  },
  'figure.operation.withoutSecondFactor': {
    zh: '未启用二次验证的账号',
    en: 'Without a second factor',
  },
  'figure.request.onTime': { zh: '按时答复率', en: 'Replied to in time' },
  'figure.request.meanDays': { zh: '平均答复用时', en: 'Working days to reply' },
  'figure.request.supplementRate': { zh: '退回补正率', en: 'Sent back once' },
  'figure.request.overdue': { zh: '本月新增逾期', en: 'Newly late' },
} as const satisfies MessageSet;
