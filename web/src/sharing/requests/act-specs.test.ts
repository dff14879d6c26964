import { expect, test } from 'vitest';
import { initialStated, requestAnswers } from './act-specs.ts';

const standing = { can: ['decideExtension'], acceptedScope: null };
const asked = (workingDays: number, decision: string | null = null) => [{ decision, workingDays }];

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
