import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import * as decision from './index.ts';

it('the examples of the README do what they say', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const checks: [line: string, said: string, got: string][] = [];
  const check = (line: string, got: unknown, said: unknown) => {
    checks.push([line, JSON.stringify(said), JSON.stringify(got)]);
  };
  const context = createContext({ ...decision, check });
  for (const [, code = ''] of readme.matchAll(/```js\n(.*?)```/gs)) {
    runInContext(code.replaceAll(/^(.*); \/\/ → (.*)$/gm, 'check(`$1`, $1, $2);'), context);
  }
  expect(checks.length).toBeGreaterThanOrEqual(5);
  for (const [line, said, got] of checks) expect([line, got]).toEqual([line, said]);
});
