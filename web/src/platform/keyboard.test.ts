import { expect, it } from 'vitest';
import { matchesShortcut } from './keyboard.ts';

const press = (key: string, change: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...change,
});

it.each([
  [press('k', { ctrlKey: true }), { key: 'k', ctrl: true }, true],
  [press('k', { metaKey: true }), { key: 'k', ctrl: true }, true],
  [press('k'), { key: 'k', ctrl: true }, false],
  [press('A', { shiftKey: true }), { key: 'a' }, false],
  [press('A', { shiftKey: true }), { key: 'a', shift: true }, true],
  [press('?', { shiftKey: true }), { key: '?' }, true],
  [press('a', { isComposing: true }), { key: 'a' }, false],
  [press('a', { altKey: true }), { key: 'a' }, false],
  [press('Escape'), { key: 'escape' }, true],
])('%j against %j is %s', (event, shortcut, expected) => {
  expect(matchesShortcut(event, shortcut)).toBe(expected);
});
