import type { MessageSet } from './index.ts';

export const identityMessages = {
  IDENTITY_BAD_CREDENTIALS: { zh: '账号或密码不正确', en: 'Account or password is not right' },
  IDENTITY_CODE_REQUIRED: { zh: '请输入动态码', en: 'Enter the one-time code' },
  IDENTITY_BAD_CODE: { zh: '动态码不正确或已使用过', en: 'The code is not right, or was used before' },
  'IDENTITY_BAD_CODE.detail': {
    zh: '请等待下一个动态码，或使用一个恢复码。',
    en: 'Wait for the next code, or use a recovery code.',
  },
  IDENTITY_CODE_WRONG: { zh: '动态码不正确或已使用过', en: 'The code is not right, or was used before' },
  IDENTITY_LOCKED: {
    zh: '尝试次数过多，请在 {{seconds}} 秒后重试',
    en: 'Too many tries; try again in {{seconds}} s',
  },
  'IDENTITY_LOCKED.detail': {
    zh: '系统管理员可以提前解除锁定。',
    en: 'A system operator can lift the lock earlier.',
  },
  IDENTITY_OTHER_PERSON: {
    zh: '本浏览器已由他人登录，或已改换代理身份',
    en: 'Somebody else has signed in in this browser, or acts for somebody else by now',
  },
  'IDENTITY_OTHER_PERSON.detail': {
    zh: '没有以另一身份办理任何事。请先复制未保存的内容，再刷新页面。',
    en: 'Nothing was done in another’s name. Copy what is not saved, then load the page again.',
  },
  IDENTITY_PASSWORD_CHANGE_DUE: {
    zh: '请先修改一次性密码',
    en: 'Replace the one-time password first',
  },
  IDENTITY_PASSWORD_WRONG: { zh: '原密码不正确', en: 'The present password is not right' },
  IDENTITY_PASSWORD_WEAK: { zh: '新密码不够安全', en: 'The new password is not safe enough' },
  IDENTITY_PASSWORD_SHORT: { zh: '至少 {{limit}} 个字符', en: 'At least {{limit}} characters' },
  IDENTITY_PASSWORD_COMMON: {
    zh: '太常见或太容易猜到，请换一个更长的词组',
    en: 'Too common or too easy to guess; take a longer phrase',
  },
  IDENTITY_PASSWORD_NAMES_YOU: {
    zh: '不能包含账号、姓名或部门名称',
    en: 'Must not contain the account, name or department',
  },
  IDENTITY_PASSWORD_SAME: { zh: '不能与原密码相同', en: 'Must differ from the present password' },
  IDENTITY_DEMO_ACCOUNT: {
    zh: '演示账号供所有人使用，密码与动态码不能更改',
    en: 'Demonstration accounts are everybody’s: password and second factor stay as they are',
  },
  IDENTITY_SECOND_FACTOR_ON: { zh: '第二步验证已经启用', en: 'The second factor is on already' },
  IDENTITY_SECOND_FACTOR_OFF: { zh: '第二步验证尚未启用', en: 'The second factor is not on' },
  IDENTITY_ISSUER_UNKNOWN: { zh: '没有这个外部登录方式', en: 'No such outside sign-in' },
  IDENTITY_ISSUER_AWAY: { zh: '{{label}} 暂时无法连接', en: '{{label}} cannot be reached now' },
  IDENTITY_ISSUER_REFUSED: { zh: '外部登录没有完成', en: 'The outside sign-in was not completed' },
  IDENTITY_ISSUER_NOT_LINKED: {
    zh: '{{label}} 的这个身份没有对应的账号，请联系系统管理员',
    en: 'No account belongs to this identity at {{label}}; ask a system operator',
  },
  IDENTITY_ACCOUNT_MISSING: { zh: '没有这个账号', en: 'No such account' },
  IDENTITY_ACCOUNT_EXISTS: { zh: '此人已有账号', en: 'This person has an account already' },
  IDENTITY_ACCOUNT_OWN: {
    zh: '不能管理自己的账号，请由另一位系统管理员办理',
    en: 'Not your own account: another system operator does it',
  },
  IDENTITY_LOGIN_TAKEN: { zh: '账号名已被使用', en: 'The account name is taken' },
  IDENTITY_SIGNATURE_MALFORMED: {
    zh: '请求签名无法解析（RFC 9421）',
    en: 'The request signature cannot be read (RFC 9421)',
  },
  IDENTITY_SIGNATURE_INCOMPLETE: {
    zh: '请求签名缺少或未覆盖：{{part}}',
    en: 'The request signature lacks or does not cover: {{part}}',
  },
  IDENTITY_SIGNATURE_STALE: {
    zh: '请求签名不在有效时间内，请校对时钟（服务器时间 {{serverSeconds}}）',
    en: 'The request signature is out of its time; check the clock (server: {{serverSeconds}})',
  },
  IDENTITY_SIGNATURE_ELSEWHERE: {
    zh: '请求签名针对其他地址，本平台地址为 {{host}}',
    en: 'The request was signed for another address; this platform is {{host}}',
  },
  IDENTITY_SIGNATURE_WRONG: {
    zh: '请求签名与内容不符',
    en: 'The signature does not fit the request',
  },
  IDENTITY_SIGNATURE_REPLAYED: {
    zh: '此签名已使用过，每个请求须重新签名',
    en: 'This signature was used before; sign each request anew',
  },
  IDENTITY_DIGEST_WRONG: {
    zh: '请求正文与 Content-Digest 不符',
    en: 'The body does not fit its Content-Digest',
  },
  IDENTITY_KEY_UNKNOWN: { zh: '没有登记这个公钥', en: 'No such public key is registered' },
  IDENTITY_KEY_REVOKED: { zh: '公钥已撤销或过期', en: 'The public key was revoked or has expired' },
  IDENTITY_CLIENT_DISABLED: { zh: '此系统已停用', en: 'This system is switched off' },
  IDENTITY_CLIENT_MISSING: { zh: '没有这个系统，或您无权管理', en: 'No such system, or not yours to manage' },
  IDENTITY_CLIENT_NAME_TAKEN: {
    zh: '本部门已有同名系统',
    en: 'The department has a system of this name',
  },
  IDENTITY_KEY_MISSING: { zh: '没有这个公钥', en: 'No such key' },
  IDENTITY_KEY_INVALID: {
    zh: '不是 Ed25519 公钥（PEM 或 JWK）；私钥请勿上传',
    en: 'Not an Ed25519 public key (PEM or JWK); never upload a private key',
  },
  IDENTITY_KEY_TAKEN: {
    zh: '这个公钥已经登记过，请生成新的密钥对',
    en: 'This key is registered already; make a new pair',
  },
  IDENTITY_KEY_TERM: { zh: '有效期最长 {{limit}} 天', en: 'At most {{limit}} days' },
} as const satisfies MessageSet;
