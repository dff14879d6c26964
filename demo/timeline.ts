import { addDays, chinaCalendar, localDateOf, startOfDay, type LocalDate } from '@tandem/calendar';
import { moment, type CityClock } from './clock.ts';

/**
 * One matter's way through the city's past. It yields the moment of its next step and takes the step when it is
 * resumed; whatever lies after the present stays open.
 */
export type Life = AsyncGenerator<Date, void>;

interface Waiting {
  at: Date;
  life: Life;
}

/** Lives all matters in the order of their moments, up to `until`. `onStep` hears of each. */
export async function liveThrough(
  lives: readonly Life[],
  options: { clock: CityClock; until: Date; onStep: () => void },
): Promise<void> {
  const waiting: Waiting[] = [];
  const goOn = async (life: Life) => {
    const next = await life.next();
    if (next.done !== true) waiting.push({ at: next.value, life });
  };
  for (const life of lives) await goOn(life);
  for (;;) {
    waiting.sort((a, b) => a.at.getTime() - b.at.getTime());
    const first = waiting.shift();
    if (first === undefined || first.at > options.until) return;
    await options.clock.moveTo(first.at);
    options.onStep();
    await goOn(first.life);
  }
}

/** Some working day's morning or afternoon, `days` working days after a date. */
export function workingMoment(from: LocalDate, days: number, hour: number): Date {
  const to = chinaCalendar.addWorkingDays(from, days);
  return moment(to.ok ? to.date : addDays(from, days), hour);
}

/** What the journeys need: three times J2's eleven working days. */
const CALENDAR_AHEAD = 34;

/**
 * The city's present is the real one while the published calendar reaches far enough ahead for its clocks to count;
 * else it is held at the last day on which it does. @returns by how many milliseconds
 */
export function heldBackMs(now: Date): number {
  const today = localDateOf(now);
  let day = today;
  while (!chinaCalendar.addWorkingDays(day, CALENDAR_AHEAD).ok) day = addDays(day, -1);
  return startOfDay(today).getTime() - startOfDay(day).getTime();
}

export function daysAgo(now: Date, days: number): LocalDate {
  return addDays(localDateOf(now), -days);
}
