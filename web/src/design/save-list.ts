import { fetchFile } from '../platform/api.ts';
import { saveBlob } from './save-file.ts';
import type { ExportFormat } from './save-table.ts';

/** Fetches a list of the server as a file: all rows, not only those on screen. @throws ApiProblem */
export async function saveList(path: string, search: object, format: ExportFormat): Promise<void> {
  const params = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(search)) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      if (entry !== undefined) params.append(name, String(entry));
    }
  }
  const { name, content } = await fetchFile(`${path}?${params.toString()}`);
  saveBlob(name, content);
}
