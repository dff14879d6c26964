import type { MessageSet } from './index.ts';

/** The ledger, and what `npm run verify` and the console say about a receipt. */
export const ledgerMessages = {
  LEDGER_ENTRY_UNKNOWN: { zh: '没有这条存证，或您无权查看', en: 'No such ledger entry, or not yours to see' },
  LEDGER_ENTRY_WAITS: {
    zh: '该存证正在编入账本，请稍候一秒再取回执',
    en: 'The entry is just being given its index; ask for the receipt in a second',
  },
  LEDGER_TILE_UNKNOWN: { zh: '账本中没有这一部分', en: 'The ledger has no such part' },
  LEDGER_DAMAGED: {
    zh: '账本的存储内容与已签名的内容不一致，已停止签名，请立即核查',
    en: 'What the ledger stores is not what was signed; signing has stopped. Investigate at once',
  },
  LEDGER_KEY_MISSING: {
    zh: '缺少账本签名密钥 {{path}}，请从备份恢复',
    en: 'The ledger’s signing key {{path}} is missing; restore it from the backup',
  },
  LEDGER_KEY_WRONG: {
    zh: '{{path}} 不是本账本的签名密钥，请从备份恢复',
    en: '{{path}} is not the signing key of this ledger; restore it from the backup',
  },
  LEDGER_ROLLED_BACK: {
    zh: '数据库中的账本有 {{size}} 条，与已公布的 {{published}} 条检查点不符（可能恢复了较旧的备份）。继续签名将产生第二份历史，已拒绝启动；处理办法见 docs/operations.md',
    en: 'The ledger in the database has {{size}} entries and does not continue the published checkpoint of {{published}} (an older backup was restored?). Signing on would make a second history, so the server does not start; see docs/operations.md',
  },
  VERIFY_USAGE: {
    zh: '用法：npm run verify -- 回执文件 [--key 验证公钥]…',
    en: 'Usage: npm run verify -- FILE [--key VKEY]…',
  },
  VERIFY_NO_FILE: { zh: '读不到文件 {{path}}', en: 'The file {{path}} can not be read' },
  VERIFY_NO_KEY: {
    zh: '没有验证公钥：请用 --key 给出（可在 /ledger/key 查到，并应从可信渠道核对）',
    en: 'No verifier key: give one with --key (the server shows it at /ledger/key; compare it with one from a trusted source)',
  },
  VERIFY_KEY_INVALID: { zh: '验证公钥格式不正确：{{key}}', en: 'Not a verifier key: {{key}}' },
  VERIFY_GOOD: { zh: '✓ 回执有效', en: '✓ The receipt is good' },
  VERIFY_BAD: { zh: '✗ 回执无效', en: '✗ The receipt is not good' },
  VERIFY_PLACE: {
    zh: '账本 {{origin}} 的第 {{index}} 条（签名时共 {{size}} 条）',
    en: 'Entry {{index}} of the ledger {{origin}}, which had {{size}} when it signed',
  },
  VERIFY_ENTRY: {
    zh: '{{kind}}，{{at}}，部门 {{department}}，编号 {{id}}',
    en: '{{kind}}, {{at}}, department {{department}}, id {{id}}',
  },
  VERIFY_OPENED: { zh: '内容与存证一致：', en: 'The content is what was committed to:' },
  VERIFY_CLOSED: {
    zh: '回执未附内容，只证明此事已存证',
    en: 'The receipt carries no content; it proves that the act is on record',
  },
  VERIFY_WITNESS: { zh: '见证：{{name}}', en: 'Witness: {{name}}' },
  RECEIPT_RECEIPT_MALFORMED: { zh: '文件不是完整的回执', en: 'The file is not a whole receipt' },
  RECEIPT_PROOF_MALFORMED: { zh: '文件不是完整的回执', en: 'The file is not a whole receipt' },
  RECEIPT_JSON_NOT_CANONICAL: { zh: '存证内容被改动过', en: 'The entry was altered' },
  RECEIPT_VALUE_NOT_JSON: { zh: '存证内容被改动过', en: 'The entry was altered' },
  RECEIPT_ENTRY_MALFORMED: { zh: '存证内容被改动过', en: 'The entry was altered' },
  RECEIPT_INCLUSION_INVALID: {
    zh: '账本的这一位置上不是这条存证',
    en: 'The ledger does not have this entry at this place',
  },
  RECEIPT_OPENING_INVALID: {
    zh: '所附内容不是当时存证的内容',
    en: 'The content is not what was committed to',
  },
  RECEIPT_NOTE_MALFORMED: { zh: '签名部分被改动过', en: 'The signed part was altered' },
  RECEIPT_CHECKPOINT_MALFORMED: { zh: '签名部分被改动过', en: 'The signed part was altered' },
  RECEIPT_SIGNATURE_INVALID: { zh: '签名不成立', en: 'The signature is wrong' },
  RECEIPT_NOTE_NOT_SIGNED_BY_KNOWN_KEY: {
    zh: '不是由所给公钥对应的账本签名的',
    en: 'Not signed by the ledger whose key was given',
  },
} as const satisfies MessageSet;
