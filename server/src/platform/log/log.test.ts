import { spawnSync } from 'node:child_process';
import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { logOptions } from './log.ts';

function capture(): { lines: string[]; log: pino.Logger } {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, log: pino(logOptions('info'), sink) };
}

test('secrets and personal identifiers under their names never reach a line', () => {
  const { lines, log } = capture();
  log.info(
    { password: 'canary-1', body: { residentId: 'canary-2' }, headers: { authorization: 'canary-3' } },
    'x',
  );
  log.info({ request: { body: { newPassword: 'canary-4' } } }, 'x');
  expect(lines.join('')).not.toContain('canary');
});

test('an error that came as a plain object still says what it was', () => {
  const { lines, log } = capture();
  log.error({ err: { name: 'error', message: 'canary-7', code: '57P01', detail: 'canary-8' } }, 'job queue');
  log.error({ err: null }, 'job queue');
  expect(lines[0]).toContain('57P01');
  expect(lines.join('')).not.toContain('canary');
});

test('an error is logged without its message and without the row a database quotes', () => {
  const { lines, log } = capture();
  const error = Object.assign(new Error('Key (resident_id)=(canary-5) already exists'), {
    code: '23505',
    detail: 'Key (resident_id)=(canary-6) already exists.',
    constraint: 'person_resident_id_key',
  });
  log.error({ err: error }, 'request failed');
  const line = lines.join('');
  expect(line).toContain('person_resident_id_key');
  expect(line).not.toContain('canary');
});

test('a full disk stops neither the process nor its end', () => {
  const module = new URL('./log.ts', import.meta.url).href;
  const script = `const { createLog } = await import('${module}');
    const log = createLog('info', '/dev/full');
    for (let line = 0; line < 30_000; line++) log.info({ line }, 'a line that finds no room');
    process.stdout.write('went on');`;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(run).toMatchObject({ status: 0, stdout: 'went on', stderr: '' });
});
