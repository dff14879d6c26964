import { Type, type Static } from 'typebox';
import { getAccountSettings, sessionOf } from '../../platform/identity/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { getDepartment } from '../organizations/index.ts';
import { listInForceTo } from './delegation-store.ts';
import type { Delegation } from './delegation.ts';

const DelegationChoice = Type.Object({
  id: Type.String(),
  from: Type.Object({ id: Type.String(), name: Type.String() }),
  role: Type.String(),
  endsOn: Type.String(),
});

/** Who is signed in, as the console needs it on every page. */
export const SessionView = Type.Object({
  person: Type.Object({ id: Type.String(), name: Type.String() }),
  department: Type.Object({
    id: Type.String(),
    name: Type.String(),
    shortName: Type.String(),
    creditCode: Type.String(),
    level: Type.String(),
    divisionCode: Type.String(),
    divisionName: Type.String(),
    kind: Type.Enum(['authority', 'department']),
  }),
  roles: Type.Array(Type.String()),
  language: Type.Enum(['zh', 'en']),
  mustChangePassword: Type.Boolean(),
  secondFactor: Type.Boolean(),
  demo: Type.Boolean(),
  now: Type.String({ description: 'The platform’s time; a demonstration city may have moved it' }),
  platformName: Type.Object({ zh: Type.String(), en: Type.String() }),
  delegations: Type.Array(DelegationChoice, {
    description: 'Absent colleagues this person may act for today',
  }),
  acting: Type.Union([DelegationChoice, Type.Null()], { description: 'The one this session acts for now' }),
});
export type SessionView = Static<typeof SessionView>;

/** @throws AppError PLATFORM_SIGN_IN_FIRST for programs, which have no session */
export async function describeSession(tx: Tx): Promise<SessionView> {
  const { actor } = tx;
  const session = sessionOf(actor);
  const { id, name, shortName, creditCode, level, divisionCode, divisionName, kind } = await getDepartment(
    tx,
    actor.departmentId ?? '',
  );
  const settings = await getAccountSettings(tx, session.accountId);
  const delegations = (await listInForceTo(tx, actor.personId ?? '')).map(toChoice);
  return {
    person: { id: actor.personId ?? '', name: actor.name },
    department: { id, name, shortName, creditCode, level, divisionCode, divisionName, kind },
    roles: [...actor.roles],
    ...settings,
    mustChangePassword: session.mustChangePassword,
    ...(await describePlatform(tx)),
    now: tx.now.toISOString(),
    delegations,
    acting: delegations.find((choice) => choice.id === session.delegationId) ?? null,
  };
}

function toChoice({ id, from, role, endsOn }: Delegation): Static<typeof DelegationChoice> {
  return { id, from, role, endsOn };
}

async function describePlatform(tx: Tx): Promise<Pick<SessionView, 'demo' | 'platformName'>> {
  const found = await tx.client.query<{ demo: boolean; zh: string; en: string }>(
    'select demo, name_zh as zh, name_en as en from platform.installation',
  );
  const { demo = false, zh = 'Tandem 双轮', en = 'Tandem' } = found.rows[0] ?? {};
  return { demo, platformName: { zh, en } };
}
