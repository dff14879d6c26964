import { readFileSync } from 'node:fs';
import { parseNumber, readModel, type Model } from '@tandem/decision';
import { CommandError } from './command-error.ts';

/** @throws CommandError FILE_MISSING */
function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? process.stdin.fd : path, 'utf8');
  } catch {
    throw new CommandError('FILE_MISSING', { path });
  }
}

/**
 * A model, and those that it imports.
 * @throws CommandError FILE_MISSING; DecisionError
 */
export const readModels = (paths: readonly string[]): Model[] =>
  paths.map((path) => readModel(readText(path)));

/** Digits that a JavaScript number would lose are kept. */
function exact(_key: string, value: unknown, { source }: { source: string }): unknown {
  return typeof value === 'number' ? (parseNumber(source) ?? null) : value;
}

/**
 * A JSON object of inputs by name; `-` is standard input.
 * @throws CommandError FILE_MISSING, INPUT_INVALID
 */
export function readInput(path: string): Record<string, unknown> {
  const text = readText(path);
  const input = parseJson(text);
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new CommandError('INPUT_INVALID', { path });
  return input as Record<string, unknown>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, exact as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}
