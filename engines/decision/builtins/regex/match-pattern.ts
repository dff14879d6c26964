import type { Run } from '../../values/value.ts';

interface Pattern {
  pattern: string;
  flags: string;
}

export function matchesPattern(input: string, { pattern, flags }: Pattern, run: Run): boolean | undefined {
  run.spend(input.length + pattern.length + flags.length);
  return undefined;
}
export function replacePattern(
  input: string,
  pattern: Pattern,
  replacement: string,
  run: Run,
): string | undefined {
  run.spend(input.length + pattern.pattern.length + replacement.length);
  return undefined;
}
export function splitByPattern(input: string, pattern: Pattern, run: Run): string[] | undefined {
  run.spend(input.length + pattern.pattern.length);
  return undefined;
}
