import { expect, test } from 'vitest';
import { parseStartOptions } from './start-options.ts';

test('flags go before the environment, and a port asked for is kept to', () => {
  expect(parseStartOptions([], {})).toMatchObject({
    host: '127.0.0.1',
    port: 8090,
    portIsFixed: false,
    demo: true,
  });
  expect(parseStartOptions([], { PORT: '9000', HOST: '0.0.0.0' })).toMatchObject({
    port: 9000,
    portIsFixed: true,
    host: '0.0.0.0',
  });
  expect(parseStartOptions(['--port', '9001'], { PORT: '9000' })).toMatchObject({
    port: 9001,
    portIsFixed: true,
  });
  expect(parseStartOptions(['--no-demo', '--reset', '--yes'], {})).toMatchObject({
    demo: false,
    reset: true,
    yes: true,
  });
});

test.each([
  ['--port', '0'],
  ['--port', '65536'],
  ['--port', '80x'],
  ['--port', '-1'],
  ['--port'],
  ['--unknown'],
  ['stray'],
])('refuses %s %s', (...parameters) => {
  expect(() => parseStartOptions(parameters, {})).toThrow(
    expect.objectContaining({ code: 'SETUP_OPTION_INVALID' }),
  );
});
