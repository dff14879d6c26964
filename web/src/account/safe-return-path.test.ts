import { expect, it } from 'vitest';
import { safeReturnPath } from './safe-return-path.ts';

it.each([
  ['/requests/5?tab=scope#reply', '/requests/5?tab=scope#reply'],
  [undefined, '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?next=/sign-in', '/'],
])('%j leads to %j', (next, path) => {
  expect(safeReturnPath(next)).toBe(path);
});
