import { Type } from 'typebox';
import type { App } from '../../../platform/http/app.ts';
import { listClassification } from '../classification-store.ts';
import type { CatalogueRoom } from '../routes.ts';
import { closed, Id } from '../schemas.ts';
import { importSpreadsheet } from './import-spreadsheet.ts';
import { writeTemplate } from './template.ts';

const tags = ['catalogue'];
const COMPILERS = ['clerk', 'sharingOfficeHead'] as const;

const Problem = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  column: Type.String(),
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  rule: Type.Optional(Type.String()),
  blocking: Type.Boolean(),
});
const Report = Type.Object({
  entries: Type.Array(
    Type.Object({
      row: Type.Integer(),
      number: Type.String(),
      title: Type.String(),
      itemCount: Type.Integer(),
      problems: Type.Array(Problem),
      creatable: Type.Boolean(),
      resourceId: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  lost: Type.Array(Problem),
  created: Type.Integer(),
});

export function spreadsheetRoutes(app: App, { platform }: CatalogueRoom): void {
  app.get(
    '/api/v1/catalogue/resources/spreadsheet-template',
    {
      schema: { summary: 'The spreadsheet to compile entries in bulk, with instructions (XLSX)', tags },
      config: { allow: COMPILERS },
    },
    async (request, reply) => {
      const classification = await request.transact(listClassification);
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header(
          'content-disposition',
          `attachment; filename="catalogue.xlsx"; filename*=UTF-8''${encodeURIComponent('编目表格.xlsx')}`,
        )
        .send(writeTemplate(classification));
    },
  );
  app.post(
    '/api/v1/catalogue/resources/import-spreadsheet',
    {
      schema: {
        summary: 'Look through a filled-in spreadsheet; make drafts of the rows named',
        description:
          'Upload it before (`POST /api/v1/files`). Without `rows` nothing is made: the answer says what each row would need.',
        tags,
        body: Type.Object(
          {
            fileId: Id,
            rows: Type.Optional(
              Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 500, uniqueItems: true }),
            ),
          },
          closed,
        ),
        response: { 200: Report },
      },
      config: { allow: COMPILERS },
    },
    async (request) => importSpreadsheet(request.transact, platform.files, request.body),
  );
}
