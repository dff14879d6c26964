import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Measurement } from '../measurement.ts';

/** 300 different tables over a million subjects, in a process of its own, so that its memory can be told. */
export function measureTables(): Measurement {
  const script = join(import.meta.dirname, 'tables.ts');
  const text = execFileSync(process.execPath, [script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(text) as Measurement;
}
