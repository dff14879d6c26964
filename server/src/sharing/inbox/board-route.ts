import { isMessageKey } from '@tandem/messages';
import { Type } from 'typebox';
import { ClockViewSchema } from '../../foundation/clocks/index.ts';
import { departmentWords } from '../../foundation/organizations/index.ts';
import type { App } from '../../platform/http/app.ts';
import { CountedPageOf, PageQuery } from '../../platform/http/paging.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { collectPages, dayOf, sendSheet, type Sheet } from '../../platform/http/send-sheet.ts';
import { ListFormat } from '../../platform/http/send-table.ts';
import { listOverdue, overdueBoard, type OverdueRow } from './overdue-board.ts';
import type { PageTitles } from './page-titles.ts';

const Department = Type.Object({ id: Type.String(), name: Type.String(), shortName: Type.String() });

/** One late matter, as board and cockpit show it. */
export const OverdueRowSchema = Type.Object({
  clock: ClockViewSchema,
  titleEn: Type.String(),
  number: Type.Union([Type.String(), Type.Null()]),
  urges: Type.Union([
    Type.Object({ times: Type.Integer(), at: Type.String(), by: Type.String() }),
    Type.Null(),
  ]),
  department: Department,
  counterpart: Type.Union([Department, Type.Null()]),
  href: Type.String(),
});

/** How many are late now, by kind of matter. */
export const OverdueKinds = Type.Array(Type.Object({ kind: Type.String(), open: Type.Integer() }));

const BoardView = Type.Object({
  rules: Type.Array(Type.String()),
  late: CountedPageOf(OverdueRowSchema),
  record: Type.Array(Type.Object({ department: Department, open: Type.Integer(), thisYear: Type.Integer() })),
  kinds: OverdueKinds,
});

const BoardQuery = Type.Object(
  {
    ...PageQuery,
    department: Type.Optional(Type.String({ format: 'uuid', description: 'Who must act.' })),
    kind: Type.Optional(Type.String({ maxLength: 60, pattern: '^[a-z]+\\.[a-z-]+$' })),
    urged: Type.Optional(Type.Boolean({ description: 'Whether the authority urged (Art 38).' })),
    year: Type.Optional(
      Type.Boolean({ description: 'Late at any time since 1 January, done since or not; else late now.' }),
    ),
    format: ListFormat,
  },
  { additionalProperties: false },
);

const BOARD_SHEET: Sheet<OverdueRow> = {
  name: 'overdue',
  columns: [
    ['request.column.number', (row) => row.number],
    ['overdue.column.subject', (row) => row.clock.subjectTitle],
    ['inbox.kind', (row, t) => kindWords(row, t)],
    ['cockpit.column.requester', (row, _words, { department }) => department(row.counterpart?.name)],
    ['cockpit.column.provider', (row, _words, { department }) => department(row.department.name)],
    ['inbox.column.due', (row) => row.clock.dueOn, 'date'],
    ['overdue.column.late', (row) => row.clock.overdueDays, 'integer'],
    ['overdue.column.urged', (row) => row.urges?.times ?? 0, 'integer'],
    ['overdue.column.urgedOn', (row) => dayOf(row.urges?.at), 'date'],
    ['overdue.column.urgedBy', (row) => row.urges?.by],
  ],
};

type Words = Parameters<(typeof BOARD_SHEET.columns)[number][1]>[1];

function kindWords({ clock }: OverdueRow, t: Words): string {
  const key = `overdue.kind.${clock.kind}`;
  return isMessageKey(key) ? t(key) : clock.kind;
}

/** The overdue board: figures, and the matters behind each of them. */
export function boardRoute(app: App, titles: readonly PageTitles[]): void {
  app.get(
    '/api/v1/overdue-board',
    {
      schema: {
        summary: 'What is late now, and each department’s record of the year (Arts 38, 39)',
        tags: ['inbox'],
        querystring: BoardQuery,
        response: { 200: BoardView },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const { limit = 50, cursor, department, format, ...rest } = request.query;
      const filter = { ...rest, departmentId: department };
      if (format === 'csv' || format === 'xlsx') {
        const language = languageOf(request);
        const content = await request.transact(async (tx) => ({
          rows: await collectPages((page) => listOverdue(tx, { ...filter, ...page }, titles)),
          department: await departmentWords(tx, language),
        }));
        return sendSheet(reply, BOARD_SHEET, { ...content, format, language }) as never;
      }
      return request.transact((tx) => overdueBoard(tx, { ...filter, limit, cursor }, titles));
    },
  );
}
