import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserClient } from '../../../test/client.ts';
import { CITY_PASSWORD } from '../../../test/city.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';

let run: TestServerRun;
beforeAll(async () => {
  run = await startTestServer();
});
afterAll(() => run.stop());

test('a person signs in with the password and is described as the console needs it', async () => {
  const answer = await run.anonymous.post('/api/v1/session', {
    account: ' Tax.Clerk ',
    password: CITY_PASSWORD,
  });
  expect(answer.status).toBe(200);
  const { department } = run.person('tax.clerk');
  expect(answer.body).toMatchObject({
    person: { id: run.person('tax.clerk').id },
    department: {
      id: department.id,
      shortName: '税务局',
      level: 'city',
      divisionCode: '640100',
      kind: 'department',
    },
    roles: ['clerk'],
    language: 'zh',
    mustChangePassword: false,
    secondFactor: false,
    demo: true,
    platformName: { zh: '示范市', en: 'Shifan City' },
    delegations: [],
    acting: null,
  });
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^tandem_session=[A-Za-z0-9_-]{43};/);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  const browser = browserClient(run.url, cookie.split(';')[0]);
  expect((await browser.get('/api/v1/session')).body).toMatchObject({
    person: { id: run.person('tax.clerk').id },
  });
  expect((await browser.delete('/api/v1/session')).status).toBe(204);
  expect((await browser.get('/api/v1/session')).status).toBe(401);
  expect((await browser.get('/api/v1/session?optional=true')).status).toBe(204);
});
