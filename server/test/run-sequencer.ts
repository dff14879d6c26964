/** A program for tests: sequences ledger entries until it is ended. */
import { pino } from 'pino';
import { openDatabase } from '../src/platform/database/database.ts';
import { openLog, startSequencer } from '../src/platform/ledger/index.ts';

const [url = '', dataDir = ''] = process.argv.slice(2);
const database = openDatabase({ url, poolSize: 2, applicationName: 'sequencer', onError: () => undefined });
const signer = await openLog({ database, dataDir, domain: 'tandem.example' });
startSequencer({ database, dataDir, signer, log: pino({ level: 'silent' }) });
process.stdout.write('ready\n');
