import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { PageQuery } from '../../platform/http/paging.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { dayOf, sendSheet, type Sheet } from '../../platform/http/send-sheet.ts';
import { ListFormat } from '../../platform/http/send-table.ts';
import { listVersions, type VersionView } from './dataset-store.ts';
import { readVersion } from './read-version.ts';
import { retireVersion } from './retire-version.ts';
import { Id, IdParams, STAFF, SwitchQuery, tags, VersionRows, VersionSchema } from './schemas.ts';
import { serveVersion } from './serve-version.ts';
import type { Serving } from './target-resource.ts';

const Versions = Type.Object({ versions: Type.Array(VersionSchema) });
const VersionParams = Type.Object({ id: Id, versionId: Id });

/** Versions of a resource's data: their list, a look at their rows, the way back, the end. */
export function datasetRoutes(app: App, serving: Serving): void {
  app.get(
    '/api/v1/datasets/:id/versions',
    {
      schema: {
        summary: 'Versions of a resource’s data, newest first',
        tags,
        params: IdParams,
        querystring: Type.Object({ format: ListFormat }, { additionalProperties: false }),
        response: { 200: Versions },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const versions = await request.transact((tx) => listVersions(tx, request.params.id));
      const { format } = request.query;
      if (format !== 'csv' && format !== 'xlsx') return { versions };
      const content = { rows: versions, format, language: languageOf(request) };
      return sendSheet(reply, VERSION_SHEET, content) as never;
    },
  );
  app.get(
    '/api/v1/datasets/:id/versions/:versionId/rows',
    {
      schema: {
        summary: 'Rows of a version, for the department whose data it is; identifiers of persons masked',
        tags,
        params: VersionParams,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: VersionRows },
      },
      config: { allow: STAFF },
    },
    async (request) => {
      const { id, versionId } = request.params;
      const { limit = 50, cursor } = request.query;
      return request.transact((tx) => readVersion(tx, { resourceId: id, versionId, limit, cursor }));
    },
  );
  versionActs(app, serving);
}

/** A version that only was the beginning of another counts as former and was never served by itself. */
function shownState({ state, switchedAt }: VersionView): VersionView['state'] | 'unserved' {
  return state === 'former' && switchedAt === null ? 'unserved' : state;
}

const VERSION_SHEET: Sheet<VersionView> = {
  name: 'data-versions',
  columns: [
    ['import.version.number', (version) => version.number, 'integer'],
    ['import.column.state', (version, t) => t(`import.version.${shownState(version)}`)],
    ['import.version.rows', (version) => version.rowCount, 'integer'],
    ['import.version.bytes', (version) => version.byteCount, 'integer'],
    ['catalogue.field.items', (version) => version.columns.map(({ item }) => item).join('、')],
    ['import.version.switchedAt', (version) => dayOf(version.switchedAt), 'date'],
    ['import.version.retiredAt', (version) => dayOf(version.retiredAt), 'date'],
  ],
};

function versionActs(app: App, serving: Serving): void {
  app.post(
    '/api/v1/datasets/:id/versions/:versionId/serve',
    {
      schema: {
        summary: 'Serve a former version once more',
        tags,
        params: VersionParams,
        querystring: SwitchQuery,
        response: { 200: Versions },
      },
      config: { allow: STAFF },
    },
    async (request) => {
      const { id, versionId } = request.params;
      const { confirmEmpty = false } = request.query;
      return serveVersion(request.transact, serving, { resourceId: id, versionId, confirmEmpty });
    },
  );
  app.post(
    '/api/v1/datasets/:id/versions/:versionId/retire',
    {
      schema: {
        summary: 'End the time in which a former version can be read',
        tags,
        params: VersionParams,
        response: { 200: Versions },
      },
      config: { allow: ['sharingOfficeHead'] },
    },
    async (request) => {
      const { id, versionId } = request.params;
      return retireVersion(request.transact, { resourceId: id, versionId });
    },
  );
}
