import { expect, test } from 'vitest';
import type { Actor } from '../../platform/identity/actor.ts';
import { assertNotFiler, assertNotWriter, withAuthors } from './separation.ts';

const [ME, COLLEAGUE] = ['0199-me', '0199-colleague'];

function actor(change: Partial<Actor> = {}): Actor {
  return {
    kind: 'person',
    personId: ME,
    name: '我',
    departmentId: 'd',
    departmentCreditCode: 'c',
    departmentName: 'n',
    roles: ['sharingOfficeHead'],
    ...change,
  };
}

const REFUSAL = expect.objectContaining({
  code: 'PEOPLE_FILER_APPROVES',
  status: 403,
  rule: 'platform.separation',
});

test('[platform.separation] nobody approves what they filed', () => {
  expect(() => assertNotFiler(actor(), ME)).toThrow(REFUSAL);
  expect(() => assertNotFiler(actor(), COLLEAGUE)).not.toThrow();
});

test('[platform.separation] standing in for a colleague changes nothing: neither one’s own filing nor theirs', () => {
  const standingIn = actor({ delegatedBy: COLLEAGUE });
  expect(() => assertNotFiler(standingIn, ME)).toThrow(REFUSAL);
  expect(() => assertNotFiler(standingIn, COLLEAGUE)).toThrow(REFUSAL);
  expect(() => assertNotFiler(standingIn, 'somebody else')).not.toThrow();
});

test('[platform.separation] nobody approves what they wrote a part of, nor what was written in their name', () => {
  const refusal = expect.objectContaining({ code: 'PEOPLE_WRITER_APPROVES', rule: 'platform.separation' });
  expect(() => assertNotWriter({ actor: actor() }, [COLLEAGUE, ME])).toThrow(refusal);
  expect(() => assertNotWriter({ actor: actor({ delegatedBy: COLLEAGUE }) }, [COLLEAGUE])).toThrow(refusal);
  expect(() => assertNotWriter({ actor: actor() }, [COLLEAGUE])).not.toThrow();
  expect(withAuthors([ME], actor({ delegatedBy: COLLEAGUE }))).toEqual([ME, COLLEAGUE]);
});

test('[platform.separation] what nobody filed may be approved; the platform itself is nobody', () => {
  expect(() => assertNotFiler(actor(), null)).not.toThrow();
  expect(() => assertNotFiler(actor({ kind: 'job', personId: undefined }), undefined)).not.toThrow();
});
