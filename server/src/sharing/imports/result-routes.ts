import { DEFECT_RULES, type DefectCount } from '@tandem/tabular';
import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import type { Platform } from '../../platform/platform.ts';
import { importError } from './errors.ts';
import { getImport } from './import-store.ts';
import { DefectsView, IdParams, STAFF, tags } from './schemas.ts';

/** Sentences for the rules that occur. */
export function textsOf(defects: readonly DefectCount[]): Record<string, { zh: string; en: string }> {
  const rules = [...new Set(defects.map((defect) => defect.rule))];
  return Object.fromEntries(
    rules.map((code) => [code, { zh: DEFECT_RULES[code].zh, en: DEFECT_RULES[code].en }]),
  );
}

/** What a load found: defects by rule and column, rows at fault, the reject file. */
export function resultRoutes(app: App, platform: Platform): void {
  app.get(
    '/api/v1/imports/:id/defects',
    {
      schema: {
        summary: 'What is wrong: counts by rule and column, and rows at fault',
        tags,
        params: IdParams,
        querystring: Type.Object(
          {
            rule: Type.Optional(Type.String({ maxLength: 60 })),
            column: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: DefectsView },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { report } = await request.transact((tx) => getImport(tx, request.params.id));
      if (report === null) throw importError('IMPORT_NOT_LOADED');
      const { rule, column, limit = 100 } = request.query;
      const wanted = report.samples.filter(
        (sample) =>
          (rule === undefined || sample.rule === rule) && (column === undefined || sample.column === column),
      );
      return { counts: report.defects, rows: wanted.slice(0, limit), texts: textsOf(report.defects) };
    },
  );
  app.get(
    '/api/v1/imports/:id/rejects.csv',
    {
      schema: { summary: 'Rejected rows as a file to correct and send again', tags, params: IdParams },
      config: { allow: STAFF },
    },
    async (request, reply) => {
      const run = await request.transact((tx) => getImport(tx, request.params.id));
      if (run.rejectHash === null) throw importError('IMPORT_NO_REJECTS');
      const name = encodeURIComponent(`${run.fileName.replace(/\.[^.]*$/, '')}-退回.csv`);
      return reply
        .header('content-disposition', `attachment; filename="rejects.csv"; filename*=UTF-8''${name}`)
        .header('cache-control', 'no-store')
        .type('text/csv; charset=utf-8')
        .send(await platform.files.read(run.rejectHash));
    },
  );
}
