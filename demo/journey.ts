import { UnexpectedAnswer, type Session, type Sessions } from './session.ts';

/** One step of a journey; `npm run demo -- --json` prints it without `workingDays`. */
export interface JourneyStep {
  journey: string;
  step: string;
  /** Who acted, in words. */
  actor: string;
  status: string;
  /** Place of the step's entry in the ledger; null where the step makes none. */
  ledgerIndex: number | null;
  /** Working days that a clock says of the step, where it has one. */
  workingDays?: number;
  ok: boolean;
}

export interface Outcome {
  status: string;
  ok: boolean;
  /** Ledger entry made by the step, and who may look it up. */
  entry?: { id: string; by: Session } | undefined;
  workingDays?: number | undefined;
}

export type OnStep = (step: JourneyStep) => void;

/** Runs the steps of one journey and tells about each. A step that throws falls short; so does the journey. */
export class Journey {
  readonly #name: string;
  readonly #onStep: OnStep;
  #complete = true;

  constructor(name: string, onStep: OnStep) {
    this.#name = name;
    this.#onStep = onStep;
  }

  get complete(): boolean {
    return this.#complete;
  }

  /** @throws whatever `work` throws, after telling about it: later steps build on this one. */
  async step(step: string, actor: string, work: () => Promise<Outcome>): Promise<void> {
    try {
      const { status, ok, entry, workingDays } = await work();
      const ledgerIndex = entry ? await indexOf(entry) : null;
      this.#tell({
        step,
        actor,
        status,
        ledgerIndex,
        ok,
        ...(workingDays === undefined ? {} : { workingDays }),
      });
    } catch (error) {
      this.#tell({
        step,
        actor,
        status: error instanceof Error ? error.message : String(error),
        ledgerIndex: null,
        ok: false,
      });
      throw error;
    }
  }

  #tell(step: Omit<JourneyStep, 'journey'>): void {
    if (!step.ok) this.#complete = false;
    this.#onStep({ journey: this.#name, ...step });
  }
}

/** The place of an entry in the ledger: about a second after its transaction. */
async function indexOf({ id, by }: NonNullable<Outcome['entry']>): Promise<number | null> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const { index } = await by.must<{ index: number | null }>('GET', `/api/v1/ledger/entries/${id}`);
    if (index !== null) return index;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}

/** The newest entry about a subject that the session may see. */
export async function newestEntry(by: Session, kind: string): Promise<Outcome['entry']> {
  const page = await by.must<{ items: { id: string }[] }>(
    'GET',
    `/api/v1/ledger/entries?kind=${encodeURIComponent(kind)}&limit=1`,
  );
  return page.items[0] && { id: page.items[0].id, by };
}

/** A refusal, and whether it is the one that was expected. */
export function refusal(
  answer: { status: number; body: unknown },
  expected: { code: string; rule?: string },
): { status: string; ok: boolean } {
  const problem = answer.body as { code?: string; rule?: { id: string; article: number | null } };
  const ok =
    problem.code === expected.code && (expected.rule === undefined || problem.rule?.id === expected.rule);
  const article = problem.rule?.article ? ` 第${problem.rule.article}条` : '';
  return { status: `${answer.status} ${problem.code ?? '?'}${article}`, ok };
}

export interface Act {
  id: string;
  version: number;
  state: string;
  number: string | null;
  entryId: string;
}

/**
 * One matter that passes from hand to hand; each act reads the version that the last one left, or the present one where a
 * sweep of the platform noted something in between.
 */
export class Matter {
  readonly #path: string;
  version: number;

  constructor(path: string, version: number) {
    this.#path = path;
    this.version = version;
  }

  async act(session: Session, name: string, body: unknown = {}): Promise<Act> {
    const attempt = () => session.call<Act>('POST', `${this.#path}/${name}`, { version: this.version, body });
    const first = await attempt();
    if (first.status === 412) await this.read(session);
    const { status, body: act } = first.status === 412 ? await attempt() : first;
    if (status >= 400) throw new UnexpectedAnswer(`${session.login} ${name}`, status, JSON.stringify(act));
    this.version = act.version;
    return act;
  }

  /** The same act where a refusal is expected. */
  attempt(session: Session, name: string, body: unknown = {}): Promise<{ status: number; body: unknown }> {
    return session.call('POST', `${this.#path}/${name}`, { version: this.version, body });
  }

  async read<T extends { version: number }>(session: Session): Promise<T> {
    const view = await session.must<T>('GET', this.#path);
    this.version = view.version;
    return view;
  }
}

export interface PlayOptions {
  sessions: Sessions;
  onStep: OnStep;
}
