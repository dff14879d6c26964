import * as v from 'valibot';

/** Reads a setting of this browser; undefined when absent, damaged, or storage is denied. */
export function readPreference<T>(key: string, schema: v.GenericSchema<unknown, T>): T | undefined {
  const text = readStored(key);
  if (text === null) return undefined;
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch (damaged) {
    if (damaged instanceof SyntaxError) return undefined;
    throw damaged;
  }
}

/** Keeps a setting in this browser; false when storage is denied or full, and the setting then lasts for this page only. */
export function writePreference(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch (denied) {
    if (denied instanceof DOMException) return false;
    throw denied;
  }
}

export function removePreference(key: string): void {
  if (readStored(key) !== null) localStorage.removeItem(key);
}

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch (denied) {
    if (denied instanceof DOMException) return null;
    throw denied;
  }
}
