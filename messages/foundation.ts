import type { MessageSet } from './index.ts';

export const foundationMessages = {
  FOUND_DONE: {
    zh: '平台已建立。以下一次性密码只显示这一次，首次登录须修改：',
    en: 'The platform is founded. These one-time passwords are shown this once; the first sign-in replaces them:',
  },
  FOUND_USAGE: {
    zh: '用法：npm run found -- 文件.json；npm run --silent found -- --example 输出一个样例',
    en: 'Usage: npm run found -- FILE.json; npm run --silent found -- --example prints an example',
  },
  FOUND_FILE_INVALID: {
    zh: '文件内容不符合要求：{{reason}}',
    en: 'The file does not fit: {{reason}}',
  },
  DIVISIONS_MISSING: { zh: '没有这个行政区划代码', en: 'No such division code' },
  DIVISIONS_HISTORY_UNKNOWN: {
    zh: '沿革数据中没有这个代码',
    en: 'The history of divisions does not know this code',
  },
  ORGANIZATIONS_DEPARTMENT_MISSING: { zh: '没有这个部门', en: 'No such department' },
  ORGANIZATIONS_SHARING_OFFICE_MISSING: {
    zh: '每个部门须明确政务数据共享工作机构',
    en: 'Each department names its sharing office',
  },
  ORGANIZATIONS_CREDIT_CODE_INVALID: {
    zh: '不是有效的统一社会信用代码',
    en: 'Not a valid unified social credit code',
  },
  ORGANIZATIONS_CREDIT_CODE_TAKEN: {
    zh: '已有部门使用这个统一社会信用代码',
    en: 'Another department has this credit code',
  },
  ORGANIZATIONS_NAME_TAKEN: {
    zh: '同一区划已有同名部门',
    en: 'The division has a department of this name',
  },
  ORGANIZATIONS_AUTHORITY_EXISTS: {
    zh: '本区划已有政务数据共享主管部门',
    en: 'The division has its data authority already',
  },
  ORGANIZATIONS_DEACTIVATED: { zh: '部门已停用', en: 'The department is switched off' },
  PEOPLE_PERSON_MISSING: {
    zh: '没有此人，或不属于您的部门',
    en: 'No such person, or not of your department',
  },
  PEOPLE_DEACTIVATED: { zh: '此人已停用', en: 'This person is switched off' },
  PEOPLE_FOUNDED_ALREADY: {
    zh: '平台中已有人员，不能再次初始化',
    en: 'The platform has people already; it cannot be founded again',
  },
  PEOPLE_FILER_APPROVES: {
    zh: '经办人不能审批自己提交的事项',
    en: 'Nobody approves what they filed',
  },
  'PEOPLE_FILER_APPROVES.detail': {
    zh: '请由同部门另一位有权负责人办理，或由其委托未经办的同事代行；没有另一位的，请系统管理员为另一人授予该角色。代行经办人的职务也不例外。',
    en: 'Another head of the department who is entitled decides, or a colleague to whom they delegate; where there is none, the operator grants the role to somebody else. Standing in for the filer is no exception.',
  },
  PEOPLE_WRITER_APPROVES: {
    zh: '参与起草的人员不能审批',
    en: 'Nobody approves what they wrote',
  },
  'PEOPLE_WRITER_APPROVES.detail': {
    zh: '您或您代行的同事写过本事项的内容。请由同部门另一位未参与起草的负责人办理，或由其委托的同事代行；没有另一位的，请系统管理员为另一人授予该角色。',
    en: 'You, or whoever you stand in for, wrote part of it. Another head of the department who did not decides, or a colleague to whom they delegate; where there is none, the operator grants the role to somebody else.',
  },
  PEOPLE_OTHER_SIDE: {
    zh: '同一事项不能先后代表双方办理',
    en: 'Nobody acts for both parties of one matter',
  },
  'PEOPLE_OTHER_SIDE.detail': {
    zh: '您或您代行的同事曾代表对方部门办理过本事项，现请由本部门其他人员办理。',
    en: 'You, or whoever you stand in for, acted for the other department in this matter. Somebody else of your department acts now.',
  },
  PEOPLE_ROLE_HELD: { zh: '此人已有这个角色', en: 'The person has this role already' },
  PEOPLE_ROLE_NOT_HELD: { zh: '此人没有这个角色', en: 'The person does not have this role' },
  PEOPLE_ROLE_OWN: {
    zh: '不能给自己授予或撤销角色，请由另一位系统管理员办理',
    en: 'Nobody grants or revokes their own roles: another system operator does it',
  },
  PEOPLE_ROLE_NEEDS_AUTHORITY: {
    zh: '此角色只能授予数据主管部门的人员',
    en: 'This role is for people of the data authority only',
  },
  PEOPLE_DELEGATION_MISSING: { zh: '没有这项代理', en: 'No such delegation' },
  PEOPLE_DELEGATION_SELF: { zh: '不能代理自己', en: 'Nobody stands in for themselves' },
  PEOPLE_DELEGATION_TO_FILER: {
    zh: '登记人不能把代理交给自己',
    en: 'Nobody files a delegation to themselves',
  },
  PEOPLE_DELEGATION_HANDED_ON: {
    zh: '受托代理的角色不能再转给他人，请由本人或系统管理员登记',
    en: 'What was handed on is not handed on again: the absent person or a system operator files it',
  },
  PEOPLE_DELEGATION_OTHER_DEPARTMENT: {
    zh: '只能由同一部门的人员代理',
    en: 'Only a colleague of the same department can stand in',
  },
  PEOPLE_DELEGATION_PERIOD: {
    zh: '代理期间不合理：结束不得早于开始和今天，最长 {{limit}} 天',
    en: 'The period does not fit: it ends neither before its start nor before today, and lasts {{limit}} days at most',
  },
  PEOPLE_DELEGATION_OVERLAPS: {
    zh: '同一角色在此期间已有代理',
    en: 'Somebody already stands in for this role in the period',
  },
  PEOPLE_DELEGATION_NOT_NOW: { zh: '这项代理今天不生效', en: 'The delegation is not in force today' },
  PEOPLE_DELEGATION_NOT_YOURS: {
    zh: '代理由本人、部门负责人或系统管理员登记',
    en: 'A delegation is filed by the person, the department head or a system operator',
  },
} as const satisfies MessageSet;
