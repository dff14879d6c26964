/**
 * `npm run statute -- [--json] [--root DIR]`: each rule, the code that asks for it, the tests that prove it (below
 * `DIR`, else here). Exit 1 on a gap.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rulebook } from '../server/src/foundation/statute/rulebook.ts';
import { traceRules } from '../server/src/foundation/statute/trace.ts';

const { root } = parseArgs({ strict: false, options: { root: { type: 'string' } } }).values;
const trace = traceRules(typeof root === 'string' ? root : undefined);
const rules = rulebook.rules.map((rule) => ({ ...rule, ...(trace[rule.id] ?? { code: [], tests: [] }) }));
const ROOMS = join(import.meta.dirname, '../server/src');

/** Why a rule's line in the book is not true; undefined when it is. */
function gapOf({ status, code, tests, room }: (typeof rules)[number]): string | undefined {
  if (status === 'to-come')
    return existsSync(join(ROOMS, room)) ? `is to come, but ${room} stands` : undefined;
  if (code.length === 0) return 'has no code';
  return tests.length === 0 ? 'has no test' : undefined;
}
const gaps = rules.flatMap((rule) => {
  const reason = gapOf(rule);
  return reason === undefined ? [] : [{ id: rule.id, reason }];
});

if (process.argv.includes('--json')) {
  const articles = Map.groupBy(rules, (rule) => rule.article ?? 'platform');
  const page = [...articles].map(([article, list]) => ({ article, rules: list }));
  console.log(
    JSON.stringify({
      ...rulebook.decree,
      version: rulebook.version,
      articles: page,
      gaps: gaps.map(({ id }) => id),
    }),
  );
} else {
  for (const rule of rules) {
    const state =
      rule.status === 'to-come' ? 'to come' : `${rule.code.length} code, ${rule.tests.length} tests`;
    console.log(`${rule.id.padEnd(36)} ${rule.kind.padEnd(9)} ${state.padEnd(20)} ${rule.title.zh}`);
  }
  for (const { id, reason } of gaps) console.error(`gap: ${id} ${reason}`);
}
process.exitCode = gaps.length > 0 ? 1 : 0;
