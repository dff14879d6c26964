import { expect, it } from 'vitest';
import { firstEntryOf, isCurrent, navigation, phoneTabs, visibleNavigation } from './nav.ts';

const everything = () => true;
const ids = (groups: ReturnType<typeof visibleNavigation>) =>
  groups.flatMap((group) => group.entries.map((e) => e.id));

it('hides entries whose route nobody contributed, and groups left empty', () => {
  const groups = visibleNavigation(['clerk'], (to) => to === '/catalogue');
  expect(groups.map((group) => group.id)).toEqual(['sharing']);
  expect(ids(groups)).toEqual(['catalogue']);
});

it('shows the cockpit to those who answer for it and administration to operators', () => {
  expect(ids(visibleNavigation(['clerk'], everything))).not.toContain('cockpit');
  expect(ids(visibleNavigation(['clerk'], everything))).not.toContain('administration');
  expect(ids(visibleNavigation(['auditor'], everything))).toContain('cockpit');
  expect(ids(visibleNavigation(['clerk', 'systemOperator'], everything))).toContain('administration');
});

it('opens on the inbox, or on what is there', () => {
  expect(firstEntryOf(['clerk'], ['/catalogue', '/inbox'])).toBe('/inbox');
  expect(firstEntryOf(['clerk'], ['/cockpit'])).toBe('/account');
});

it('puts two entries by role in the phone bar', () => {
  expect(phoneTabs(['clerk'], everything).map((e) => e.id)).toEqual(['inbox', 'catalogue']);
  expect(phoneTabs(['departmentHead'], everything).map((e) => e.id)).toEqual(['inbox', 'cockpit']);
});

it('marks the entry of the page below it, not of a namesake', () => {
  const inbox = navigation[0]?.entries[0];
  expect(inbox && isCurrent(inbox, '/inbox/5')).toBe(true);
  expect(inbox && isCurrent(inbox, '/inbox-old')).toBe(false);
});
