import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { grantRequest, setClock, submitRequest } from '../../../test/matter.ts';
import { publishResource, type SharedResource } from '../../../test/shared-resource.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { sweepClocks } from '../../foundation/clocks/index.ts';
import { requestClockListener } from '../requests/index.ts';
import { groupOf } from './group-tasks.ts';
import type { Figure, Task } from './task.ts';

let run: TestServerRun;
let resource: SharedResource;

beforeAll(async () => {
  run = await startTestServer();
  resource = await publishResource(run, { title: '企业登记基本信息' });
});
beforeEach(async () => setClock(run, '2026-11-23T10:00:00+08:00'));
afterAll(async () => run.stop());

interface Inbox {
  counts: { total: number; overdue: number; today: number };
  groups: { id: string; tasks: Task[] }[];
  notices: { id: string; kind: string }[];
}

const term = { statement: { term: { from: '2026-12-01', to: '2027-11-30' } } };
const inboxOf = async (login: string) => (await (await run.as(login)).get<Inbox>('/api/v1/inbox')).body;
const taskOf = async (login: string, id: string) =>
  (await inboxOf(login)).groups
    .flatMap(({ id: group, tasks }) => tasks.map((task) => ({ group, task })))
    .find(({ task }) => task.id.includes(id));

describe('the inbox', () => {
  test('puts a request before whoever has to move, with answers that can be sent as they stand', async () => {
    const matter = await submitRequest(run, resource, term);
    const found = await taskOf('market.clerk', matter.id);
    expect(found).toMatchObject({
      group: 'later',
      task: {
        kind: 'task.request.reply',
        from: { name: '税务局' },
        clock: { dueOn: '2026-12-07' },
        consequence: { key: 'consequence.request.late', params: { dueOn: '2026-12-07' } },
      },
    });
    expect(await taskOf('tax.clerk', matter.id)).toBeUndefined();
    const [answer] = found?.task.actions ?? [];
    const sent = await (
      await run.as('market.clerk')
    ).post(answer?.path ?? '', answer?.body, { 'if-match': `"${answer?.version}"` });
    expect(sent.status).toBe(200);
    expect(await taskOf('market.clerk', matter.id)).toBeUndefined();
    expect(await taskOf('market.office', matter.id)).toMatchObject({
      task: { kind: 'task.request.consentReply' },
    });
    const [consent] = (await taskOf('market.office', matter.id))?.task.actions ?? [];
    expect(
      (
        await (
          await run.as('market.office')
        ).post(consent?.path ?? '', consent?.body, { 'if-match': `"${consent?.version}"` })
      ).status,
    ).toBe(200);
    const confirm = (await inboxOf('tax.office')).groups
      .flatMap((group) => group.tasks)
      .find((task) => task.kind === 'task.agreement.confirm');
    expect(
      (
        await (
          await run.as('tax.office')
        ).post(confirm?.actions[0]?.path ?? '', {}, { 'if-match': `"${confirm?.actions[0]?.version}"` })
      ).status,
    ).toBe(200);
  });

  test('groups by distance in time: three days, today, overdue', async () => {
    const matter = await submitRequest(run, resource, term);
    const groupAt = async (day: string) => {
      await setClock(run, `${day}T09:00:00+08:00`);
      return (await taskOf('market.clerk', matter.id))?.group;
    };
    expect(await groupAt('2026-12-01')).toBe('later');
    expect(await groupAt('2026-12-02')).toBe('soon');
    expect(await groupAt('2026-12-07')).toBe('today');
    expect(await groupAt('2026-12-08')).toBe('overdue');
    expect((await inboxOf('market.clerk')).counts.overdue).toBeGreaterThan(0);
  });

  test('shows a head what the clerks prepare only when time runs out, and offers no answer of theirs', async () => {
    const matter = await submitRequest(run, resource, term);
    expect(await taskOf('market.office', matter.id)).toBeUndefined();
    await setClock(run, '2026-12-03T09:00:00+08:00');
    expect(await taskOf('market.office', matter.id)).toMatchObject({
      group: 'soon',
      task: { kind: 'task.request.reply', actions: [] },
    });
    expect((await taskOf('market.clerk', matter.id))?.task.actions.map((action) => action.id)).toEqual([
      'draftGrant',
      'askExtension',
    ]);
    await matter.must('market.clerk', 'extension', { workingDays: 5, reason: '须待月底批次到齐后核定' });
    expect((await taskOf('market.clerk', matter.id))?.task.actions.map((action) => action.id)).toEqual([
      'draftGrant',
    ]);
  });

  test('tells apart what waits for consent about the same entry', async () => {
    const matter = await submitRequest(run, resource, term);
    const task = (await taskOf('market.clerk', matter.id))?.task;
    expect(task?.number).toMatch(/^SQ-/);
    expect(task?.about?.purpose).not.toBe('');
    expect(task?.about?.purposeCode).not.toBe('');
    expect(task?.about?.itemCount).toBeGreaterThan(0);
    expect(task?.about?.filedByName).not.toBe('');
  });

  test('brings extensions and late replies before the authority', async () => {
    const matter = await submitRequest(run, resource, term);
    await matter.must('market.clerk', 'extension', { workingDays: 10, reason: '须待月底批次到齐后核定' });
    const extension = await taskOf('data.officer', matter.id);
    expect(extension?.task.actions.map((action) => [action.id, action.key])).toEqual([
      ['grantExtension', 'A'],
      ['shortenExtension', 'S'],
      ['refuseExtension', 'R'],
    ]);
    expect(extension?.task.actions[0]?.consequence.params).toMatchObject({ dueOn: '2026-12-21' });
    await setClock(run, '2026-12-08T09:00:00+08:00');
    await sweepClocks(run.transactAs('job'), [requestClockListener]);
    const kinds = (await inboxOf('data.officer')).groups.flatMap((group) =>
      group.tasks.filter((task) => task.id.includes(matter.id)).map((task) => task.kind),
    );
    expect(kinds.toSorted()).toEqual(['task.request.decideExtension', 'task.request.urge']);
    const late = (await inboxOf('data.officer')).groups
      .flatMap(({ tasks }) => tasks)
      .find(({ id, kind }) => id.includes(matter.id) && kind === 'task.request.decideExtension');
    expect(late?.actions.map(({ id }) => id)).toEqual(['refuseExtension']);
  });

  test('keeps notices apart for each person, and tells a department only its own', async () => {
    const matter = await submitRequest(run, resource, term);
    const clerk = await run.as('market.clerk');
    const { notices } = await inboxOf('market.clerk');
    const received = notices.find((notice) => notice.kind === 'notice.request.received');
    expect(received).toBeDefined();
    expect((await clerk.post('/api/v1/inbox/notices/seen', { ids: [received?.id] })).status).toBe(204);
    expect((await inboxOf('market.clerk')).notices.map((notice) => notice.id)).not.toContain(received?.id);
    expect((await inboxOf('market.clerk2')).notices.map((notice) => notice.id)).toContain(received?.id);
    expect((await inboxOf('civil.clerk')).notices.map((notice) => notice.id)).not.toContain(received?.id);
    expect(await taskOf('civil.office', matter.id)).toBeUndefined();
  });

  test('names what it is about in English, too, wherever the entry has an English title', async () => {
    const english = await publishResource(run, {
      title: '危险化学品许可',
      titleEn: 'Licences for chemicals',
    });
    const named = await submitRequest(run, english, term);
    const plain = await submitRequest(run, resource, term);
    const titleOf = async (id: string) => (await taskOf('market.clerk', id))?.task.titleEn;
    expect([await titleOf(named.id), await titleOf(plain.id)]).toEqual(['Licences for chemicals', '']);
    const clerk = await run.as('market.clerk');
    const list = await clerk.get<{ items: { id: string; resource: { titleEn: string } }[] }>(
      '/api/v1/requests?limit=200',
    );
    const rowOf = (id: string) => list.body.items.find((row) => row.id === id)?.resource;
    expect(rowOf(named.id)).toMatchObject({ title: '危险化学品许可', titleEn: 'Licences for chemicals' });
    expect(rowOf(plain.id)).toMatchObject({ titleEn: '' });
    const { body } = await clerk.get<{ items: { href: string; titleEn: string }[] }>('/api/v1/inbox/notices');
    const received = body.items.find(({ href }) => href.includes(named.id));
    expect(received?.titleEn).toBe('Licences for chemicals');
    const sheet = await clerk.get<string>('/api/v1/inbox?format=csv', { 'accept-language': 'en' });
    expect(sheet.body).toContain('Licences for chemicals');
    const rows = await clerk.get<string>('/api/v1/requests?format=csv', { 'accept-language': 'en' });
    expect(rows.body).toContain('Licences for chemicals');
    await setClock(run, '2026-12-08T09:00:00+08:00');
    await sweepClocks(run.transactAs('job'), [requestClockListener]);
    const officer = await run.as('data.officer');
    const board = await officer.get<{ late: { items: { href: string; titleEn: string }[] } }>(
      '/api/v1/overdue-board?limit=200',
    );
    const late = board.body.late.items.find(({ href }) => href.includes(named.id));
    expect(late?.titleEn).toBe('Licences for chemicals');
  });

  test('files name departments in the language asked for, as they do headings', async () => {
    await submitRequest(run, resource, term);
    const { tax } = run.city.departments;
    await run.owner(
      `update organizations.department set name_en = 'Shifan Tax Bureau', short_name_en = 'Tax office' where id = $1`,
      [tax.id],
    );
    const clerk = await run.as('market.clerk');
    for (const path of ['/api/v1/inbox', '/api/v1/requests']) {
      const english = await clerk.get<string>(`${path}?format=csv`, { 'accept-language': 'en' });
      expect(english.body, path).toMatch(/Shifan Tax Bureau|Tax office/u);
      expect(english.body, path).not.toContain(tax.name);
      expect((await clerk.get<string>(`${path}?format=csv`)).body, path).not.toContain('Tax');
    }
  });

  test('is exported as a sheet in the reader’s language', async () => {
    await submitRequest(run, resource, term);
    const clerk = await run.as('market.clerk');
    const chinese = await clerk.get<string>('/api/v1/inbox?format=csv');
    const english = await clerk.get<string>('/api/v1/inbox?format=csv', { 'accept-language': 'en' });
    expect(chinese.body).toContain('答复申请');
    expect(english.body).toContain('Reply');
    const workbook = await clerk.get<string>('/api/v1/inbox?format=xlsx');
    expect(workbook.headers.get('content-disposition')).toContain('inbox.xlsx');
    expect(workbook.body.startsWith('PK')).toBe(true);
  });

  test('what the console is set to goes before what the browser asks for', async () => {
    const words = async (headers: Record<string, string>) =>
      (await run.anonymous.get<{ title: string }>('/api/v1/inbox', headers)).body.title;
    const chosen = await words({ cookie: 'tandem_language=en', 'accept-language': 'zh-CN' });
    expect(chosen).toBe(await words({ 'accept-language': 'en' }));
    expect(chosen).not.toBe(await words({ 'accept-language': 'zh-CN' }));
  });

  test('shows an auditor and an operator the figures that they answer for', async () => {
    const figuresOf = async (login: string) =>
      (await (await run.as(login)).get<{ figures: Figure[] }>('/api/v1/inbox')).body.figures;
    const auditor = await figuresOf('data.auditor');
    expect(auditor.map(({ id }) => id)).toEqual(['overdue', 'entries', 'answered', 'refused']);
    expect(auditor.find(({ id }) => id === 'entries')?.value).toBeGreaterThan(0);
    const operator = await figuresOf('data.operator');
    expect(operator.map(({ id }) => id)).toEqual(['locked', 'expiringKeys', 'withoutSecondFactor']);
    expect(operator[0]?.value).toBe(0);
    for (let tries = 0; tries < 9; tries += 1)
      await run.anonymous.post('/api/v1/session', { account: 'civil.clerk', password: 'wrong' });
    expect((await figuresOf('data.operator'))[0]?.value).toBe(1);
    for (const figure of [...auditor, ...(await figuresOf('market.clerk'))])
      expect(figure.value).not.toBeNull();
  });

  test('every figure opens the records that it counts: the list says the same number', async () => {
    const matter = await submitRequest(run, resource, term);
    await matter.must('market.clerk', 'supplement-notice', {
      missing: [{ field: 'attachments', text: '补充授权材料' }],
    });
    await matter.must('tax.clerk', 'supplement', { answer: '已补充授权材料原件扫描件' });
    await matter.must('market.clerk', 'reply', { decision: 'grant' });
    await matter.must('market.office', 'reply/consent', { decision: 'grant' });
    await grantRequest(run, resource, term);
    const late = await submitRequest(run, resource, term);
    await setClock(run, '2026-12-08T09:00:00+08:00');
    await sweepClocks(run.transactAs('job'), [requestClockListener]);
    await late.view('market.clerk');
    const counted = (figure: Figure) =>
      ['count', 'entries', 'calls', 'accounts', 'systems'].includes(figure.unit);
    const paths = (href: string) =>
      href
        .replace(/^\/administration\/accounts/, '/admin/accounts')
        .replace(/^\/administration\/systems/, '/systems')
        .replace(/^\/ledger/, '/ledger/entries');
    await run.owner(`update identity.system_key set expires_at = platform.now() + interval '10 days'
      where client_id = (select client_id from identity.system_key order by client_id limit 1)`);
    const opened = new Map<string, number | null>();
    for (const login of ['market.clerk', 'market.office', 'data.officer', 'data.auditor', 'data.operator']) {
      const client = await run.as(login);
      const { figures } = (await client.get<{ figures: Figure[] }>('/api/v1/inbox')).body;
      for (const figure of figures) {
        const list = await client.get<{ total?: number; items: unknown[] }>(`/api/v1${paths(figure.href)}`);
        expect(list.status, figure.href).toBe(200);
        if (!counted(figure)) continue;
        expect(list.body.total ?? list.body.items.length, `${login} ${figure.id}`).toBe(figure.value);
        opened.set(figure.id, figure.value);
      }
      const sentBack = figures.find(({ id }) => id === 'supplementRate');
      const replied = figures.find(({ id }) => id === 'meanDays');
      if (!sentBack || !replied) continue;
      const totalOf = async ({ href }: Figure) =>
        (await client.get<{ total: number }>(`/api/v1${href}`)).body.total;
      const [some, all] = [await totalOf(sentBack), await totalOf(replied)];
      expect(some).toBeGreaterThan(0);
      expect(some).toBeLessThan(all);
      expect(sentBack.value).toBe(Math.round((1000 * some) / all) / 10);
    }
    expect(Object.fromEntries(opened)).toMatchObject({
      overdue: expect.any(Number),
      entries: expect.any(Number),
      answered: 0,
      refused: 0,
      locked: expect.any(Number),
      expiringKeys: 1,
      withoutSecondFactor: expect.any(Number),
    });
    expect(opened.get('overdue')).toBeGreaterThan(0);
  });

  test('is empty for an auditor, and nobody reads it without signing in', async () => {
    expect((await inboxOf('data.auditor')).counts.total).toBe(0);
    expect((await run.anonymous.get('/api/v1/inbox')).status).toBe(401);
    expect((await (await run.as('market.clerk')).get('/api/v1/inbox/count')).status).toBe(200);
  });
});

test('a clock that cannot be dated, or stands still, is never called overdue', () => {
  const task = { clock: { state: 'unpublished', urgency: 'calm', remainingDays: 0 } } as unknown as Task;
  expect(groupOf(task)).toBe('later');
  expect(groupOf({ ...task, clock: { ...task.clock, state: 'paused' } } as Task)).toBe('later');
  expect(groupOf({ actions: [] } as unknown as Task)).toBe('open');
});
