import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { CommandError } from './command-error.ts';

/** @throws CommandError USAGE for an option that there is not */
export function parseCommand<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new CommandError('USAGE');
  }
}
