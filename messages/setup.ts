import type { MessageSet } from './index.ts';

/** Bringing the product up: each is one clear sentence that says what to do. */
export const setupMessages = {
  EMBEDDED_POSTGRES_PLATFORM: {
    zh: '内置 PostgreSQL 无法在本机（{{platform}}）运行：{{reason}}。请用 DATABASE_URL 指定一个 PostgreSQL 18',
    en: 'The embedded PostgreSQL does not run on this machine ({{platform}}): {{reason}}. Point DATABASE_URL to a PostgreSQL 18',
  },
  EMBEDDED_POSTGRES_NO_ACCOUNT: {
    zh: 'PostgreSQL 不能以 root 运行，也无法创建专用账户。请以普通用户启动，或设置 DATABASE_URL',
    en: 'PostgreSQL refuses to run as root and no account could be made for it. Start as an ordinary user, or set DATABASE_URL',
  },
  EMBEDDED_POSTGRES_NOT_YOURS: {
    zh: '当前用户不能使用数据目录 {{path}}。请以其所有者启动，或更换目录',
    en: 'You may not use the data folder {{path}}. Start as its owner, or from another folder',
  },
  EMBEDDED_POSTGRES_UNREACHABLE: {
    zh: '运行 PostgreSQL 的账户已无法进入 {{path}}。请恢复上级目录的通行权限（chmod o+x）',
    en: 'The account that runs PostgreSQL can no longer reach {{path}}. Let others pass through the folders above it (chmod o+x)',
  },
  EMBEDDED_POSTGRES_IN_USE: {
    zh: '本目录的数据库正由进程 {{pid}} 使用',
    en: 'Process {{pid}} is already using the database of this folder',
  },
  EMBEDDED_POSTGRES_DISK_FULL: {
    zh: '{{path}} 所在磁盘已满。请腾出空间后重新启动，已提交的数据不会丢失',
    en: 'The disk of {{path}} is full. Free some space and start again; nothing committed is lost',
  },
  EMBEDDED_POSTGRES_BROKEN: {
    zh: 'PostgreSQL 无法使用 {{path}}：{{reason}}。请恢复备份，或用 npm start -- --reset 从头开始',
    en: 'PostgreSQL can not use {{path}}: {{reason}}. Restore a backup, or begin anew with npm start -- --reset',
  },
  EMBEDDED_POSTGRES_VERSION: {
    zh: '数据由 PostgreSQL {{found}} 写成，现有程序为 {{wanted}}。请按 docs/operations.md 升级',
    en: 'The data was written by PostgreSQL {{found}}, the program is {{wanted}}. Upgrade as docs/operations.md says',
  },
  EMBEDDED_POSTGRES_PORT_TAKEN: {
    zh: '端口 {{port}} 已被占用，内置 PostgreSQL 未能启动',
    en: 'Port {{port}} is taken, so the embedded PostgreSQL did not start',
  },
  EMBEDDED_POSTGRES_STATE_LOST: {
    zh: '数据库尚在，但其密码文件 {{path}} 缺失或损坏。请恢复该文件，或用 npm start -- --reset 从头开始',
    en: 'The database is there, but its passwords in {{path}} are missing or damaged. Restore that file, or begin anew with npm start -- --reset',
  },
  EMBEDDED_POSTGRES_SLOW: {
    zh: 'PostgreSQL 在 {{seconds}} 秒内未能就绪，请查看数据目录中的 postgres.log',
    en: 'PostgreSQL was not ready within {{seconds}} s; see postgres.log in the data folder',
  },
} as const satisfies MessageSet;
