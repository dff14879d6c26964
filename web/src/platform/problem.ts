import * as v from 'valibot';

/** A rule of the rulebook behind a refusal: of an article of the decree, or a setting of the platform that may serve one. */
export interface RuleReference {
  id: string;
  article: number | null;
  kind?: 'statute' | 'platform';
  title?: string;
}

/** One fault at one field of a form; `field` is a JSON pointer such as `/items/2/name`. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
  rule?: RuleReference;
}

export interface ProblemDetails {
  /** HTTP status; 0 when no answer came at all. */
  status: number;
  /** Stable, language-free. Pages decide by this, never by the texts. */
  code: string;
  title: string;
  detail?: string;
  traceId?: string;
  rule?: RuleReference;
  errors: readonly FieldProblem[];
}

/** A refusal or failure of the server (RFC 9457), or of the way to it (`CONSOLE_UNREACHABLE`). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails, cause?: unknown) {
    super(details.title, { cause });
    this.details = details;
  }

  get status(): number {
    return this.details.status;
  }

  get code(): string {
    return this.details.code;
  }
}

const optionalText = v.optional(v.fallback(v.optional(v.string()), undefined));
const ruleSchema = v.object({
  id: v.string(),
  article: v.fallback(v.nullable(v.pipe(v.number(), v.integer())), null),
  kind: v.optional(v.fallback(v.optional(v.picklist(['statute', 'platform'])), undefined)),
  title: optionalText,
});
const optionalRule = v.optional(v.fallback(v.optional(ruleSchema), undefined));

const problemSchema = v.object({
  code: v.string(),
  title: v.optional(v.string(), ''),
  detail: optionalText,
  traceId: optionalText,
  rule: optionalRule,
  errors: v.optional(
    v.array(
      v.object({
        field: v.optional(v.string(), ''),
        code: v.optional(v.string(), ''),
        message: v.optional(v.string(), ''),
        rule: optionalRule,
      }),
    ),
    [],
  ),
});

type Parsed = v.InferOutput<typeof problemSchema>;

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function toDetails(status: number, parsed: Parsed): ProblemDetails {
  return withoutUndefined({
    ...parsed,
    status,
    errors: parsed.errors.map(withoutUndefined),
  }) as ProblemDetails;
}

/** Reads a problem document; anything else becomes `CONSOLE_ANSWER_UNREADABLE` with the status kept. */
export function parseProblem(status: number, body: unknown): ApiProblem {
  const parsed = v.safeParse(problemSchema, body);
  if (parsed.success) return new ApiProblem(toDetails(status, parsed.output));
  return new ApiProblem({ status, code: 'CONSOLE_ANSWER_UNREADABLE', title: '', errors: [] });
}

/** What any thrown value means to the person: unknown errors of our own code become `CONSOLE_FAULT`. */
export function toProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  const title = thrown instanceof Error ? thrown.message : '';
  return new ApiProblem({ status: 0, code: 'CONSOLE_FAULT', title, errors: [] }, thrown);
}

export function isProblem(thrown: unknown, ...codes: string[]): thrown is ApiProblem {
  return thrown instanceof ApiProblem && (codes.length === 0 || codes.includes(thrown.code));
}

/** What was asked for is there no more, or never was for this reader. */
export const isGone = (thrown: unknown) =>
  isProblem(thrown) && (thrown.status === 404 || thrown.status === 410);

/** The reader's role does not reach it at all: a page then says so in place of its list. */
export function isRefused(thrown: unknown): thrown is ApiProblem {
  return isProblem(thrown) && thrown.status === 403;
}
