import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isMessageKey, translate, type Language } from '@tandem/messages';
import { AppError, type FieldError } from '../app-error.ts';
import { inWords } from './in-words.ts';

/** RFC 9457 problem, with the stable code, the rule behind it, and one line for each field at fault. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  traceId: string;
  rule?: RuleReference;
  errors?: ProblemField[];
}

export interface RuleReference {
  id: string;
  article: number | null;
  /** A platform rule that serves an article is still none of its provisions. */
  kind: 'statute' | 'platform';
  title: string;
  href: string;
}

export interface ProblemField {
  field: string;
  code: string;
  message: string;
  rule?: RuleReference;
}

/** How the edge learns about rules without knowing the statute: given by the composition root. */
export type DescribeRule = (ruleId: string, language: Language) => RuleReference;

const VALIDATION_CODE = 'PLATFORM_INPUT_INVALID';

/** Codes for errors that the HTTP layer itself raises, by Fastify's code. */
const FASTIFY_CODES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'PLATFORM_BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'PLATFORM_MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_INVALID_JSON_BODY: 'PLATFORM_JSON_INVALID',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'PLATFORM_JSON_INVALID',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'PLATFORM_JSON_INVALID',
  FST_ERR_BAD_URL: 'PLATFORM_REQUEST_MALFORMED',
  FST_ERR_MAX_PARAM_LENGTH: 'PLATFORM_REQUEST_MALFORMED',
};

/** The words of a code with its values; a code without words is itself. */
export function sentence(key: string, language: Language, params: Record<string, string | number>): string {
  if (!isMessageKey(key)) return key;
  return translate(key, language, inWords(key, language, params));
}

/** The console's language, for what a browser fetches by itself: downloads, printed pages. */
const LANGUAGE_COOKIE = 'tandem_language';

/**
 * The reader's language: what the console is set to, else `Accept-Language`; Chinese unless English is asked for
 * first.
 */
export function languageOf(request: FastifyRequest): Language {
  const chosen = request.cookies?.[LANGUAGE_COOKIE];
  if (chosen === 'en' || chosen === 'zh') return chosen;
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}

type ValidationIssue = NonNullable<FastifyError['validation']>[number];

function issueField(issue: ValidationIssue): string {
  const params = issue.params as { missingProperty?: string; additionalProperty?: string };
  const child = params.missingProperty ?? params.additionalProperty;
  return child === undefined ? issue.instancePath || '/' : `${issue.instancePath}/${child}`;
}

/** Figures that a sentence about a field may name. */
function issueFigures(issue: ValidationIssue): Record<string, number> {
  const figures = Object.entries(issue.params).filter(([name]) => /^(limit|typed|excess)$/.test(name));
  return Object.fromEntries(figures) as Record<string, number>;
}

/** Without what only repeats a fault found deeper down: that the field was none of the other forms either. */
function ownIssues(issues: readonly ValidationIssue[]): ValidationIssue[] {
  const forms = issues.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  const explained = forms.filter((path) => issues.some((issue) => issue.instancePath.startsWith(`${path}/`)));
  return issues.filter(({ instancePath }) => !explained.includes(instancePath));
}

/** Schema violations as field errors: the keyword of JSON Schema becomes the code. */
function validationError(error: FastifyError): AppError {
  const errors: FieldError[] = ownIssues(error.validation ?? [])
    .slice(0, 50)
    .map((issue) => ({
      field: issueField(issue),
      code: `FIELD_${issue.keyword.replace(/([A-Z])/g, '_$1').toUpperCase()}`,
      params: issueFigures(issue),
    }));
  return new AppError({ code: VALIDATION_CODE, status: 400, errors, cause: error });
}

/** PostgreSQL's own refusals that mean something to a caller; anything else is internal. */
function databaseError(error: { code: string }): AppError | undefined {
  switch (error.code) {
    case '42501':
      return new AppError({ code: 'PLATFORM_NOT_YOURS', status: 403, cause: error });
    case '40001':
    case '40P01':
    case '55P03':
      return new AppError({ code: 'PLATFORM_BUSY_TRY_AGAIN', status: 409, cause: error });
    case '53100':
      return new AppError({ code: 'PLATFORM_DISK_FULL', status: 507, cause: error });
    case '55000': // takes no connections, for example while it is being restored
    case '57P01':
    case '57P02':
    case '57P03':
    case '53300':
    case '08006':
    case '08001':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
      return new AppError({ code: 'PLATFORM_DATABASE_AWAY', status: 503, cause: error });
    default:
      return undefined;
  }
}

/** Any thrown value as an AppError; what is not understood becomes an internal error without details. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const known = error as Partial<FastifyError> & { code?: string };
  if (known?.validation) return validationError(known as FastifyError);
  const mapped = known?.code ? FASTIFY_CODES[known.code] : undefined;
  if (mapped) return new AppError({ code: mapped, status: known.statusCode ?? 400, cause: error });
  const { statusCode = 500 } = known ?? {};
  if (statusCode >= 400 && statusCode < 500)
    return new AppError({ code: 'PLATFORM_REQUEST_MALFORMED', status: statusCode, cause: error });
  const fromDatabase = known?.code ? databaseError({ code: known.code }) : undefined;
  if (fromDatabase) return fromDatabase;
  if (
    error instanceof Error &&
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message)
  ) {
    return new AppError({ code: 'PLATFORM_DATABASE_AWAY', status: 503, cause: error });
  }
  return new AppError({ code: 'PLATFORM_INTERNAL', status: 500, cause: error });
}

export function toProblem(
  error: AppError,
  context: { language: Language; traceId: string; instance: string; describeRule: DescribeRule },
): Problem {
  const { language, describeRule } = context;
  const errors = error.errors.map((item) => ({
    field: item.field,
    code: item.code,
    message: sentence(item.code, language, item.params ?? {}),
    ...(item.rule ? { rule: describeRule(item.rule, language) } : {}),
  }));
  return {
    type: `urn:tandem:problem:${error.code}`,
    title: sentence(error.code, language, error.params),
    status: error.status,
    detail: sentence(`${error.code}.detail`, language, error.params).replace(/^.*\.detail$/, ''),
    instance: context.instance,
    code: error.code,
    traceId: context.traceId,
    ...(error.rule ? { rule: describeRule(error.rule, language) } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

/** The one error handler of the HTTP layer. */
export function problemHandler(describeRule: DescribeRule) {
  return async (thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const error = toAppError(thrown);
    if (error.status >= 500)
      request.log.error({ err: error.cause ?? error, problem: error.code }, 'request failed');
    else request.log.info({ problem: error.code }, 'request refused');
    const problem = toProblem(error, {
      language: languageOf(request),
      traceId: request.id,
      instance: request.url.split('?')[0] ?? '/',
      describeRule,
    });
    return reply.code(error.status).type('application/problem+json').send(problem);
  };
}

const TOO_LARGE = 'HPE_HEADER_OVERFLOW';

/** What Node refuses before there is a request: headers beyond its limit, or no HTTP at all. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const [status, reason, code] =
    error.code === TOO_LARGE
      ? [431, 'Request Header Fields Too Large', 'PLATFORM_HEADERS_TOO_LARGE']
      : [400, 'Bad Request', 'PLATFORM_REQUEST_MALFORMED'];
  const body = JSON.stringify({
    type: `urn:tandem:problem:${code}`,
    title: sentence(String(code), 'zh', {}),
    status,
    code,
  });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/problem+json\r\nconnection: close\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
