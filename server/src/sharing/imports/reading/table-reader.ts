/**
 * Runs in a thread of its own: reading, judging and profiling are computation, and whatever a file does to them
 * (endless shared strings, a hostile ZIP) does it here and not to the server.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { TabularError } from '@tandem/tabular';
import { inspectTable } from './inspect-table.ts';
import { estimateRows, loadRows } from './judge-rows.ts';
import type { TableTask } from './messages.ts';
import { ReaderPort } from './reader-port.ts';

async function run(port: ReaderPort, task: TableTask): Promise<void> {
  switch (task.kind) {
    case 'inspect':
      return port.give({
        kind: 'inspected',
        inspection: await inspectTable(port.bytesOf(task.file), task.file.reading),
      });
    case 'estimate':
      return port.give({ kind: 'estimated', estimate: await estimateRows(port, task) });
    case 'load':
      return loadRows(port, task);
  }
}

if (!parentPort) throw new Error('table-reader.ts runs as a worker');
const port = new ReaderPort(parentPort);
try {
  await run(port, workerData as TableTask);
} catch (error) {
  if (!(error instanceof TabularError)) throw error;
  port.refuse(error.code, { ...error.params });
}
parentPort.close();
