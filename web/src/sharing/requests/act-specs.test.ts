import { expect, test } from 'vitest';
import { initialStated, isStated, requestAnswers } from './act-specs.ts';

const standing = {
  shareClass: 'conditional',
  can: ['decideExtension'],
  acceptedScope: null,
  extensionDaysLeft: 10,
};
const asked = (
  workingDays: number,
  decision: string | null = null,
  proposedDueOn: string | null = '2026-12-04',
) => [{ decision, workingDays, dueBefore: '2026-11-26', proposedDueOn }];

test('an extension may be shortened to a day less than asked for, and that is what the dialog begins with', () => {
  const answers = requestAnswers({ ...standing, extensions: asked(6) });
  expect(answers.map(({ id }) => id)).toEqual(['refuseExtension', 'shortenExtension', 'grantExtension']);
  const [days] = answers[1]?.fields ?? [];
  expect(days?.max).toBe(5);
  expect(initialStated(answers[1]?.fields ?? [], '2026-11-24')).toEqual({ workingDays: 5 });
});

test('a single day is granted or not; what is decided is not decided again', () => {
  const one = requestAnswers({ ...standing, extensions: asked(1) });
  expect(one.map(({ id }) => id)).toEqual(['refuseExtension', 'grantExtension']);
  expect(requestAnswers({ ...standing, extensions: asked(6, 'granted') })).toEqual([]);
});

test('a limit that is over is lengthened no more', () => {
  const replyClock = { dueOn: '2026-11-26', state: 'late' };
  const late = requestAnswers({ ...standing, extensions: asked(6), replyClock });
  expect(late.map(({ id }) => id)).toEqual(['refuseExtension']);
});

test('nobody grants an extension without having read its days and both due days', () => {
  const grant = (days: string | null) =>
    requestAnswers({ ...standing, extensions: asked(6, null, days) }).find(
      ({ id }) => id === 'grantExtension',
    );
  expect(grant('2026-12-04')).toMatchObject({
    isReadFirst: true,
    consequence: 'request.answer.grantExtension.note',
    params: { days: 6, dueBefore: '2026-11-26', dueOn: '2026-12-04' },
  });
  expect(grant(null)).toMatchObject({
    consequence: 'request.answer.grantExtension.undated',
    params: { days: 6 },
  });
});

test('who asks for more time sees what is left to ask for, and states the days', () => {
  const [ask] = requestAnswers({
    ...standing,
    can: ['askExtension'],
    extensions: [],
    extensionDaysLeft: 4,
    replyClock: { dueOn: '2026-11-26', state: 'running' },
  });
  expect(ask?.fields[0]).toMatchObject({ kind: 'days', max: 4, dueBefore: '2026-11-26' });
  expect(initialStated(ask?.fields ?? [], '2026-11-24')).toEqual({ workingDays: undefined, reason: '' });
});

test('conditions are no ground to refuse where the entry has none', () => {
  const grounds = (shareClass: string) =>
    requestAnswers({ ...standing, shareClass, can: ['draftReply'], extensions: [] })
      .flatMap(({ fields }) => fields)
      .find(({ kind }) => kind === 'ground');
  expect(grounds('unconditional')?.leavesOut).toEqual(['conditionsNotMet']);
  expect(grounds('conditional')?.leavesOut).toBeUndefined();
});

test('nothing is sent that the server would not take whole: an optional note and each missing paper, too', () => {
  const text = { name: 'note', label: 'field.note', kind: 'text', optional: true } as const;
  expect(isStated([text], { note: '字'.repeat(2000) })).toBe(true);
  expect(isStated([text], { note: '字'.repeat(2001) })).toBe(false);
  const missing = { name: 'missing', label: 'request.field.missing', kind: 'missing' } as const;
  expect(isStated([missing], { missing: ['补充依据', ''] })).toBe(true);
  expect(isStated([missing], { missing: ['补充依据', '字'.repeat(501)] })).toBe(false);
});
