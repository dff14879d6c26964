/**
 * The one error that rooms throw on purpose. Its `code` is stable and language-free; the sentence a person
 * reads comes from the message catalogue under the same key.
 */
export interface FieldError {
  /** JSON pointer into the input, for example `/items/3/name`. */
  field: string;
  code: string;
  params?: Record<string, string | number>;
  /** Id in the rulebook when a rule of the statute refuses the field. */
  rule?: string;
}

export interface AppErrorInput {
  code: string;
  /** HTTP status the edge answers with. */
  status: number;
  params?: Record<string, string | number> | undefined;
  errors?: FieldError[] | undefined;
  /** Id in the rulebook, for example `21.reply.conditional`; the edge adds article and link. */
  rule?: string | undefined;
  cause?: unknown;
}

export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Record<string, string | number>;
  readonly errors: FieldError[];
  readonly rule: string | undefined;

  constructor(input: AppErrorInput) {
    super(input.code, { cause: input.cause });
    this.name = 'AppError';
    this.code = input.code;
    this.status = input.status;
    this.params = input.params ?? {};
    this.errors = input.errors ?? [];
    this.rule = input.rule;
  }
}

/** What a room's `errors.ts` lists: code to HTTP status. */
export type ErrorCodes = Readonly<Record<string, number>>;

export interface ErrorDetails {
  params?: Record<string, string | number>;
  errors?: FieldError[];
  rule?: string;
  cause?: unknown;
}

/**
 * Makes a room's error constructor from its list of codes.
 * @example const catalogueError = errorFactory({ CATALOGUE_BASIS_MISSING: 422 });
 *          throw catalogueError('CATALOGUE_BASIS_MISSING', { rule: '15.withheld.basis' });
 */
export function errorFactory<C extends ErrorCodes>(codes: C) {
  return (code: keyof C & string, details: ErrorDetails = {}): AppError =>
    new AppError({ code, status: codes[code] ?? 500, ...details });
}

/** Start-up check: two rooms may not use one code. Throws a plain Error naming the code. */
export function assertDistinctCodes(lists: readonly ErrorCodes[]): void {
  const seen = new Set<string>();
  for (const code of lists.flatMap((list) => Object.keys(list))) {
    if (seen.has(code)) throw new Error(`error code ${code} is listed by two rooms`);
    seen.add(code);
  }
}
