import type { ConsoleRun } from './start-console.ts';
import { compileTests, type Compiled } from './journey-share-compile.ts';
import { exchangeTests } from './journey-share-exchange.ts';

/** J1: 市场监管局 shares a file as it really comes, 税务局 uses it, an auditor verifies what was answered. */
export function shareJourney(run: () => ConsoleRun): void {
  const entry: Compiled = { title: '企业登记基本信息', resourceId: '', importPath: '' };
  compileTests(run, entry);
  exchangeTests(run, entry);
}
