import { expect, test } from 'vitest';
import { WritesUnderWay } from './writes-under-way.ts';

/** A server that gives a one-time password with each call; each call waits for `answer`. */
function startServer() {
  const writes = new WritesUnderWay();
  const waiting: (() => void)[] = [];
  let sent = 0;
  const write = async (name: string) => {
    const { response } = await writes.send(name, async () => {
      sent += 1;
      const body = `password ${sent}`;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { response: new Response(body), problem: undefined };
    });
    return response.text();
  };
  const answer = () => waiting.splice(0).forEach((resolve) => resolve());
  return { write, answer, sent: () => sent };
}

test('a double click is sent once, and both clicks get its one answer', async () => {
  const server = startServer();
  const clicks = [server.write('POST /accounts {}'), server.write('POST /accounts {}')];
  server.answer();
  expect(await Promise.all(clicks)).toEqual(['password 1', 'password 1']);
  expect(server.sent()).toBe(1);
});

test('after its answer the same write is meant anew; different writes are never one', async () => {
  const server = startServer();
  const different = [server.write('POST /requests {"a":1}'), server.write('POST /requests {"a":2}')];
  server.answer();
  expect(await Promise.all(different)).toEqual(['password 1', 'password 2']);
  const again = server.write('POST /requests {"a":1}');
  server.answer();
  expect(await again).toBe('password 3');
});

test('a write without an answer is no longer under way', async () => {
  const writes = new WritesUnderWay();
  const fail = () => Promise.reject(new Error('unreachable'));
  await expect(writes.send('POST /requests {}', fail)).rejects.toThrow('unreachable');
  const second = await writes.send('POST /requests {}', async () => ({
    response: new Response('done'),
    problem: undefined,
  }));
  expect(await second.response.text()).toBe('done');
});
