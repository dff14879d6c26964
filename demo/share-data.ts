import type { LocalDate } from '@tandem/calendar';
import { departmentOf } from './city.ts';
import type { DemoEntry } from './entries.ts';
import { itemsOf } from './entries.ts';
import { seededRandom } from './seeded-random.ts';
import { UnexpectedAnswer, type Session, type Sessions } from './session.ts';
import { workingMoment, type Life } from './timeline.ts';

/** How an application of the city's past went. */
export type Course =
  | 'granted'
  | 'granted-late'
  | 'refused'
  | 'supplemented'
  | 'extended'
  | 'asksExtension'
  | 'narrowed'
  | 'open';

export interface ApplicationPlan {
  number: number;
  entry: DemoEntry;
  requester: string;
  from: LocalDate;
  course: Course;
  /** Working days from receipt to the reply. */
  replyAfter: number;
  basis: { title: string; article: string };
  useCase: string;
  /** Last day of the term; a year when not given. */
  until?: LocalDate | undefined;
}

interface Act {
  id: string;
  version: number;
  state: string;
}

function statementOf(plan: ApplicationPlan) {
  const { entry, basis, useCase } = plan;
  const modes = entry.modes.filter((mode) => mode !== 'file');
  const items = itemsOf(entry)
    .slice(0, 5)
    .map((item) => ({ name: item.name }));
  const year = Number(plan.from.slice(0, 4));
  return {
    legalBasis: basis,
    useCase,
    purpose: { code: `use-${plan.number}`, text: useCase.slice(0, 40) },
    modes,
    items,
    rowFilter: [],
    quota: { callsPerDay: 5000, rowsPerDay: 50_000 },
    term: { from: plan.from, to: plan.until ?? `${year + 1}${plan.from.slice(4).replace('02-29', '02-28')}` },
    truthDeclared: true,
  };
}

/**
 * One matter in one pair of hands after the other; each act reads the version that the last one left, or the present
 * one where a sweep of the platform noted something in between. Acts that an earlier load did, on another version, are done.
 */
class Matter {
  readonly #base: string;
  #version: number;
  readonly id: string;

  constructor(id: string, version: number) {
    this.id = id;
    this.#version = version;
    this.#base = `/api/v1/requests/${id}`;
  }

