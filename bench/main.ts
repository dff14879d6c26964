/**
 * `npm run bench -- NAME [--json]`: one measurement, side by side with a peer and with the physical limit.
 * The last line is one JSON object: `{"bench", "figures", "ratios"}`.
 */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import type { Measurement } from './measurement.ts';

const names = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !['main', 'measurement', 'search-entries'].includes(name) && !name.includes('.'))
  .toSorted();

const name = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
if (name === undefined || !/^[a-z-]+$/.test(name) || !existsSync(join(import.meta.dirname, `${name}.ts`))) {
  console.error(`Which measurement? npm run bench -- NAME [--json]; there are: ${names.join(', ')}`);
  process.exit(2);
}

const bench = (await import(`./${name}.ts`)) as { run(): Promise<Measurement> };
const { figures, ratios } = await bench.run();
if (!process.argv.includes('--json')) {
  console.table({ ...figures, ...ratios });
}
console.error(`Repeat: npm run bench -- ${process.argv.slice(2).join(' ')}`);
console.log(JSON.stringify({ bench: name, figures, ratios }));
process.exit(0);
