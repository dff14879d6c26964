import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { isMessageKey, translate, type Language } from '@tandem/messages';
import { departmentWords } from '../../foundation/organizations/index.ts';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { titleIn, type DepartmentWord } from '../../platform/http/send-sheet.ts';
import { ListFormat, sendTable, type TableFormat } from '../../platform/http/send-table.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { GROUPS, groupTasks, type Group } from './group-tasks.ts';
import { listNotices, markSeen } from './notice-store.ts';
import { boardRoute } from './board-route.ts';
import { withEnglishTitles, type PageTitles } from './page-titles.ts';
import { FigureSchema, TaskSchema, type ListFigures, type ListTasks, type Task } from './task.ts';

/** The rooms that have something to wait for, given by the composition root. */
export interface InboxRoom {
  tasks: readonly ListTasks[];
  figures: readonly ListFigures[];
  titles: readonly PageTitles[];
}

const tags = ['inbox'];
const closed = { additionalProperties: false } as const;

const NoticeView = Type.Object({
  id: Type.String(),
  at: Type.String(),
  kind: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  href: Type.String(),
  /** English title of what it is about; empty without one. */
  titleEn: Type.String(),
  seen: Type.Boolean(),
});

const InboxView = Type.Object({
  /** Platform time of the answer. */
  asOf: Type.String(),
  counts: Type.Object({ total: Type.Integer(), overdue: Type.Integer(), today: Type.Integer() }),
  groups: Type.Array(Type.Object({ id: Type.Enum([...GROUPS]), tasks: Type.Array(TaskSchema) })),
  notices: Type.Array(NoticeView),
  figures: Type.Array(FigureSchema),
});

async function collect<T>(tx: Tx, sources: readonly ((tx: Tx) => Promise<T[]>)[]): Promise<T[]> {
  const found: T[] = [];
  for (const source of sources) found.push(...(await source(tx)));
  return found;
}

function countsOf(groups: readonly Group[]) {
  const size = (id: Group['id']) => groups.find((group) => group.id === id)?.tasks.length ?? 0;
  const total = groups.reduce((sum, group) => sum + group.tasks.length, 0);
  return { total, overdue: size('overdue'), today: size('today') };
}

/** What waits for the reader, what it was told, and the figures it answers for. */
export function inboxRoutes(app: App, room: InboxRoom): void {
  inboxRoute(app, room);
  countRoute(app, room);
  noticeRoutes(app, room);
  boardRoute(app, room.titles);
}

const COLUMNS = [
  ['inbox.column.kind', 'text'],
  ['inbox.column.title', 'text'],
  ['inbox.column.from', 'text'],
  ['inbox.column.to', 'text'],
  ['inbox.column.due', 'date'],
  ['inbox.column.remaining', 'integer'],
] as const;

function sendTasks(
  reply: FastifyReply,
  tasks: readonly Task[],
  { format, language, department }: { format: TableFormat; language: Language; department: DepartmentWord },
): FastifyReply {
  const word = (key: string) => (isMessageKey(key) ? translate(key, language) : key);
  const columns = COLUMNS.map(([key, type]) => ({ name: word(key), type }));
  const rows = tasks.map((task) => [
    word(task.kind),
    titleIn(language, task),
    department(task.from?.name),
    department(task.to?.name),
    task.clock?.dueOn,
    task.clock && task.clock.remainingDays - task.clock.overdueDays,
  ]);
  return sendTable(reply, { name: 'inbox', format, columns, rows });
}

function inboxRoute(app: App, room: InboxRoom): void {
  app.get(
    '/api/v1/inbox',
    {
      schema: {
        summary: 'What waits for me, by distance in time',
        tags,
        querystring: Type.Object({ format: ListFormat }, closed),
        response: { 200: InboxView },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const inbox = await request.transact(async (tx) => {
        const tasks = await withEnglishTitles(tx, await collect(tx, room.tasks), room.titles);
        const notices = await listNotices(tx, { limit: 20, unseenOnly: true });
        const groups = groupTasks(tasks);
        return {
          asOf: tx.now.toISOString(),
          counts: countsOf(groups),
          groups,
          notices: await withEnglishTitles(tx, notices.items, room.titles),
          figures: await collect(tx, room.figures),
        };
      });
      const { format } = request.query;
      if (format !== 'csv' && format !== 'xlsx') return inbox;
      const tasks = inbox.groups.flatMap((group) => group.tasks);
      const language = languageOf(request);
      const department = await request.transact((tx) => departmentWords(tx, language));
      return sendTasks(reply, tasks, { format, language, department }) as never;
    },
  );
}

function countRoute(app: App, room: InboxRoom): void {
  app.get(
    '/api/v1/inbox/count',
    {
      schema: {
        summary: 'How much waits for me',
        tags,
        response: {
          200: Type.Object({ total: Type.Integer(), overdue: Type.Integer(), today: Type.Integer() }),
        },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => request.transact(async (tx) => countsOf(groupTasks(await collect(tx, room.tasks)))),
  );
}

function noticeRoutes(app: App, room: InboxRoom): void {
  app.get(
    '/api/v1/inbox/notices',
    {
      schema: {
        summary: 'What my department was told lately, seen or not',
        tags,
        querystring: Type.Object(PageQuery, closed),
        response: { 200: PageOf(NoticeView) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      return request.transact(async (tx) => {
        const page = await listNotices(tx, { limit, cursor, unseenOnly: false });
        return { ...page, items: await withEnglishTitles(tx, page.items, room.titles) };
      });
    },
  );
  app.post(
    '/api/v1/inbox/notices/seen',
    {
      schema: {
        summary: 'I have seen these notices',
        tags,
        body: Type.Object(
          { ids: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 200 }) },
          closed,
        ),
        response: { 204: Type.Null() },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      await request.transact((tx) => markSeen(tx, request.body.ids));
      return reply.code(204).send(null);
    },
  );
}
