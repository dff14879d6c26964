import { describe, expect, test } from 'vitest';
import type { Text } from '../../platform/i18n.ts';
import type { RequestDetail, Step } from './request-api.ts';
import { requestSteps } from './request-steps.ts';

const words = {
  t: ((key: string, params?: object) =>
    params ? `${key} ${JSON.stringify(params)}` : key) as unknown as Text,
  language: 'zh' as const,
  now: new Date('2026-11-28T10:00:00+08:00'),
};
const step = (act: string, at: string) =>
  ({ id: act, act, at, actor: { name: '何静', departmentShortName: '民政局' } }) as Step;

function detail(given: object): RequestDetail {
  return {
    state: 'inForce',
    submittedAt: '2026-11-20T09:00:00+08:00',
    repliedAt: '2026-11-24T09:00:00+08:00',
    suppliedAt: null,
    provider: { shortName: '人社局' },
    requester: { shortName: '民政局' },
    extensions: [],
    replyClock: null,
    supplyClock: null,
    history: [
      step('consentFiling', '2026-11-20T09:00:00+08:00'),
      step('grant', '2026-11-24T09:00:00+08:00'),
      step('conclude', '2026-11-24T09:00:20+08:00'),
    ],
    ...given,
  } as unknown as RequestDetail;
}

describe('steps of a request', () => {
  test('data that was there at the reply is a step of its own', () => {
    const steps = requestSteps(detail({ suppliedAt: '2026-11-24T09:00:00+08:00' }), words);
    expect(steps.map(({ title, state }) => [title, state])).toEqual([
      ['request.step.consentFiling', 'done'],
      ['request.step.grant', 'done'],
      ['request.step.supply', 'done'],
      ['request.step.conclude', 'done'],
    ]);
    expect(steps[2]?.when).toBe('11-24 09:00');
  });

  test('between steps stands how long it took, and after the last one how long it has stood', () => {
    const gaps = requestSteps(detail({}), words).map(({ gap }) => gap);
    expect(gaps).toEqual(['4 日', 'request.step.atOnce', 'request.step.since {"time":"4 日"}', undefined]);
  });

  test('a limit in another year is told with its year', () => {
    const supply = requestSteps(detail({ supplyClock: { dueOn: '2027-01-05' } }), words).at(-1);
    expect(supply?.when).toBe('request.step.supplyBy {"date":"2027-01-05"}');
  });
});
