import { expect, test } from 'vitest';
import { panelStep } from './panel-history.ts';

const list = { side: 'all' };
const opened = { side: 'all', call: 'a' };

test('opening a panel is a step of its own, and closing it goes that step back', () => {
  expect(panelStep('call', list, { call: 'a' }, false)).toBe('open');
  expect(panelStep('call', opened, { call: undefined }, true)).toBe('back');
});

test('another row keeps to the step, so that one Back still closes', () => {
  expect(panelStep('call', opened, { call: 'b' }, true)).toBe('keep');
});

test('a panel that came with a link is closed in its place: the step before is another page', () => {
  expect(panelStep('call', opened, { call: undefined }, false)).toBe('replace');
  expect(panelStep('call', opened, { call: 'b' }, false)).toBe('replace');
});

test('a filter replaces, and closing afterwards does not bring the old filter back', () => {
  expect(panelStep('call', list, { side: 'provider' }, false)).toBe('replace');
  expect(panelStep('call', opened, { side: 'provider' }, true)).toBe('replace');
  expect(panelStep('call', opened, { side: 'provider', call: undefined }, true)).toBe('replace');
});
