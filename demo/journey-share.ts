import { localDateOf } from '@tandem/calendar';
import { verifyReceipt } from '@tandem/ledger';
import { createClient, generateKeyPair, TandemError, type TandemClient } from '@tandem/sdk';
import iconv from 'iconv-lite';
import { DISTRICTS } from './city.ts';
import { enterpriseCsv, ENTERPRISE_COLUMNS } from './enterprises.ts';
import { untilImport, uploadTable, type ImportState } from './host-data.ts';
import {
  Journey,
  Matter,
  newestEntry,
  refusal,
  type Act,
  type Outcome,
  type PlayOptions,
} from './journey.ts';
import { assessmentOf } from './publish-entries.ts';
import type { Session } from './session.ts';
import { confirmAgreement } from './share-data.ts';

const ROWS = 6000;
const PURPOSE = 'new-enterprise-tax-registration';
const ASKED = ['统一社会信用代码', '企业名称', '登记状态', '注册资金', '登记区划'];
const DISTRICT = DISTRICTS[0].code;
const OTHER_DISTRICT = DISTRICTS[1].code;

interface Draft {
  resourceId: string;
  version: number;
}

/** J1: a dirty file becomes a catalogue entry, an application, an agreement, answers with receipts. */
export class ShareJourney {
  readonly #journey: Journey;
  readonly #options: PlayOptions;
  #importId = '';
  #resourceId = '';
  #title = '';
  #matter: Matter | undefined;
  #agreementId = '';
  #client: TandemClient | undefined;
  #receipt = '';
  #sample: Record<string, string | null> = {};
  #other: Record<string, string | null> = {};

  constructor(options: PlayOptions) {
    this.#options = options;
    this.#journey = new Journey('J1', options.onStep);
  }

  async play(): Promise<boolean> {
    await this.#compile();
    await this.#publish();
    await this.#host();
    await this.#apply();
    await this.#reply();
    await this.#exchange();
    await this.#refusals();
    await this.#audit();
    return this.#journey.complete;
  }

