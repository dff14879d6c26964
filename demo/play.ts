import { DEMO_PASSWORD } from '../server/src/platform/identity/index.ts';
import { ClockJourney } from './journey-clock.ts';
import { ShareJourney } from './journey-share.ts';
import type { OnStep } from './journey.ts';
import { Sessions } from './session.ts';

export type { JourneyStep } from './journey.ts';

/**
 * Plays journeys against a running server that holds the demonstration city, through its public API only.
 * @returns whether every step did what it should.
 */
export async function playJourneys(options: {
  url: string;
  journeys: readonly string[];
  onStep: OnStep;
}): Promise<boolean> {
  const play = { sessions: new Sessions(options.url, DEMO_PASSWORD), onStep: options.onStep };
  let complete = true;
  for (const name of options.journeys) {
    const journey = name === 'J1' ? new ShareJourney(play) : new ClockJourney(play);
    try {
      complete = (await journey.play()) && complete;
    } catch {
      // The step that fell short has told so; the later steps of this journey build on it.
      complete = false;
    }
  }
  return complete;
}
