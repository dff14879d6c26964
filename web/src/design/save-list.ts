import type { ExportFormat } from './save-table.ts';

/** Fetches a list of the server as a file: all rows, not only those on screen. */
export function saveList(path: string, search: object, format: ExportFormat): void {
  const params = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(search)) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      if (entry !== undefined) params.append(name, String(entry));
    }
  }
  location.assign(`${path}?${params.toString()}`);
}