  #as(login: string): Promise<Session> {
    return this.#options.sessions.as(login);
  }

  async #compile(): Promise<void> {
    const clerk = await this.#as('market.clerk');
    await this.#journey.step('上传登记文件 upload the registration file', '市场监管局 李卓然', async () => {
      const file = iconv.encode(enterpriseCsv(ROWS), 'gb18030');
      const fileId = await uploadTable(clerk, '企业登记基本信息-GB18030.csv', file);
      const begun = await clerk.must<ImportState>('POST', '/api/v1/imports', { body: { fileId } });
      this.#importId = begun.id;
      const seen = await untilImport(clerk, begun.id, ['inspected']);
      const { inspection } = seen as ImportState & {
        inspection: { encoding: string; columns: { type: string }[] };
      };
      const recognized = inspection.columns.filter((column) =>
        ['creditCode', 'residentId', 'phone', 'money', 'date'].includes(column.type),
      );
      return {
        status: `${inspection.encoding}, ${recognized.length} typed columns`,
        ok: inspection.encoding === 'gb18030' && recognized.length >= 4,
      };
    });
    await this.#journey.step(
      '由文件生成目录条目 compile the entry from the file',
      '市场监管局 李卓然',
      async () => {
        const path = `/api/v1/catalogue/resources/from-import/${this.#importId}`;
        const draft = await clerk.must<Draft>('POST', path);
        this.#resourceId = draft.resourceId;
        const saved = await this.#describe(clerk, draft);
        const view = await clerk.must<{ content: { items: { name: string }[] } }>(
          'GET',
          `/api/v1/catalogue/drafts/${draft.resourceId}`,
        );
        const all = view.content.items.length === ENTERPRISE_COLUMNS.length;
        return { status: `draft version ${saved.version}, ${view.content.items.length} items`, ok: all };
      },
    );
    await this.#journey.step('提示重复收集 similar entries are pointed out', '平台', async () => {
      const draft = await clerk.must<{ content: { title: string; items: unknown[] } }>(
        'GET',
        `/api/v1/catalogue/drafts/${this.#resourceId}`,
      );
      const body = { resourceId: this.#resourceId, title: draft.content.title, items: draft.content.items };
      const similar = await clerk.must<{ items: { title: string }[] }>(
        'POST',
        '/api/v1/catalogue/resources/similar',
        { body },
      );
      const titles = similar.items.slice(0, 3).map((item) => item.title);
      return {
        status: `${similar.items.length} similar: ${titles.join('、')}`,
        ok: similar.items.length > 0,
      };
    });
  }

  async #describe(clerk: Session, draft: Draft): Promise<Draft> {
    const view = await clerk.must<{ version: number; content: { items: { name: string; key: boolean }[] } }>(
      'GET',
      `/api/v1/catalogue/drafts/${draft.resourceId}`,
    );
    this.#title = numbered('企业登记基本信息', await titlesLike(clerk, '企业登记基本信息'));
    return clerk.must<Draft>('PATCH', `/api/v1/catalogue/drafts/${draft.resourceId}`, {
      version: view.version,
      body: {
        title: this.#title,
        titleEn: 'Basic registration data of enterprises',
        summary: '全市企业登记基本信息，含名称、代码、类型、注册资金、状态、住所。',
        summaryEn: 'Registered enterprises of the city: name, code, kind, capital, state and address.',
        classification: '102001',
        cycle: 'daily',
        format: 'table',
        shareClass: 'conditional',
        modes: ['query', 'verify', 'batch'],
        conditions: {
          scope: '本市各级政府部门',
          purposes: ['新办企业税务登记信息确认', '履职核查'],
          others: [],
        },
        declared: true,
        items: view.content.items.map((item) => ({ ...item, key: item.name === '统一社会信用代码' })),
      },
    });
  }

  async #publish(): Promise<void> {
    const [clerk, head, officer] = await Promise.all(
      ['market.clerk', 'market.head', 'data.officer'].map((login) => this.#as(login)),
    );
    if (!clerk || !head || !officer) throw new Error('a person of the city is missing');
    const path = `/api/v1/catalogue/resources/${this.#resourceId}`;
    await this.#journey.step('记录评估 record the assessments', '市场监管局 李卓然', async () => {
      const { now } = await clerk.must<{ now: string }>('GET', '/api/v1/session');
      for (const kind of ['secrecy', 'privacyImpact'] as const) {
        await clerk.must('POST', `${path}/assessments`, {
          body: assessmentOf(kind, this.#title, localDateOf(new Date(now))),
        });
      }
      return { status: '2 assessments', ok: true, entry: await newestEntry(clerk, 'catalogue.assessed') };
    });
    let version = 0;
    await this.#journey.step('提交 file for consent', '市场监管局 李卓然', async () => {
      const draft = await clerk.must<{ version: number }>(
        'GET',
        `/api/v1/catalogue/drafts/${this.#resourceId}`,
      );
      const body = {
        recollectionReason: '企业登记为市场监管部门法定职责产生的源头数据，其他部门条目为其引用。',
      };
      const filed = await clerk.must<Draft>('POST', `${path}/submit`, { version: draft.version, body });
      version = filed.version;
      return { status: 'awaiting the head', ok: true, entry: await newestEntry(clerk, 'catalogue.filed') };
    });
    await this.#journey.step('经办人不能代为同意 a clerk can not consent', '市场监管局 李卓然', async () =>
      refusal(await clerk.call('POST', `${path}/consent`, { version }), { code: 'PLATFORM_ROLE_MISSING' }),
    );
    await this.#journey.step('部门负责人同意 consent of the head', '市场监管局 宋启明', async () => {
      version = (await head.must<Draft>('POST', `${path}/consent`, { version })).version;
      return { status: 'awaiting review', ok: true, entry: await newestEntry(head, 'catalogue.consented') };
    });
    await this.#journey.step('审核通告 review and announcement', '数据局 周敏', async () => {
      await officer.must('POST', `${path}/publish`, { version });
      return { status: 'published', ok: true, entry: await newestEntry(officer, 'catalogue.published') };
    });
  }

  async #host(): Promise<void> {
    const clerk = await this.#as('market.clerk');
    await this.#journey.step('导入数据 load the rows', '市场监管局 李卓然', async () => {
      const run = await clerk.must<ImportState & { plan: { columns: { source: string }[] } }>(
        'GET',
        `/api/v1/imports/${this.#importId}`,
      );
      const body = { columns: run.plan.columns, resourceId: this.#resourceId };
      await clerk.must('PUT', `/api/v1/imports/${run.id}/plan`, { version: run.version, body });
      await clerk.must('POST', `/api/v1/imports/${run.id}/load`);
      const loaded = await untilImport(clerk, run.id, ['loaded']);
      const { report } = loaded as ImportState & {
        report: { rowsRead: number; rowsLoaded: number; rowsRejected: number };
      };
      const ok = report.rowsRejected > 0 && report.rowsLoaded + report.rowsRejected === report.rowsRead;
      return {
        status: `${report.rowsLoaded} loaded, ${report.rowsRejected} rejected`,
        ok,
        entry: await newestEntry(clerk, 'import.loaded'),
      };
    });
    await this.#journey.step('启用新版本 serve the rows', '市场监管局 李卓然', async () => {
      await clerk.must('POST', `/api/v1/imports/${this.#importId}/switch`);
      return { status: 'switched', ok: true, entry: await newestEntry(clerk, 'dataset.switched') };
    });
  }

  async #apply(): Promise<void> {
    const [clerk, office] = [await this.#as('tax.clerk'), await this.#as('tax.office')];
    await this.#journey.step('输入两字检索 find it by two characters', '税务局 陈立群', async () => {
      const page = await clerk.must<{ items: { resourceId: string }[] }>(
        'GET',
        `/api/v1/catalogue/resources?q=${encodeURIComponent('登记')}&sort=newest&limit=100`,
      );
      const hit = page.items.some((item) => item.resourceId === this.#resourceId);
      return { status: `${page.items.length} entries for 登记`, ok: hit };
    });
    let matter: Matter | undefined;
    await this.#journey.step(
      '申请五项本辖区数据 ask for five items of the own district',
      '税务局 陈立群',
      async () => {
        const draft = await clerk.must<Act>('POST', '/api/v1/requests', {
          body: { resourceId: this.#resourceId },
        });
        const { now } = await clerk.must<{ now: string }>('GET', '/api/v1/session');
        const today = localDateOf(new Date(now));
        const saved = await clerk.must<Act>('PATCH', `/api/v1/requests/${draft.id}`, {
          version: draft.version,
          body: statement(today),
        });
        matter = new Matter(`/api/v1/requests/${draft.id}`, saved.version);
        const filed = await matter.act(clerk, 'file');
        return { status: filed.state, ok: true, entry: { id: filed.entryId, by: clerk } };
      },
    );
    await this.#journey.step(
      '共享工作机构负责人同意 consent on the requester’s side',
      '税务局 邹雪',
      async () => {
        const act = await required(matter).act(office, 'consent');
        this.#matter = required(matter);
        return { status: act.state, ok: act.state === 'submitted', entry: { id: act.entryId, by: office } };
      },
    );
  }

  async #reply(): Promise<void> {
    const [clerk, office, requester] = [
      await this.#as('market.clerk'),
      await this.#as('market.office'),
      await this.#as('tax.office'),
    ];
    const matter = required(this.#matter);
    await this.#journey.step(
      '法定期限内答复 reply within the statutory clock',
      '市场监管局 李卓然',
      async () => {
        const act = await matter.act(clerk, 'reply', { decision: 'grant' });
        const view = await matter.read<{ version: number; replyClock?: { usedDays: number } }>(clerk);
        return {
          status: act.state,
          ok: true,
          entry: { id: act.entryId, by: clerk },
          workingDays: view.replyClock?.usedDays,
        };
      },
    );
    await this.#journey.step(
      '答复方负责人同意 consent on the provider’s side',
      '市场监管局 高远',
      async () => {
        const act = await matter.act(office, 'reply/consent', { decision: 'grant' });
        return { status: act.state, ok: true, entry: { id: act.entryId, by: office } };
      },
    );
    await this.#journey.step('协议生效 the agreement comes into force', '税务局 邹雪', async () => {
      const view = await matter.read<{ version: number; agreement: { id: string } | null }>(requester);
      this.#agreementId = view.agreement?.id ?? '';
      const act = await confirmAgreement(this.#agreementId, [requester, office]);
      return { status: act.state, ok: act.state === 'inForce', entry: { id: act.entryId, by: requester } };
    });
  }

  async #exchange(): Promise<void> {
    const office = await this.#as('tax.office');
    const client = await this.#registerSystem(office);
    this.#client = client;
    const id = this.#agreementId;
    await this.#journey.step('批量取数 fetch a batch', '税务系统', async () => {
      const batch = await client.batch(id, { purpose: PURPOSE, items: ASKED, format: 'csv' });
      await batch.wait({ timeoutMs: 60_000, pollMs: 200 });
      const { receipt, content } = await batch.download();
      let text = '';
      for await (const chunk of content) text += String(chunk);
      const lines = text.trim().split('\r\n');
      this.#sample = rowAt(lines, 1);
      this.#other = rowAt(lines, 2);
      const own = lines.slice(1).every((line) => line.includes(DISTRICT));
      return {
        status: `${lines.length - 1} rows`,
        ok: own && lines.length > 100,
        entry: { id: receipt, by: office },
      };
    });
    const where = { 统一社会信用代码: String(this.#sample['统一社会信用代码']) };
    await this.#journey.step('查询一家企业 query one enterprise', '税务系统', async () => {
      const answer = await client.query(id, { purpose: PURPOSE, items: ASKED, where });
      this.#receipt = answer.receipt;
      const ok = answer.items[0]?.['企业名称'] === this.#sample['企业名称'];
      return { status: `${answer.items.length} row`, ok, entry: { id: answer.receipt, by: office } };
    });
    await this.#journey.step('核验另一家 verify another, yes or no', '税务系统', async () => {
      const where = { 统一社会信用代码: String(this.#other['统一社会信用代码']) };
      const given = { 企业名称: String(this.#other['企业名称']) };
      const yes = await client.verify(id, { purpose: PURPOSE, where, given });
      const no = await client.verify(id, { purpose: PURPOSE, where, given: { 企业名称: '不存在的公司' } });
      return {
        status: `${yes.answer}, ${no.answer}`,
        ok: yes.answer === 'yes' && no.answer === 'no',
        entry: { id: no.receipt, by: office },
      };
    });
  }

  /** The program's key pair is made here; only its public half is registered. */
  async #registerSystem(office: Session): Promise<TandemClient> {
    const { publicKey, privateKey } = generateKeyPair();
    await this.#journey.step('登记系统公钥 register the system’s public key', '税务局 邹雪', async () => {
      const { department } = await office.must<{ department: { id: string } }>('GET', '/api/v1/session');
      const systems = await office.must<{ items: { name: string }[] }>('GET', '/api/v1/systems');
      const name = numbered(
        '金税征管系统',
        systems.items.map((system) => system.name),
      );
      const body = { departmentId: department.id, name, description: '演示用调用程序' };
      const { clientId } = await office.must<{ clientId: string }>('POST', '/api/v1/systems', { body });
      const key = await office.must<{ keyId: string }>('POST', `/api/v1/systems/${clientId}/keys`, {
        body: { publicKey, label: '演示', days: 365 },
      });
      return { status: `key ${key.keyId.slice(0, 8)}…`, ok: true };
    });
    return createClient({ url: this.#options.sessions.url, privateKey });
  }

  async #refusals(): Promise<void> {
    const client = required(this.#client);
    const id = this.#agreementId;
    const where = { 统一社会信用代码: String(this.#sample['统一社会信用代码']) };
    const cases = [
      [
        '第六项被拒 a sixth item is refused',
        'EXCHANGE_ITEM_NOT_AGREED',
        () => client.query(id, { purpose: PURPOSE, items: [...ASKED, '法定代表人'], where }),
      ],
      [
        '他区被拒 another district is refused',
        'EXCHANGE_ROWS_NOT_AGREED',
        () =>
          client.query(id, { purpose: PURPOSE, items: ASKED, where: { ...where, 登记区划: OTHER_DISTRICT } }),
      ],
      [
        '改变用途被拒 another purpose is refused',
        'EXCHANGE_PURPOSE_OTHER',
        () => client.query(id, { purpose: 'marketing', items: ASKED, where }),
      ],
    ] as const;
    for (const [step, code, call] of cases)
      await this.#journey.step(step, '税务系统', () => this.#refused(call, code));
    await this.#journey.step('期满后被拒 after the term is refused', '税务系统', async () => {
      const office = await this.#as('tax.office');
      const page = await office.must<{ items: { id: string; state: string }[] }>(
        'GET',
        '/api/v1/agreements?state=expired&limit=1',
      );
      const expired = page.items[0]?.id ?? '';
      return this.#refused(
        () => client.query(expired, { purpose: PURPOSE, items: ASKED, where }),
        'EXCHANGE_',
      );
    });
  }

  async #refused(call: () => Promise<unknown>, code: string): Promise<Outcome> {
    const office = await this.#as('tax.office');
    try {
      await call();
      return { status: 'answered', ok: false };
    } catch (error) {
      if (!(error instanceof TandemError)) throw error;
      const article = error.rule?.article ? ` 第${error.rule.article}条` : '';
      const entry = await newestEntry(office, 'disclosure.refused');
      const ok = error.code.startsWith(code) && error.code !== 'EXCHANGE_AGREEMENT_UNKNOWN' && article !== '';
      return { status: `${error.status} ${error.code}${article}`, ok, entry };
    }
  }

  async #audit(): Promise<void> {
    const auditor = await this.#as('data.auditor');
    const key = (await (await fetch(`${this.#options.sessions.url}/ledger/key`)).text()).trim().split('\n');
    let receipt = '';
    await this.#journey.step(
      '审计员离线核验回执 the auditor verifies a receipt offline',
      '数据局 沈澄',
      async () => {
        receipt = await auditor.must<string>('GET', `/api/v1/ledger/receipts/${this.#receipt}`);
        const result = verifyReceipt(Buffer.from(receipt), key);
        return {
          status: result.ok ? `verified, index ${result.index} of ${result.treeSize}` : result.reason,
          ok: result.ok,
          entry: { id: this.#receipt, by: auditor },
        };
      },
    );
    await this.#journey.step('翻转一个字节即失败 one flipped byte fails', '数据局 沈澄', async () => {
      const bytes = Buffer.from(receipt);
      const middle = Math.floor(bytes.length / 3);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      const result = verifyReceipt(bytes, key);
      return { status: result.ok ? 'still verifies' : `refused: ${result.reason}`, ok: !result.ok };
    });
  }
}

