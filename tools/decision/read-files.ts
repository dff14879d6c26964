import { readFileSync } from 'node:fs';
import { parseNumber, readModel, type Model } from '@tandem/decision';
import { CommandError } from './command-error.ts';

/** @throws CommandError FILE_MISSING, ENCODING_REFUSED */
function readText(path: string): string {
  const bytes = readBytes(path);
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError('ENCODING_REFUSED', { path, encoding });
  }
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? process.stdin.fd : path);
  } catch {
    throw new CommandError('FILE_MISSING', { path });
  }
}

/** UTF-16 by its mark or by how its first character is written; else what an XML declaration says; else UTF-8. */
function encodingOf(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 200);
  if (/^(?:\xff\xfe|[<{[]\0)/.test(start)) return 'utf-16le';
  if (/^(?:\xfe\xff|\0[<{[])/.test(start)) return 'utf-16be';
  const [, declared = 'utf-8'] = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start) ?? [];
  return declared;
}

/**
 * A model, and those that it imports.
 * @throws CommandError FILE_MISSING, ENCODING_REFUSED; DecisionError
 */
export const readModels = (paths: readonly string[]): Model[] =>
  paths.map((path) => readModel(readText(path)));

/** Digits that a JavaScript number would lose are kept; what is beyond all numbers stays text, and is told as such. */
function exact(_key: string, value: unknown, { source }: { source: string }): unknown {
  return typeof value === 'number' ? (parseNumber(source) ?? source) : value;
}

/**
 * A JSON object of inputs by name; `-` is standard input.
 * @throws CommandError FILE_MISSING, ENCODING_REFUSED, INPUT_INVALID
 */
export const readInput = (path: string): Record<string, unknown> => parseObject(readText(path), path);

/**
 * Subjects, a JSON object a line.
 * @throws CommandError FILE_MISSING, ENCODING_REFUSED; while they are gone through, INPUT_INVALID with the line
 */
export function readSubjects(path: string): Iterable<Record<string, unknown>> {
  const text = readText(path);
  return subjectsIn(text, path);
}

function* subjectsIn(text: string, path: string): Generator<Record<string, unknown>> {
  for (let start = 0, line = 1; start < text.length; line += 1) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const written = text.slice(start, end).trim();
    if (written !== '') yield parseObject(written, `${path}:${line}`);
    start = end + 1;
  }
}

function parseObject(text: string, path: string): Record<string, unknown> {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CommandError('INPUT_INVALID', { path });
  return value as Record<string, unknown>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, exact as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}
