import type { MessageSet } from './index.ts';

export const platformMessages = {
  PLATFORM_INPUT_INVALID: {
    zh: '填写的内容有误，请按提示修改',
    en: 'Some of the input is not valid; see the fields below',
  },
  PLATFORM_INTERNAL: {
    zh: '系统内部错误，已记录，请凭追踪号联系运维',
    en: 'Internal error; it was logged. Quote the trace id to operations',
  },
  PLATFORM_NOT_FOUND: { zh: '没有找到，或您无权查看', en: 'Not found, or not yours to see' },
  PLATFORM_NOT_YOURS: { zh: '您所在部门无权进行此操作', en: 'Your department may not do this' },
  PLATFORM_ROLE_MISSING: { zh: '此操作需要角色：{{roles}}', en: 'This needs one of the roles: {{roles}}' },
  PLATFORM_SIGN_IN_FIRST: { zh: '请先登录', en: 'Sign in first' },
  PLATFORM_ORIGIN_REFUSED: {
    zh: '请求来自其他网站，已拒绝',
    en: 'The request comes from another site and was refused',
  },
  PLATFORM_BUSY_TRY_AGAIN: {
    zh: '有人正在处理同一事项，请稍后重试',
    en: 'Somebody is working on the same record; try again',
  },
  PLATFORM_DISK_FULL: { zh: '存储空间不足，未作任何更改', en: 'Storage is full; nothing was changed' },
  PLATFORM_DATABASE_AWAY: {
    zh: '数据库暂时不可用，未作任何更改，请稍后重试',
    en: 'The database is away; nothing was changed. Try again shortly',
  },
  PLATFORM_BODY_TOO_LARGE: { zh: '提交的内容超过大小限制', en: 'The body is larger than the limit' },
  PLATFORM_MEDIA_TYPE_UNSUPPORTED: { zh: '不支持的内容类型', en: 'Unsupported media type' },
  PLATFORM_JSON_INVALID: { zh: '提交的内容不是有效的 JSON', en: 'The body is not valid JSON' },
  PLATFORM_HEADERS_TOO_LARGE: { zh: '请求头过大', en: 'The request headers are too large' },
  PLATFORM_REQUEST_MALFORMED: { zh: '请求或网址不合规范', en: 'The request or its address is malformed' },
  PLATFORM_CURSOR_INVALID: { zh: '翻页标记无效', en: 'The page cursor is not valid' },
  PLATFORM_IF_MATCH_MISSING: {
    zh: '修改时必须带上所读版本（If-Match）',
    en: 'An edit must name the version it read (If-Match)',
  },
  PLATFORM_IF_MATCH_UNUSABLE: {
    zh: 'If-Match 没有指明所读的版本',
    en: 'If-Match names no version that was read',
  },
  'PLATFORM_IF_MATCH_UNUSABLE.detail': {
    zh: '“*”、弱标记（W/"…"）和多个标记都不能说明您读到的是哪一版。请原样发送读取时得到的 ETag，例如 If-Match: "3"。若标记经代理后变弱，请关闭代理的压缩。',
    en: '“*”, weak tags (W/"…") and lists do not say which version you read. Send the ETag of what you read as it was, for example If-Match: "3". If a proxy made it weak, switch its compression off.',
  },
  PLATFORM_VERSION_CHANGED: {
    zh: '在您编辑期间，别处已保存新版本（他人，或您自己的另一个窗口），请刷新后再试',
    en: 'A newer version was saved elsewhere meanwhile, by somebody else or by you in another window; reload and try again',
  },
  PLATFORM_KEY_INVALID: { zh: '幂等键格式不正确', en: 'The idempotency key is malformed' },
  PLATFORM_KEY_REUSED: {
    zh: '同一幂等键用于了不同的请求',
    en: 'The idempotency key was used for a different request',
  },
  PLATFORM_RATE_LIMITED: {
    zh: '请求过于频繁，请在 {{seconds}} 秒后重试',
    en: 'Too many requests; try again in {{seconds}} s',
  },
  PLATFORM_CLOCK_FIXED: {
    zh: '只有演示城市的时钟可以拨动',
    en: 'Only a demonstration city has a clock that moves',
  },
  PLATFORM_FILE_MISSING: { zh: '文件不存在', en: 'The file does not exist' },
  PLATFORM_FILE_EMPTY: { zh: '文件为空', en: 'The file is empty' },
  PLATFORM_FILE_NAME_INVALID: { zh: '文件名不合法', en: 'The file name is not acceptable' },
  FIELD_REQUIRED: { zh: '必填', en: 'Required' },
  FIELD_TYPE: { zh: '类型不正确', en: 'Wrong type' },
  FIELD_ADDITIONAL_PROPERTIES: { zh: '没有这个字段', en: 'No such field' },
  FIELD_CHARACTERS: { zh: '含有无法保存的字符', en: 'Contains characters that can not be kept' },
  FIELD_DEPTH: { zh: '嵌套过深', en: 'Nested too deeply' },
  FIELD_MIN_LETTERS: {
    zh: '至少 {{limit}} 个字，标点不计',
    en: 'At least {{limit}} letters or digits; punctuation does not count',
  },
  FIELD_MIN_LENGTH: { zh: '至少 {{limit}} 个字符', en: 'At least {{limit}} characters' },
  FIELD_MAX_LENGTH: {
    zh: '最多 {{limit}} 字，现为 {{typed}} 字，请删去 {{excess}} 字',
    en: 'At most {{limit}} characters; this has {{typed}}, {{excess}} too many',
  },
  FIELD_MINIMUM: { zh: '不小于 {{limit}}', en: 'At least {{limit}}' },
  FIELD_MAXIMUM: { zh: '不大于 {{limit}}', en: 'At most {{limit}}' },
  FIELD_MIN_ITEMS: { zh: '至少 {{limit}} 项', en: 'At least {{limit}} items' },
  FIELD_MAX_ITEMS: { zh: '至多 {{limit}} 项', en: 'At most {{limit}} items' },
  FIELD_UNIQUE_ITEMS: { zh: '有重复项', en: 'Items repeat' },
  FIELD_PATTERN: { zh: '格式不正确', en: 'Wrong format' },
  FIELD_FORMAT: { zh: '格式不正确', en: 'Wrong format' },
  FIELD_ENUM: { zh: '不在可选范围内', en: 'Not one of the choices' },
  FIELD_CONST: { zh: '不在可选范围内', en: 'Not one of the choices' },
  FIELD_ANY_OF: { zh: '不符合任何一种允许的形式', en: 'Matches none of the allowed forms' },
} as const satisfies MessageSet;
