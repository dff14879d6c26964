import { expect, test } from 'vitest';
import { ConfigError, describeConfig, readConfig, unknownVariables } from './config.ts';

const DATABASE_URL = 'postgres://owner:hunter2@db.example:5432/tandem';

test('the application enters as the restricted role unless it has a login of its own', () => {
  const derived = new URL(readConfig({ DATABASE_URL }).appDatabaseUrl);
  expect(derived.searchParams.get('options')).toBe('-c role=tandem_app');
  const own = readConfig({ DATABASE_URL, TANDEM_APP_DATABASE_URL: 'postgres://app@db.example/tandem' });
  expect(own.appDatabaseUrl).toBe('postgres://app@db.example/tandem');
});

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('everything that is wrong is named at once, by its variable', () => {
  const problems = problemsOf({
    PORT: '99999',
    TANDEM_OIDC: '{',
    TANDEM_LOG_LEVEL: 'loud',
    TANDEM_TRUST_PROXY: 'true',
    TANDEM_POOL_SIZE: 'ten',
    TANDEM_DOMAIN: '..',
  }).join('\n');
  for (const variable of [
    'DATABASE_URL misses',
    'PORT must',
    'TANDEM_OIDC must',
    'TANDEM_LOG_LEVEL must be one of fatal',
    'TANDEM_TRUST_PROXY must be 0 or 1',
    'TANDEM_POOL_SIZE must',
    'TANDEM_DOMAIN must',
  ])
    expect(problems).toContain(variable);
  expect(problemsOf({ DATABASE_URL, TANDEM_OIDC: '[{"id":"x"}]' }).join()).toContain('TANDEM_OIDC 0 misses');
});

test('an address that is refused is blamed alone, not what would have come of it', () => {
  for (const address of ['mysql://db.example/tandem', 'postgres://:99999', 'db.example'])
    expect(problemsOf({ DATABASE_URL: address }).map((problem) => problem.split(' ')[0])).toEqual([
      'DATABASE_URL',
    ]);
});

test('an empty variable is not set; one that looks like ours and is not is named', () => {
  expect(readConfig({ DATABASE_URL, TANDEM_POOL_SIZE: '' }).poolSize).toBe(10);
  expect(unknownVariables({ TANDEM_DATADIR: '/x', TANDEM_DATA_DIR: '/y', HOME: '/' })).toEqual([
    'TANDEM_DATADIR',
  ]);
});

test('what is printed of the configuration holds no secret', () => {
  const issuer = {
    id: 'gov',
    label: 'Gov',
    issuer: 'https://id.example',
    clientId: 'tandem',
    clientSecret: 's3cret',
    accountClaim: 'sub',
  };
  const config = readConfig({
    DATABASE_URL: `${DATABASE_URL}?password=t0psecret&sslpassword=t0psecret`,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://user:hunter2@collector:4318',
    TANDEM_OIDC: JSON.stringify([issuer]),
  });
  const printed = JSON.stringify(describeConfig(config));
  expect(printed).toContain('db.example');
  expect(printed).toContain('collector');
  expect(printed).not.toContain('hunter2');
  expect(printed).not.toContain('t0psecret');
  expect(printed).not.toContain('s3cret');
});

test('an address that can not be one is named by its variable, and by no other', () => {
  const named = (env: Record<string, string>) =>
    problemsOf({ DATABASE_URL, ...env }).map((line) => line.split(' ')[0]);
  for (const url of ['http://', 'https://exa mple', 'https://h:99999', 'http://x/base/path', 'http://x/?a=b'])
    expect(named({ TANDEM_PUBLIC_URL: url })).toEqual(['TANDEM_PUBLIC_URL']);
  expect(named({ TANDEM_PUBLIC_URL: 'https://tandem.example/' })).toEqual([]);
  expect(named({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://' })).toEqual(['OTEL_EXPORTER_OTLP_ENDPOINT']);
  expect(named({ DATABASE_URL: 'postgres://h:port/x' })).toEqual(['DATABASE_URL']);
  expect(named({ DATABASE_URL: 'postgres:///x?host=/run/postgresql' })).toEqual([]);
});
