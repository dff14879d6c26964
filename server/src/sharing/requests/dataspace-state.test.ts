import { expect, test } from 'vitest';
import { toDataspaceState, toTransferState } from './dataspace-state.ts';

test('a request maps onto contract negotiation of the Dataspace Protocol', () => {
  const at = (state: Parameters<typeof toDataspaceState>[0]['state'], more = {}) =>
    toDataspaceState({ state, scopeAccepted: false, requesterConfirmed: false, ...more });
  expect(at('draft')).toBeUndefined();
  expect(at('submitted')).toBe('REQUESTED');
  expect(at('scopeProposed')).toBe('OFFERED');
  expect(at('submitted', { scopeAccepted: true })).toBe('ACCEPTED');
  expect(at('granted')).toBe('AGREED');
  expect(at('granted', { requesterConfirmed: true })).toBe('VERIFIED');
  expect(at('inForce')).toBe('FINALIZED');
  expect(at('refused')).toBe('TERMINATED');
});

test('supply maps onto the transfer process', () => {
  const at = (
    state: Parameters<typeof toTransferState>[0]['state'],
    supplied: boolean,
    cause: string | null = null,
  ) => toTransferState({ state, supplied, cause });
  expect(at('pending', false)).toBeUndefined();
  expect(at('inForce', false)).toBe('REQUESTED');
  expect(at('inForce', true)).toBe('STARTED');
  expect(at('suspended', true)).toBe('SUSPENDED');
  expect(at('ended', true, 'purposeAchieved')).toBe('COMPLETED');
  expect(at('ended', true, 'misuse')).toBe('TERMINATED');
});
