import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { OverdueKinds, OverdueRowSchema } from '../inbox/index.ts';
import { viewCockpit } from './cockpit.ts';

const Text = Type.String();
const Count = Type.Integer();
const OrNull = <T extends typeof Text | ReturnType<typeof Type.Number>>(type: T) =>
  Type.Union([type, Type.Null()]);

const Timeliness = Type.Object({
  judged: Count,
  onTimePercent: OrNull(Type.Number()),
  replies: Count,
  meanWorkingDays: OrNull(Type.Number()),
});

const Requests = Type.Object({
  month: Text,
  current: Timeliness,
  previous: Timeliness,
  targetPercent: Type.Number(),
  openOverdue: Count,
  openOverdueBefore: Count,
  agreementsInForce: Count,
  agreementsInForceBefore: Count,
  departments: Type.Array(
    Type.Object({
      departmentId: Text,
      departmentName: Text,
      departmentShortName: Text,
      current: Timeliness,
      previous: Timeliness,
      openOverdue: Count,
    }),
  ),
  supplyDemand: Type.Array(Type.Object({ month: Text, asked: Count, granted: Count, supplied: Count })),
  mostWanted: Type.Array(
    Type.Object({
      resourceId: Text,
      title: Text,
      titleEn: Text,
      providerName: Text,
      requests: Count,
      departments: Count,
    }),
  ),
  missing: Type.Array(Type.Object({ demandId: Text, title: Text, requesterName: Text, state: Text })),
});

const Catalogue = Type.Object({
  published: Count,
  byShareClass: Type.Object({ unconditional: Count, conditional: Count, withheld: Count }),
  departments: Count,
  withSource: Count,
  firstPublished: Count,
  revised: Count,
  withdrawn: Count,
  returned: Count,
  recollected: Count,
});

const AddedUp = Type.Object({
  disclosures: Count,
  entries: Count,
  differingDays: Type.Array(Text),
  waiting: Count,
});

const CockpitView = Type.Object({
  today: Text,
  /** The rule under which the authority watches these figures. */
  rule: Text,
  meanDays: Type.Object({ target: Count, statutory: Count }),
  requests: Requests,
  catalogue: Catalogue,
  disclosures: Type.Object({
    yesterday: Count,
    weekBefore: Count,
    days: Type.Array(
      Type.Object({
        day: Text,
        working: Type.Boolean(),
        query: Count,
        verify: Count,
        batch: Count,
        refused: Count,
      }),
    ),
    mostUsed: Type.Array(
      Type.Object({
        resourceId: Text,
        resourceTitle: Text,
        titleEn: Text,
        providerName: Text,
        requesters: Count,
        calls: Count,
        rows: Count,
      }),
    ),
  }),
  overdue: Type.Array(OverdueRowSchema),
  overdueTotal: Count,
  overdueKinds: OverdueKinds,
  ledger: Type.Object({
    size: Count,
    root: Text,
    signedAt: OrNull(Text),
    sampled: Count,
    missing: Count,
    addedUp: Type.Union([AddedUp, Type.Null()]),
  }),
});

export function cockpitRoutes(app: App): void {
  app.get(
    '/api/v1/cockpit',
    {
      schema: {
        summary: 'Supply and demand, timeliness, overdue, most wanted and missing data, use (Art 38)',
        tags: ['cockpit'],
        response: { 200: CockpitView },
      },
      config: { allow: ['authorityOfficer', 'auditor', 'departmentHead', 'sharingOfficeHead'] },
    },
    async (request) => viewCockpit(request.transact),
  );
}
