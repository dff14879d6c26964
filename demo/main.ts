/**
 * `npm run demo -- --url URL [--json] [--journeys J1,J2]`: plays the journeys against a running server that holds the
 * demonstration city. One line a step; exit 1 if any step falls short.
 */
import { parseArgs } from 'node:util';
import { playJourneys, type JourneyStep } from './play.ts';

function parameters() {
  try {
    return parseArgs({
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:8090' },
        json: { type: 'boolean', default: false },
        journeys: { type: 'string', default: 'J1,J2' },
      },
    }).values;
  } catch {
    console.error('npm run demo -- [--url URL] [--journeys J1,J2] [--json]');
    return process.exit(1);
  }
}

const values = parameters();

function show(step: JourneyStep): void {
  if (values.json) {
    const { journey, step: name, actor, status, ledgerIndex, ok } = step;
    console.log(JSON.stringify({ journey, step: name, actor, status, ledgerIndex, ok }));
    return;
  }
  const place = step.ledgerIndex === null ? '' : `  #${step.ledgerIndex}`;
  console.log(`${step.ok ? '✓' : '✗'} ${step.journey}  ${step.actor}  ${step.step}  ${step.status}${place}`);
}

const complete = await playJourneys({ url: values.url, journeys: values.journeys.split(','), onStep: show });
process.exit(complete ? 0 : 1);
