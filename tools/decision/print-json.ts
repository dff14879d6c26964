import { toPlain, type Value } from '@tandem/decision';

/** JSON of what holds FEEL values anywhere. */
export function toJson(data: unknown, indent?: number): string {
  return JSON.stringify(data, (_key, part: unknown) => (isFeelObject(part) ? toPlain(part) : part), indent);
}

const isFeelObject = (part: unknown): part is Value & object =>
  typeof part === 'object' &&
  part !== null &&
  !Array.isArray(part) &&
  Object.getPrototypeOf(part) !== Object.prototype;

/** Writes a line to standard output. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);
