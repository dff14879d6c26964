/**
 * `npm run statute -- [--json] [--root DIR]`: each rule, the code that asks for it, the tests that prove it (below
 * `DIR`, else here). Exit 1 on a gap.
 */
import { parseArgs } from 'node:util';
import { rulebook } from '../server/src/foundation/statute/rulebook.ts';
import { traceRules } from '../server/src/foundation/statute/trace.ts';

const { root } = parseArgs({ strict: false, options: { root: { type: 'string' } } }).values;
const trace = traceRules(typeof root === 'string' ? root : undefined);
const rules = rulebook.rules.map((rule) => ({ ...rule, ...(trace[rule.id] ?? { code: [], tests: [] }) }));
const gaps = rules.filter(
  (rule) => rule.status === 'in-force' && (rule.code.length === 0 || rule.tests.length === 0),
);

if (process.argv.includes('--json')) {
  const articles = Map.groupBy(rules, (rule) => rule.article ?? 'platform');
  const page = [...articles].map(([article, list]) => ({ article, rules: list }));
  console.log(
    JSON.stringify({
      ...rulebook.decree,
      version: rulebook.version,
      articles: page,
      gaps: gaps.map((rule) => rule.id),
    }),
  );
} else {
  for (const rule of rules) {
    const state =
      rule.status === 'to-come' ? 'to come' : `${rule.code.length} code, ${rule.tests.length} tests`;
    console.log(`${rule.id.padEnd(36)} ${rule.kind.padEnd(9)} ${state.padEnd(20)} ${rule.title.zh}`);
  }
  for (const rule of gaps) {
    console.error(`gap: ${rule.id} has ${rule.code.length === 0 ? 'no code' : 'no test'}`);
  }
}
process.exitCode = gaps.length > 0 ? 1 : 0;
