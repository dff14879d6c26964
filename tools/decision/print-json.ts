import { PartBudget, toPlain, withinLimits, type Value } from '@tandem/decision';

/**
 * JSON of what holds FEEL values anywhere, bounded by its parts.
 * @throws DecisionError LIMIT_SIZE, LIMIT_DEPTH
 */
export function toJson(data: unknown, indent?: number, parts = new PartBudget()): string {
  const tell = (_key: string, part: unknown): unknown => {
    const told = isFeelObject(part) ? plainOf(part) : part;
    parts.spend(typeof told === 'string' ? 1 + (told.length >> 3) : 1);
    return told;
  };
  return withinLimits(() => JSON.stringify(data, tell, indent));
}

/** Members are told in their turn. */
const plainOf = (value: Value & object): unknown =>
  value instanceof Map ? Object.fromEntries(value) : toPlain(value);

const isFeelObject = (part: unknown): part is Value & object =>
  typeof part === 'object' &&
  part !== null &&
  !Array.isArray(part) &&
  Object.getPrototypeOf(part) !== Object.prototype;

/** Writes a line to standard output. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);
