import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const ConfigSchema = Type.Object(
  {
    databaseUrl: Type.String({ pattern: '^postgres(ql)?://' }),
    appDatabaseUrl: Type.String({ pattern: '^postgres(ql)?://' }),
    host: Type.String({ minLength: 1 }),
    port: Type.Integer({ minimum: 0, maximum: 65535 }),
    dataDir: Type.String({ minLength: 1 }),
    webDir: Type.String(),
    publicUrl: Type.String({ pattern: '^https?://' }),
    domain: Type.String({ pattern: '^[a-z0-9.-]+$' }),
    demo: Type.Boolean(),
    poolSize: Type.Integer({ minimum: 2, maximum: 200 }),
    logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
    trustProxy: Type.Boolean(),
    maxUploadBytes: Type.Integer({ minimum: 1024 }),
    oidc: Type.Array(
      Type.Object({
        id: Type.String({ pattern: '^[a-z0-9-]{1,32}$' }),
        label: Type.String({ maxLength: 60 }),
        issuer: Type.String({ pattern: '^https?://' }),
        clientId: Type.String({ minLength: 1 }),
        clientSecret: Type.String({ minLength: 1 }),
        accountClaim: Type.String({ minLength: 1 }),
      }),
      { maxItems: 5 },
    ),
    otlpEndpoint: Type.Optional(Type.String({ pattern: '^https?://' })),
    /** Key id of the ledger's present key: a new one takes its place at this start. */
    ledgerReplaceKey: Type.Optional(Type.String({ pattern: '^[0-9a-f]{8}$' })),
  },
  { additionalProperties: false },
);

/** Everything the server can be told from outside. Read once, at start; nothing else looks at the environment. */
export type Config = Static<typeof ConfigSchema>;

export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`configuration is not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/** The application role's address: the owner's, entering as `tandem_app`, unless a login of its own is given. */
function appUrl(env: Env): string | undefined {
  if (env['TANDEM_APP_DATABASE_URL']) return env['TANDEM_APP_DATABASE_URL'];
  if (!env['DATABASE_URL'] || !URL.canParse(env['DATABASE_URL'])) return undefined;
  const url = new URL(env['DATABASE_URL']);
  url.searchParams.set('options', '-c role=tandem_app');
  return url.href;
}

function parseJson(text: string | undefined, fallback: unknown): unknown {
  if (text === undefined || text === '') return fallback;
  try {
    return JSON.parse(text);
  } catch {
    return 'not JSON';
  }
}

function fromEnv(env: Env): Record<string, unknown> {
  const host = env['HOST'] ?? '127.0.0.1';
  const port = Number(env['PORT'] ?? 8090);
  return {
    databaseUrl: env['DATABASE_URL'],
    appDatabaseUrl: appUrl(env),
    host,
    port,
    dataDir: env['TANDEM_DATA_DIR'] ?? '.data',
    webDir: env['TANDEM_WEB_DIR'] ?? 'web/dist',
    publicUrl: env['TANDEM_PUBLIC_URL'] ?? `http://localhost:${port}`,
    domain: env['TANDEM_DOMAIN'] ?? 'tandem.localhost',
    demo: env['TANDEM_DEMO'] === '1',
    poolSize: Number(env['TANDEM_POOL_SIZE'] ?? 10),
    logLevel: env['TANDEM_LOG_LEVEL'] ?? 'info',
    trustProxy: env['TANDEM_TRUST_PROXY'] === '1',
    maxUploadBytes: Number(env['TANDEM_MAX_UPLOAD_BYTES'] ?? 4 * 1024 ** 3),
    oidc: parseJson(env['TANDEM_OIDC'], []),
    ...(env['TANDEM_LEDGER_REPLACE_KEY'] ? { ledgerReplaceKey: env['TANDEM_LEDGER_REPLACE_KEY'] } : {}),
    ...(env['OTEL_EXPORTER_OTLP_ENDPOINT'] ? { otlpEndpoint: env['OTEL_EXPORTER_OTLP_ENDPOINT'] } : {}),
  };
}

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError naming every setting that is missing or out of bounds.
 */
export function readConfig(env: Env): Config {
  const raw = fromEnv(env);
  if (Value.Check(ConfigSchema, raw)) return raw;
  const problems = [...Value.Errors(ConfigSchema, raw)].map(
    (error) => `${error.instancePath.slice(1) || 'configuration'} ${error.message}`,
  );
  throw new ConfigError(problems);
}

function maskUrl(text: string): string {
  const url = new URL(text);
  if (url.password) url.password = '***';
  return url.href;
}

/** The configuration as understood, fit for a log: passwords and client secrets are masked. */
export function describeConfig(config: Config): Record<string, unknown> {
  return {
    ...config,
    databaseUrl: maskUrl(config.databaseUrl),
    appDatabaseUrl: maskUrl(config.appDatabaseUrl),
    oidc: config.oidc.map((issuer) => ({ ...issuer, clientSecret: '***' })),
  };
}
