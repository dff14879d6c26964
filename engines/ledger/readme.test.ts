import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import * as ledger from './index.ts';

it('the example of the README does what it says', async () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const said: unknown[] = [];
  const got: unknown[] = [];
  const check = (result: unknown, expected: unknown) => {
    got.push(result);
    said.push(expected);
  };
  const [, code = ''] = /```js\n(.*?)```/s.exec(readme) ?? [];
  const checked = code.replaceAll(/^(.*); \/\/ → (.*)$/gm, 'check($1, $2);');
  await runInContext(`(async () => { ${checked} })()`, createContext({ ...ledger, Uint8Array, check }));
  expect(got).toHaveLength(3);
  expect(JSON.stringify(got)).toBe(JSON.stringify(said));
});
