import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  curlExample,
  typescriptExample,
  type ComposedCall,
} from '../../../../web/src/sharing/exchange/call-examples.ts';
import { KEY, openBed, type Bed } from '../../../test/exchange-bed.ts';

const run = promisify(execFile);
let bed: Bed;
let folder: string;
beforeAll(async () => {
  bed = await openBed();
  folder = await mkdtemp(join(tmpdir(), 'tandem-example-'));
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'keys/tandem-private.pem'), bed.run.system('tax.system').privateKey);
  await symlink(join(import.meta.dirname, '../../../../node_modules'), join(folder, 'node_modules'));
});
afterAll(async () => {
  await bed.stop();
  await rm(folder, { recursive: true, force: true });
});

const calls: ComposedCall[] = [
  { mode: 'query', items: ['企业名称'], where: [KEY] },
  { mode: 'verify', where: [KEY], given: { 企业名称: '银川启明商贸有限公司' } },
  { mode: 'batch', items: ['企业名称'], format: 'csv' },
];

test('the examples of the console run as they stand: in a shell with openssl and curl, and with the SDK', async () => {
  const agreementId = await bed.agree();
  const target = { origin: bed.run.url, agreementId, purpose: '税收风险分析' };
  for (const call of calls) {
    const shell = await run('bash', ['-ec', curlExample(call, target)], { cwd: folder });
    expect(shell.stdout).toMatch(/^HTTP\/1\.1 20[02]/);
    const file = join(folder, `${call.mode}.ts`);
    await writeFile(file, typescriptExample(call, target));
    const program = await run(process.execPath, [file], { cwd: folder });
    expect(program.stdout).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
  }
});