/** Titles of announced entries, as a search finds them. */
async function titlesLike(session: Session, title: string): Promise<string[]> {
  const path = `/api/v1/catalogue/resources?q=${encodeURIComponent(title)}&limit=100`;
  const page = await session.must<{ items: { title: { text: string }[] }[] }>('GET', path);
  return page.items.map((item) => item.title.map(({ text }) => text).join(''));
}

/** The name itself the first time a journey is played, then with a number. */
function numbered(name: string, taken: readonly string[]): string {
  const times = taken.filter((other) => other.startsWith(name)).length;
  return times === 0 ? name : `${name}（第 ${times + 1} 次演示）`;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an earlier step of the journey fell short');
  return value;
}

/** The statements of Art 20 for the five items, one district, until a year from now. */
function statement(today: string) {
  const to = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`.replace('02-29', '02-28');
  return {
    legalBasis: {
      title: '中华人民共和国税收征收管理法',
      article: '第六条',
      quote:
        '国家有计划地用现代信息技术装备各级税务机关，建立、健全税务机关与政府其他管理机关的信息共享制度。',
    },
    useCase: '新办企业税务登记信息确认，核对企业名称、状态与注册资金，免去企业重复填报。',
    purpose: { code: PURPOSE, text: '新办企业税务登记信息确认' },
    modes: ['query', 'verify', 'batch'],
    items: ASKED.map((name) => ({ name })),
    rowFilter: [{ item: '登记区划', op: 'division', values: [DISTRICT] }],
    quota: { callsPerDay: 1000, rowsPerDay: 100_000 },
    term: { from: today, to },
    truthDeclared: true,
  };
}

function rowAt(lines: readonly string[], row: number): Record<string, string> {
  const header = (lines[0] ?? '').replace('\ufeff', '').split(',');
  const cells = (lines[row] ?? '').split(',');
  return Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
}
