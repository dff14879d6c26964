import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { traceRules } from './trace.ts';

const PROJECT = join(import.meta.dirname, '../../../..');

let root: string | undefined;
afterEach(async () => {
  if (root) await rm(root, { recursive: true });
  root = undefined;
});

async function traceOf(files: Record<string, string>, id: string) {
  root = await mkdtemp(join(tmpdir(), 'tandem-trace-'));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return traceRules(root)[id];
}

test('code that asks for a rule, and tests that carry it in their title, are found', async () => {
  const found = await traceOf(
    {
      'server/src/a.ts': "const days = ruleDays('17.update');\nthrow error('X', { rule: '17.update' });\n",
      'server/src/b.ts': "throw error('X', {\n  rule:\n    late ? '17.update' : '22.supply' });\n",
      'server/src/a.test.ts':
        "test('ten days [17.update] [22.supply]', () => {});\ntest.each([1])(\n  'all [17.update]', f);\n",
    },
    '17.update',
  );
  expect(found?.code.map(({ file, line }) => `${file}:${line}`)).toEqual([
    'server/src/a.ts:1',
    'server/src/a.ts:2',
    'server/src/b.ts:3',
  ]);
  expect(found?.tests.map(({ line }) => line)).toEqual([1, 3]);
});

test('each place is the line that holds the id', async () => {
  const files = new Map<string, string[]>();
  for (const [id, { code, tests }] of Object.entries(traceRules()))
    for (const { file, line } of [...code, ...tests]) {
      const lines = files.get(file) ?? (await readFile(join(PROJECT, file), 'utf8')).split('\n');
      files.set(file, lines);
      expect(lines[line - 1], `${file}:${line}`).toContain(id);
    }
  expect(files.size).toBeGreaterThan(50);
});

test('comments, other strings and expectations prove nothing', async () => {
  const found = await traceOf(
    {
      'server/src/a.ts':
        "const three = 3; // rule('17.update')\n/* ruleDays('17.update') */\n * rule: '17.update'\nlog('17.update');\nexport const unusedRule = '17.update';\n",
      'server/src/a.test.ts':
        "// test('[17.update]')\ntest('nothing', () => expect(rule.id).toBe('17.update'));\n",
    },
    '17.update',
  );
  expect(found).toEqual({ code: [], tests: [] });
});
