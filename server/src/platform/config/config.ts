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
    domain: Type.String({
      pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$',
      maxLength: 200,
    }),
    demo: Type.Boolean(),
    poolSize: Type.Integer({ minimum: 2, maximum: 200 }),
    logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
    trustProxy: Type.Boolean(),
    maxUploadBytes: Type.Integer({ minimum: 1024 }),
    keepUploadsDays: Type.Integer({ minimum: 1, maximum: 3650 }),
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

/** Where the owner's address is refused there is nothing more to say of the one that would come of it. */
const NOT_TO_BE_DERIVED = 'postgres://';

/** The application role's address: the owner's, entering as `tandem_app`, unless a login of its own is given. */
function appUrl(own: string | undefined, owner: string | undefined): string | undefined {
  if (own !== undefined || owner === undefined) return own;
  if (!URL.canParse(owner) || !/^postgres(?:ql)?:/.test(owner)) return NOT_TO_BE_DERIVED;
  const url = new URL(owner);
  url.searchParams.set('options', '-c role=tandem_app');
  return url.href;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What is no number, and no `0` or `1`, stays the text it is, for the schema to refuse. */
const asNumber = (text: string) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text);
const asFlag = (text: string) => ({ '0': false, '1': true })[text] ?? text;

/** The variable of each setting. */
const VARIABLES: Readonly<Record<keyof Config, string>> = {
  databaseUrl: 'DATABASE_URL',
  appDatabaseUrl: 'TANDEM_APP_DATABASE_URL',
  host: 'HOST',
  port: 'PORT',
  dataDir: 'TANDEM_DATA_DIR',
  webDir: 'TANDEM_WEB_DIR',
  publicUrl: 'TANDEM_PUBLIC_URL',
  domain: 'TANDEM_DOMAIN',
  demo: 'TANDEM_DEMO',
  poolSize: 'TANDEM_POOL_SIZE',
  logLevel: 'TANDEM_LOG_LEVEL',
  trustProxy: 'TANDEM_TRUST_PROXY',
  maxUploadBytes: 'TANDEM_MAX_UPLOAD_BYTES',
  keepUploadsDays: 'TANDEM_KEEP_UPLOADS_DAYS',
  oidc: 'TANDEM_OIDC',
  otlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  ledgerReplaceKey: 'TANDEM_LEDGER_REPLACE_KEY',
};

/** Settings as given; an empty variable is one that is not set. */
function fromEnv(env: Env): Record<string, unknown> {
  const given = <T>(key: keyof Config, read: (text: string) => T): T | undefined => {
    const text = env[VARIABLES[key]];
    return text === undefined || text === '' ? undefined : read(text);
  };
  const text = (key: keyof Config) => given(key, String);
  const port = given('port', asNumber) ?? 8090;
  const settings = {
    databaseUrl: text('databaseUrl'),
    appDatabaseUrl: appUrl(text('appDatabaseUrl'), text('databaseUrl')),
    host: text('host') ?? '127.0.0.1',
    port,
    dataDir: text('dataDir') ?? '.data',
    webDir: text('webDir') ?? 'web/dist',
    publicUrl: text('publicUrl') ?? `http://localhost:${port}`,
    domain: text('domain') ?? 'tandem.localhost',
    demo: given('demo', asFlag) ?? false,
    poolSize: given('poolSize', asNumber) ?? 10,
    logLevel: text('logLevel') ?? 'info',
    trustProxy: given('trustProxy', asFlag) ?? false,
    maxUploadBytes: given('maxUploadBytes', asNumber) ?? 4 * 1024 ** 3,
    keepUploadsDays: given('keepUploadsDays', asNumber) ?? 14,
    oidc: given('oidc', asJson) ?? [],
    otlpEndpoint: text('otlpEndpoint'),
    ledgerReplaceKey: text('ledgerReplaceKey'),
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError naming the variable of every setting that is missing or out of bounds.
 */
export function readConfig(env: Env): Config {
  const raw = fromEnv(env);
  if (!Value.Check(ConfigSchema, raw)) {
    const problems = [...Value.Errors(ConfigSchema, raw)].map(describeProblem);
    throw new ConfigError([...new Set(problems)]);
  }
  const unusable = unusableAddresses(raw);
  if (unusable.length > 0) throw new ConfigError(unusable);
  return raw;
}

/** What looks like an address and is none: a host that is missing, a port that can't be. */
function unusableAddresses(config: Config): string[] {
  const own = config.appDatabaseUrl === NOT_TO_BE_DERIVED ? [] : [config.appDatabaseUrl];
  const given: [keyof Config, string[]][] = [
    ['databaseUrl', [config.databaseUrl]],
    ['appDatabaseUrl', own],
    ['publicUrl', [config.publicUrl]],
    ['oidc', config.oidc.map(({ issuer }) => issuer)],
    ['otlpEndpoint', config.otlpEndpoint === undefined ? [] : [config.otlpEndpoint]],
  ];
  const broken = given
    .filter(([, addresses]) => !addresses.every((address) => URL.canParse(address)))
    .map(([key]) => `${VARIABLES[key]} must be a complete address: host, and a port up to 65535`);
  if (broken.length > 0) return broken;
  const { pathname, search, hash } = new URL(config.publicUrl);
  const isOrigin = pathname === '/' && search === '' && hash === '';
  return isOrigin ? [] : [`${VARIABLES.publicUrl} must be scheme, host and port alone, without a path`];
}

type Problem = ReturnType<typeof Value.Errors>[number];

function describeProblem(problem: Problem): string {
  const [key = '', ...inner] =
    problem.keyword === 'required' && problem.instancePath === ''
      ? [problem.params.requiredProperties[0]]
      : problem.instancePath.slice(1).split('/');
  const variable = VARIABLES[key as keyof Config];
  return [variable, inner.join('/'), wanted(problem)].filter(Boolean).join(' ');
}

function wanted(problem: Problem): string {
  switch (problem.keyword) {
    case 'required':
      return `misses ${problem.params.requiredProperties.join(', ')}`;
    case 'enum':
      return `must be one of ${problem.params.allowedValues.join(', ')}`;
    case 'type':
      return problem.params.type === 'boolean' ? 'must be 0 or 1' : problem.message;
    case 'pattern':
      return `must look like ${problem.params.pattern}`;
    default:
      return problem.message;
  }
}

/** Variables that look like ours and are not: likely misspelt. */
export function unknownVariables(env: Env): string[] {
  const known = new Set(Object.values(VARIABLES));
  return Object.keys(env).filter((name) => name.startsWith('TANDEM_') && !known.has(name));
}

/** An address without what opens it: the password, and any parameter that a driver may take one from. */
function maskUrl(text: string): string {
  const url = new URL(text);
  if (url.password) url.password = '***';
  for (const name of url.searchParams.keys().toArray())
    if (/pass|secret|key|token|auth/i.test(name)) url.searchParams.set(name, '***');
  return url.href;
}

/** The configuration as understood, fit for a log: passwords and client secrets are masked. */
export function describeConfig(config: Config): Record<string, unknown> {
  const { databaseUrl, appDatabaseUrl, otlpEndpoint, oidc } = config;
  return {
    ...config,
    databaseUrl: maskUrl(databaseUrl),
    appDatabaseUrl: maskUrl(appDatabaseUrl),
    ...(otlpEndpoint === undefined ? {} : { otlpEndpoint: maskUrl(otlpEndpoint) }),
    oidc: oidc.map((given) => ({ ...given, issuer: maskUrl(given.issuer), clientSecret: '***' })),
  };
}