  async act(session: Session, path: string, body: unknown = {}): Promise<void> {
    const attempt = () =>
      session.call<Act>('POST', `${this.#base}/${path}`, { version: this.#version, body, key: path });
    const first = await attempt();
    if (first.status === 412) await this.refresh(session);
    const { status, body: act } = first.status === 412 ? await attempt() : first;
    if ('code' in act && act.code === 'PLATFORM_KEY_REUSED') {
      await this.refresh(session);
      return;
    }
    if (status >= 400) throw new UnexpectedAnswer(`${session.login} ${path}`, status, JSON.stringify(act));
    this.#version = act.version;
  }

  async refresh(session: Session): Promise<{ agreement: { id: string; state: string } | null }> {
    const view = await session.must<{ version: number; agreement: { id: string; state: string } | null }>(
      'GET',
      this.#base,
    );
    this.#version = view.version;
    return { agreement: view.agreement };
  }
}

interface Hands {
  clerk: Session;
  office: Session;
  provider: Session;
  providerOffice: Session;
  authority: Session;
}

async function handsOf(sessions: Sessions, plan: ApplicationPlan): Promise<Hands> {
  const provider = departmentOf(plan.entry.department).key;
  const logins = [
    `${plan.requester}.clerk`,
    `${plan.requester}.office`,
    `${provider}.clerk`,
    `${provider}.office`,
    'data.officer',
  ];
  const [clerk, office, providerClerk, providerOffice, authority] = await Promise.all(
    logins.map((login) => sessions.as(login)),
  );
  if (!clerk || !office || !providerClerk || !providerOffice || !authority)
    throw new Error('a person of the city is missing');
  return { clerk, office, provider: providerClerk, providerOffice, authority };
}

/** Confirms for each side that has not done so by its consent. @returns the act that brought it into force. */
export async function confirmAgreement(
  id: string,
  sides: readonly Session[],
): Promise<Act & { entryId: string }> {
  const path = `/api/v1/agreements/${id}`;
  let act: (Act & { entryId: string }) | undefined;
  for (const session of sides) {
    const { version, state } = await session.must<{ version: number; state: string }>('GET', path);
    if (state !== 'pending') break;
    act = await session.must<Act & { entryId: string }>('POST', `${path}/confirm`, {
      version,
      body: {},
      key: `confirm ${session.login}`,
    });
  }
  if (!act) throw new Error('nobody confirmed');
  return act;
}

async function confirm(matter: Matter, hands: Hands): Promise<void> {
  const { agreement } = await matter.refresh(hands.clerk);
  if (agreement?.state !== 'pending') return;
  await confirmAgreement(agreement.id, [hands.office, hands.providerOffice]);
}

/** An application from its draft to the agreement, or to where it stands today. */
export async function* shareData(
  sessions: Sessions,
  plan: ApplicationPlan,
  resourceOf: (title: string) => string | undefined,
): Life {
  const random = seededRandom(`share ${plan.number}`);
  const hands = await handsOf(sessions, plan);
  yield workingMoment(plan.from, 0, 9 + random() * 3);
  const resourceId = resourceOf(plan.entry.title);
  if (resourceId === undefined) return;
  const draft = await hands.clerk.must<Act>('POST', '/api/v1/requests', {
    body: { resourceId },
    key: `request ${plan.number}`,
  });
  const saved = await hands.clerk.must<Act>('PATCH', `/api/v1/requests/${draft.id}`, {
    version: draft.version,
    body: statementOf(plan),
    key: 'statement',
  });
  const matter = new Matter(draft.id, saved.version);
  await matter.act(hands.clerk, 'file');
  yield workingMoment(plan.from, 0, 14 + random() * 2);
  await matter.act(hands.office, 'consent');
  if (plan.course === 'open') return;
  yield* reply(matter, hands, plan, random);
}

async function* reply(matter: Matter, hands: Hands, plan: ApplicationPlan, random: () => number): Life {
  let paused = 0;
  if (plan.course === 'supplemented') {
    yield workingMoment(plan.from, 2, 10);
    const missing = [{ field: 'legalBasis', text: '请补充职责依据文件的文号与条款' }];
    await matter.act(hands.provider, 'supplement-notice', { missing });
    paused = 3;
    yield workingMoment(plan.from, 2 + paused, 15);
    await matter.act(hands.clerk, 'supplement', { answer: '已补充职责依据文件与对应条款' });
  }
  if (plan.course === 'extended' || plan.course === 'asksExtension') yield* extend(matter, hands, plan);
  if (plan.course === 'asksExtension') return;
  yield workingMoment(plan.from, plan.replyAfter + paused, 9 + random() * 5);
  const refuse = plan.course === 'refused';
  const decision = refuse ? 'refuse' : 'grant';
  const details = refuse
    ? {
        ground: 'notNecessary',
        reasons: '申请用途可由核验结果满足，索取明细不属于履职所必需，建议改为核验。',
      }
    : {};
  await matter.act(hands.provider, 'reply', { decision, ...details });
  yield workingMoment(plan.from, plan.replyAfter + paused, 16);
  await matter.act(hands.providerOffice, 'reply/consent', { decision });
  if (refuse) return;
  yield workingMoment(plan.from, plan.replyAfter + paused + 1, 10);
  await confirm(matter, hands);
}

async function* extend(matter: Matter, hands: Hands, plan: ApplicationPlan): Life {
  yield workingMoment(plan.from, 7, 9);
  await matter.act(hands.provider, 'extension', {
    workingDays: 6,
    reason: '数据由省级集中系统产生，须待本月批次到齐后核定可提供的行范围。',
  });
  if (plan.course === 'asksExtension') return;
  yield workingMoment(plan.from, 8, 11);
  await matter.act(hands.authority, 'extension/decision', {
    decision: 'grant',
    workingDays: 6,
    note: '同意，请按期答复。',
  });
}
