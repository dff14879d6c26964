#!/usr/bin/env node
/**
 * `npx tandem-decision run | check | explain | diff | sql …`: decision models from the command line; README.md beside this says
 * how. Exit code 0 when it was done and all is well, 1 when model or input refuse it (the code stands first on
 * standard error) or `check` found an error, or `sql` has none for an expression, 2 for a command that there is not.
 */
import { DecisionError } from '@tandem/decision';
import { isMessageKey, translate } from '@tandem/messages';
import { check } from './check.ts';
import { CommandError } from './command-error.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { run } from './run.ts';
import { sql } from './sql.ts';

const COMMANDS: ReadonlyMap<string, (args: string[]) => number> = new Map([
  ['run', run],
  ['check', check],
  ['explain', explain],
  ['diff', diff],
  ['sql', sql],
]);

function refuse({ code, params }: CommandError | DecisionError): void {
  const key = `decision.${code}`;
  process.stderr.write(`${code}\n`);
  if (!isMessageKey(key)) return;
  process.stderr.write(`${translate(key, 'zh', params)}\n${translate(key, 'en', params)}\n`);
}

function main([name = '', ...args]: string[]): number {
  if ([name, ...args].some((part) => part === '--help' || part === '-h')) {
    process.stdout.write(`${translate('decision.USAGE', 'zh')}\n${translate('decision.USAGE', 'en')}\n`);
    return 0;
  }
  const command = COMMANDS.get(name);
  try {
    if (!command) throw new CommandError('USAGE');
    return command(args);
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof DecisionError)) throw error;
    refuse(error);
    return error.code === 'USAGE' ? 2 : 1;
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = main(process.argv.slice(2));
