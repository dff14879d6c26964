import { expect, test } from 'vitest';
import { monthFigure, recentMonths } from './month-figure.ts';

const series = {
  id: 'onTime',
  label: 'figure.request.onTime',
  unit: 'percent',
  better: 'higher',
  href: ({ from, to }: { from: string; to: string }) => `/requests?judgedFrom=${from}&judgedTo=${to}`,
} as const;
const months = recentMonths('2027-02-03');

test('the last months run over the turn of the year', () => {
  expect(months).toEqual(['2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02']);
});

test('a month without a value shows the latest that has one, by name, with its own records', () => {
  const values = [null, 90, 100, 80, null, null];
  expect(monthFigure(months, { ...series, values })).toMatchObject({
    value: 80,
    previous: 100,
    month: '2026-12',
    series: [null, 90, 100, 80],
    href: '/requests?judgedFrom=2026-12-01&judgedTo=2026-12-31',
  });
});

test('the present month is not named; nothing at all is null', () => {
  const present = monthFigure(months, { ...series, values: [null, null, null, null, null, 0] });
  expect(present).toMatchObject({ value: 0, previous: null, href: expect.stringContaining('2027-02-28') });
  expect(present.month).toBeUndefined();
  expect(monthFigure(months, { ...series, values: months.map(() => null) }).value).toBeNull();
});
