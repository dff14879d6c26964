/**
 * A process of its own: reading, judging and profiling are computation, and whatever a file does to them (endless
 * shared strings, a hostile ZIP, a fault of the runtime) it does here and not to the server. It gets no environment,
 * may write nothing, and ends with the server.
 */
import { TabularError } from '@tandem/tabular';
import { inspectTable } from './inspect-table.ts';
import { estimateRows, loadRows } from './judge-rows.ts';
import type { LastWord, TableTask, ToReader } from './messages.ts';
import { ReaderPort } from './reader-port.ts';

async function run(port: ReaderPort, task: TableTask): Promise<void> {
  switch (task.kind) {
    case 'inspect':
      return port.give({
        kind: 'inspected',
        inspection: await inspectTable(port.bytesOf(task.file), {
          reading: task.file.reading,
          hashKey: task.hashKey,
          knownDivisions: async (codes) =>
            new Set((await port.ask({ kind: 'divisions', codes })) as string[] | null),
        }),
      });
    case 'estimate':
      return port.give({ kind: 'estimated', estimate: await estimateRows(port, task) });
    case 'load':
      return loadRows(port, task);
  }
}

/** Does the task and says how it ended: a refusal in codes, a fault of ours in words for the log. */
async function work(port: ReaderPort, task: TableTask): Promise<LastWord> {
  try {
    await run(port, task);
    return { kind: 'finished' };
  } catch (error) {
    if (error instanceof TabularError)
      return { kind: 'refused', code: error.code, params: { ...error.params } };
    return { kind: 'failed', cause: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('disconnect', () => process.exit());
process.once('message', async (message: ToReader) => {
  if (message.kind !== 'task') return;
  const port = new ReaderPort();
  await port.say(await work(port, message.task));
  process.disconnect();
});
