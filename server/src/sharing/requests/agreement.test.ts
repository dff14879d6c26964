import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AGREEMENT_ACTS,
  AGREEMENT_RULES,
  AGREEMENT_STATES,
  enforcedState,
  standingOn,
  stepAgreement,
  type AgreementAct,
  type AgreementState,
  type AgreementStatus,
} from './agreement.ts';
import type { Side } from './request.ts';

const NEW: AgreementStatus = {
  state: 'pending',
  requesterConfirmed: false,
  providerConfirmed: false,
  disposed: false,
  suspendedBy: null,
};
const anyStep = fc.record({ pick: fc.nat(), onlyAllowed: fc.boolean() });
const MOVES: readonly [AgreementAct, Side][] = AGREEMENT_ACTS.flatMap((act) =>
  AGREEMENT_RULES[act].sides.map((side): [AgreementAct, Side] => [act, side]),
);

/** Where a sequence of moves leads, each made by a side that may make it; refused ones change nothing. */
function walk(choices: readonly { pick: number; onlyAllowed: boolean }[]) {
  let status = NEW;
  const trail: [AgreementAct, Side][] = [];
  for (const { pick, onlyAllowed } of choices) {
    const allowed = MOVES.filter(([act, side]) => stepAgreement(status, act, side).ok);
    const moves = onlyAllowed && allowed.length > 0 ? allowed : MOVES;
    const move = moves[pick % moves.length];
    if (!move) continue;
    const taken = stepAgreement(status, ...move);
    if (!taken.ok) continue;
    status = taken.status;
    trail.push(move);
  }
  return { status, trail };
}

describe('the life of an agreement', () => {
  test('no path brings it into force before both sides confirmed, each for itself', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        const { status, trail } = walk(steps);
        if (status.state === 'pending' || status.state === 'declined') return;
        expect(trail).toContainEqual(['confirm', 'requester']);
        expect(trail).toContainEqual(['confirm', 'provider']);
      }),
      { numRuns: 2000 },
    );
  });

  test('a provider ends it only through a suspension or a filed stop [27.no-arbitrary-stop]', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        const { status, trail } = walk(steps);
        if (status.state !== 'ended') return;
        const last = trail.findLast(([act]) => AGREEMENT_RULES[act].to === 'ended')?.[0];
        if (last === 'terminate') expect(trail.map(([act]) => act)).toContain('suspend');
        expect(['terminate', 'endByProvider', 'endByRequester']).toContain(last);
      }),
    );
  });

  test('what the authority suspended, no provider resumes or ends [27.suspension]', () => {
    const suspended = { ...NEW, state: 'suspended' as const, suspendedBy: 'authority' as const };
    for (const act of ['resume', 'terminate'] as const) {
      expect(stepAgreement(suspended, act, 'provider')).toEqual({
        ok: false,
        reason: 'suspended-by-authority',
      });
      expect(stepAgreement(suspended, act, 'authority').ok).toBe(true);
      expect(stepAgreement({ ...suspended, suspendedBy: 'provider' }, act, 'provider').ok).toBe(true);
    }
    expect(stepAgreement(suspended, 'endByRequester', 'requester')).toEqual({ ok: false, reason: 'state' });
  });

  test('disposal comes after the end, and once [27.disposal]', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 80 }), (steps) => {
        const { status, trail } = walk(steps);
        if (status.disposed) expect(['ended', 'expired']).toContain(status.state);
        expect(trail.filter(([act]) => act === 'dispose').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  test('every state is reached', () => {
    const reached = new Set<AgreementState>();
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        reached.add(walk(steps).status.state);
      }),
      { numRuns: 3000, seed: 3 },
    );
    expect([...reached].toSorted()).toEqual([...AGREEMENT_STATES].toSorted());
  });

  test('a confirmed agreement stands by its days', () => {
    const agreement = { state: 'inForce', termFrom: '2026-12-01', termTo: '2027-11-30' } as const;
    expect(standingOn(agreement, '2026-11-30')).toBe('scheduled');
    expect(standingOn(agreement, '2026-12-01')).toBe('inForce');
    expect(standingOn(agreement, '2027-11-30')).toBe('inForce');
    expect(standingOn(agreement, '2027-12-01')).toBe('expired');
    expect(standingOn({ ...agreement, state: 'suspended' }, '2026-12-01')).toBe('suspended');
  });

  test('the exchange is never told that anything unconfirmed or held back is in force', () => {
    for (const state of AGREEMENT_STATES) {
      const open = enforcedState(state) === 'inForce';
      // An expired one is refused by its term, which the exchange checks itself and can name.
      expect(open).toBe(state === 'inForce' || state === 'expired');
    }
  });
});
