import { expect, test } from 'vitest';
import { ConfigError, describeConfig, readConfig } from './config.ts';

const DATABASE_URL = 'postgres://owner:hunter2@db.example:5432/tandem';

test('the application enters as the restricted role unless it has a login of its own', () => {
  const derived = new URL(readConfig({ DATABASE_URL }).appDatabaseUrl);
  expect(derived.searchParams.get('options')).toBe('-c role=tandem_app');
  const own = readConfig({ DATABASE_URL, TANDEM_APP_DATABASE_URL: 'postgres://app@db.example/tandem' });
  expect(own.appDatabaseUrl).toBe('postgres://app@db.example/tandem');
});

test('everything that is wrong is named at once', () => {
  const attempt = () => readConfig({ PORT: '99999', TANDEM_OIDC: '{', TANDEM_LOG_LEVEL: 'loud' });
  expect(attempt).toThrow(ConfigError);
  try {
    attempt();
  } catch (error) {
    const problems = (error as ConfigError).problems.join('\n');
    for (const setting of ['databaseUrl', 'port', 'oidc', 'logLevel']) expect(problems).toContain(setting);
  }
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
  const config = readConfig({ DATABASE_URL, TANDEM_OIDC: JSON.stringify([issuer]) });
  const printed = JSON.stringify(describeConfig(config));
  expect(printed).toContain('db.example');
  expect(printed).not.toContain('hunter2');
  expect(printed).not.toContain('s3cret');
});
