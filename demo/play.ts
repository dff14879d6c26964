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
  let told = false;
  const onStep: OnStep = (step) => {
    told ||= !step.ok;
    options.onStep(step);
  };
  const play = { sessions: new Sessions(options.url, DEMO_PASSWORD), onStep };
  let complete = true;
  for (const name of options.journeys) {
    const journey = name === 'J1' ? new ShareJourney(play) : new ClockJourney(play);
    told = false;
    try {
      complete = (await journey.play()) && complete;
    } catch (error) {
      complete = false;
      // A step that fell short has told so; the later ones build on it. Without one, nothing could begin.
      if (told) continue;
      const status = error instanceof Error ? error.message : String(error);
      onStep({ journey: name, step: '开始 begin', actor: '平台', status, ledgerIndex: null, ok: false });
    }
  }
  return complete;
}
