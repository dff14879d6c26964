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
  EMBEDDED_POSTGRES_NAMELESS: {
    zh: '当前用户编号在系统中没有账户（/etc/passwd 无此用户），PostgreSQL 不能以它运行。请以有账户的用户启动，或设置 DATABASE_URL',
    en: 'This user id has no account on the system (none in /etc/passwd), and PostgreSQL does not run as it. Start as a user that has one, or set DATABASE_URL',
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
  SETUP_PHASE_WEB: { zh: '构建控制台', en: 'Building the console' },
  SETUP_PHASE_DATABASE: { zh: '启动数据库', en: 'Starting the database' },
  SETUP_PHASE_SERVER: { zh: '迁移并启动服务', en: 'Migrating, starting the server' },
  SETUP_PHASE_CITY: { zh: '载入示范市', en: 'Loading the demonstration city' },
  SETUP_PHASE_JOURNEY: { zh: '演示旅程 J1', en: 'Playing journey J1' },
  SETUP_JOURNEY_INCOMPLETE: {
    zh: '旅程 J1 有步骤未达预期（见上文 ✗）',
    en: 'A step of journey J1 fell short (✗ above)',
  },
  SETUP_CITY_STEPS: { zh: '已办 {{steps}} 步', en: '{{steps}} steps taken' },
  SETUP_WORKING_DAYS: { zh: '{{days}} 个工作日', en: '{{days}} working days' },
  SETUP_PHASE_STOP: { zh: '停止', en: 'Stopping' },
  SETUP_DATABASE_CREATING: { zh: '首次启动：新建数据库', en: 'first start: creating the cluster' },
  SETUP_DATABASE_RECOVERING: {
    zh: '上次未正常结束，正在恢复',
    en: 'it ended abruptly last time; recovering',
  },
  SETUP_DATABASE_REUSED: {
    zh: '发现上次遗留的数据库进程，继续使用',
    en: 'found one left running by an earlier start; keeping it',
  },
  SETUP_DATABASE_RESTARTING: {
    zh: '发现上次遗留的数据库进程，停止后重启',
    en: 'found one left running by an earlier start; restarting it',
  },
  SETUP_DATABASE_REVIVED: {
    zh: '数据库进程曾意外终止，已重新启动',
    en: 'PostgreSQL had ended unexpectedly; it runs again',
  },
  SETUP_DATABASE_ELSEWHERE: {
    zh: 'PostgreSQL 不能以 root 运行，其专用账户又进不了本目录，数据因此放在 {{path}}',
    en: 'PostgreSQL refuses to run as root and its own account can not enter this folder, so its data is in {{path}}',
  },
  SETUP_WEB_MISSING: {
    zh: '本目录没有控制台源码，只提供 API',
    en: 'There are no sources of the console here: only the API is served',
  },
  SETUP_OPEN: { zh: '打开', en: 'Open' },
  SETUP_API_DOCS: { zh: '接口文档', en: 'API' },
  SETUP_ACCOUNTS: { zh: '演示账号', en: 'Demonstration accounts' },
  SETUP_PASSWORD: { zh: '密码', en: 'password' },
  SETUP_LOG_FILE: { zh: '日志', en: 'Log' },
  SETUP_HOW_TO_STOP: { zh: '按 Ctrl-C 停止', en: 'Ctrl-C stops everything' },
  SETUP_STOPPED: { zh: '已全部停止', en: 'Everything has stopped' },
  SETUP_ALREADY_RUNNING: {
    zh: '本目录的双轮已在运行：{{url}}（进程 {{pid}}）',
    en: 'Tandem is already running from this folder: {{url}} (process {{pid}})',
  },
  SETUP_STOP_IT_FIRST: {
    zh: '请先停止它（在其终端按 Ctrl-C）',
    en: 'Stop it first (Ctrl-C in its terminal)',
  },
  SETUP_PORT_BUSY: { zh: '端口 {{port}} 已被其他程序占用', en: 'Port {{port}} is taken by another program' },
  SETUP_PORT_USE_OTHER: { zh: '改用端口 {{port}}？', en: 'Use port {{port}} instead?' },
  SETUP_PORT_TAKING_OTHER: { zh: '改用端口 {{port}}', en: 'Using port {{port}} instead' },
  SETUP_PORT_TRY_OTHER: {
    zh: '端口 {{port}} 空闲：npm start -- --port {{port}}',
    en: 'Port {{port}} is free: npm start -- --port {{port}}',
  },
  SETUP_HOST_INVALID: {
    zh: '无法在地址 {{host}} 上监听：{{reason}}',
    en: 'Can not listen on {{host}}: {{reason}}',
  },
  SETUP_RESET_ASK: {
    zh: '将永久删除 {{path}} 中的数据库、文件和密钥。确定？',
    en: 'This deletes the database, files and keys in {{path}} for good. Go on?',
  },
  SETUP_RESET_NEEDS_YES: {
    zh: '没有终端可以确认；如确要从头开始，请加 --yes',
    en: 'There is no terminal to ask; add --yes if you do mean to begin anew',
  },
  SETUP_RESET_NOT_EXTERNAL: {
    zh: 'DATABASE_URL 指向外部数据库，--reset 不会删除它；请在该数据库上自行处理',
    en: 'DATABASE_URL names a database of its own, which --reset does not delete; do that where it lives',
  },
  SETUP_RESET_DONE: { zh: '已清空', en: 'Everything was deleted' },
  SETUP_LEFT_AS_IS: { zh: '未作任何更改', en: 'Nothing was changed' },
  SETUP_OPTION_INVALID: {
    zh: '不认识的选项：{{reason}}。可用：--port N、--host ADDRESS、--no-demo、--reset [--yes]',
    en: '{{reason}}. There are --port N, --host ADDRESS, --no-demo, --reset [--yes]',
  },
  SETUP_WEB_BUILD_FAILED: { zh: '控制台构建失败', en: 'The console could not be built' },
  SETUP_DATABASE_AWAY: {
    zh: '连接不上 DATABASE_URL 指定的数据库：{{reason}}',
    en: 'The database that DATABASE_URL names can not be reached: {{reason}}',
  },
  SETUP_UNEXPECTED: {
    zh: '启动失败：{{reason}}（详见 {{log}}）',
    en: 'The start failed: {{reason}} (more in {{log}})',
  },
  SETUP_CHROMIUM_MISSING: {
    zh: '没有找到 Chromium，也无权安装。请以 root 运行 apt-get install chromium fonts-noto-cjk，或用 CHROMIUM_PATH 指定',
    en: 'There is no Chromium, and it may not be installed from here. As root: apt-get install chromium fonts-noto-cjk, or set CHROMIUM_PATH',
  },
  SETUP_FONT_MISSING: {
    zh: '没有中文字体，截图中的汉字会显示为方框。请安装 fonts-noto-cjk',
    en: 'There is no font with Chinese characters, so screenshots will show boxes. Install fonts-noto-cjk',
  },
  SETUP_CHROMIUM_INSTALLING: { zh: '正在安装 {{packages}}', en: 'Installing {{packages}}' },
} as const satisfies MessageSet;
