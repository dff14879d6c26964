/** Which rule of the statute or of the platform stands behind a refusal. */
export interface RuleReference {
  id: string;
  /** Article of the decree that it stands in, or serves. */
  article: number | null;
  kind: 'statute' | 'platform';
  title: string;
  href: string;
}

export interface FieldProblem {
  /** JSON pointer into what was sent. */
  field: string;
  code: string;
  message: string;
  rule?: RuleReference;
}

interface Problem {
  code: string;
  title: string;
  detail?: string;
  traceId?: string;
  rule?: RuleReference;
  errors?: FieldProblem[];
}

/** Nothing came back: the address is wrong, or the platform cannot be reached. Its status is 0. */
export const UNREACHABLE = 'TANDEM_UNREACHABLE';

/**
 * A refusal (RFC 9457 problem). `code` is stable; `message` is for people and follows the client's language.
 * A refused exchange call is on record: `receipt` is that record's.
 */
export class TandemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly traceId: string | undefined;
  readonly rule: RuleReference | undefined;
  readonly errors: readonly FieldProblem[];
  readonly receipt: string | undefined;

  constructor(problem: Problem, about: { status: number; receipt?: string | undefined; cause?: unknown }) {
    super(problem.title, { cause: about.cause });
    this.name = 'TandemError';
    this.code = problem.code;
    this.status = about.status;
    this.detail = problem.detail ?? '';
    this.traceId = problem.traceId;
    this.rule = problem.rule;
    this.errors = problem.errors ?? [];
    this.receipt = about.receipt;
  }
}

export async function errorFrom(response: Response): Promise<TandemError> {
  const about = { status: response.status, receipt: response.headers.get('tandem-receipt') ?? undefined };
  const text = await response.text();
  return new TandemError(
    readProblem(text) ?? { code: `HTTP_${response.status}`, title: response.statusText },
    about,
  );
}

function readProblem(text: string): Problem | undefined {
  try {
    const value = JSON.parse(text) as Partial<Problem> | null;
    return typeof value?.code === 'string' ? { title: value.code, ...value, code: value.code } : undefined;
  } catch {
    return undefined;
  }
}
