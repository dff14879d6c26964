import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FINAL_STATES,
  NEW_REQUEST,
  REQUEST_ACTS,
  REQUEST_RULES,
  REQUEST_STATES,
  step,
  type RequestAct,
  type RequestState,
  type RequestStatus,
} from './request.ts';

const limits = { maxSupplementNotices: 1 };
/** A choice among all acts, most of which will not be allowed, or among those that are. */
interface Choice {
  pick: number;
  onlyAllowed: boolean;
  reply: 'grant' | 'refuse';
}
const anyAct: fc.Arbitrary<Choice> = fc.record({
  pick: fc.nat(),
  onlyAllowed: fc.boolean(),
  reply: fc.constantFrom('grant' as const, 'refuse' as const),
});

/** Where a sequence of choices leads; acts that are refused change nothing. */
function walk(choices: readonly Choice[]): { status: RequestStatus; trail: RequestAct[] } {
  let status = NEW_REQUEST;
  const trail: RequestAct[] = [];
  for (const { pick, onlyAllowed, reply } of choices) {
    const allowed = REQUEST_ACTS.filter((act) => step(status, { act, reply, ...limits }).ok);
    const acts = onlyAllowed && allowed.length > 0 ? allowed : REQUEST_ACTS;
    const act = acts[pick % acts.length] ?? 'remark';
    const taken = step(status, { act, reply, ...limits });
    if (!taken.ok) continue;
    status = taken.status;
    trail.push(act);
  }
  return { status, trail };
}

const GRANTED: readonly RequestState[] = ['granted', 'inForce', 'ended'];

describe('the life of a request', () => {
  test('no path grants without the consent of both heads [20.requester-consent] [20.provider-consent]', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 60 }), (acts) => {
        const { status, trail } = walk(acts);
        if (!GRANTED.includes(status.state)) return;
        expect(status.officeConsent).toBe(true);
        expect(status.replyConsent).toBe(true);
        expect(trail).toContain('consentFiling');
        expect(trail.includes('grant') || trail.includes('grantByStandingConsent')).toBe(true);
        expect(status.reply).toBe('grant');
      }),
      { numRuns: 2000 },
    );
  });

  test('nothing reaches the provider without the consent of the requester’s head', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 60 }), (acts) => {
        const { status } = walk(acts);
        const own: readonly RequestState[] = ['draft', 'awaitingOfficeConsent', 'withdrawn'];
        if (!own.includes(status.state)) expect(status.officeConsent).toBe(true);
      }),
    );
  });

  test('a refusal is a consented one, and never turns into a grant', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 60 }), (acts) => {
        const { status } = walk(acts);
        if (status.state === 'refused') expect(status).toMatchObject({ reply: 'refuse', replyConsent: true });
      }),
    );
  });

  test('one supplement notice at most on any path [21.supplement]', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 80 }), (acts) => {
        const { status, trail } = walk(acts);
        expect(status.supplementNotices).toBeLessThanOrEqual(1);
        expect(trail.filter((act) => act === 'noticeSupplement').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  test('final states are final', () => {
    for (const state of FINAL_STATES) {
      for (const act of REQUEST_ACTS) {
        expect(step({ ...NEW_REQUEST, state }, { act, reply: 'grant', ...limits })).toEqual({
          ok: false,
          reason: 'state',
        });
      }
    }
  });

  test('every state is reached, and an act from elsewhere changes nothing', () => {
    const reached = new Set<RequestState>();
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 80 }), (acts) => {
        reached.add(walk(acts).status.state);
      }),
      { numRuns: 4000, seed: 7 },
    );
    expect([...reached].toSorted()).toEqual([...REQUEST_STATES].toSorted());
    for (const act of REQUEST_ACTS) {
      for (const state of REQUEST_STATES) {
        const allowed = REQUEST_RULES[act].from.includes(state);
        const status: RequestStatus = { ...NEW_REQUEST, state, reply: act === 'refuse' ? 'refuse' : 'grant' };
        expect(step(status, { act, reply: 'grant', ...limits }).ok).toBe(allowed);
      }
    }
  });

  test('a head cannot send the other reply than the one drafted', () => {
    const status: RequestStatus = { ...NEW_REQUEST, state: 'awaitingReplyConsent', reply: 'refuse' };
    expect(step(status, { act: 'grant', ...limits })).toEqual({ ok: false, reason: 'reply-other' });
    expect(step({ ...status, reply: 'grant' }, { act: 'refuse', ...limits })).toEqual({
      ok: false,
      reason: 'reply-other',
    });
  });

  test('acts of the platform belong to no role', () => {
    for (const act of REQUEST_ACTS) {
      const rule = REQUEST_RULES[act];
      expect(rule.roles.length === 0).toBe(rule.sides.includes('platform'));
    }
  });
});
