import { dayNumber } from './date.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
/** Zones are few; whoever makes up names must not fill the memory with them. */
const MAX_KEPT = 700;

/** Words of names in the IANA database that are not written with one capital letter, the first. */
const ODD_WORDS: ReadonlyMap<string, string> = new Map(
  `US GB NZ CHAT PRC ROC ROK W SU GMT UTC UCT EST EDT CST CDT MST MDT PST PDT HST CET EET MET WET ACT LHI NSW IN
  of es au McMurdo DumontDUrville ComodRivadavia DeNoronha BajaNorte BajaSur EasterIsland`
    .split(/\s+/)
    .map((word) => [word.toLowerCase(), word]),
);

/** The runtime takes names in any case, java.time only as the database writes them. */
const isSpelled = (zone: string): boolean =>
  zone.split(/[^A-Za-z]+/).every((word) => {
    const usual = word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
    return word === (ODD_WORDS.get(word.toLowerCase()) ?? usual);
  });

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const kept = formats.get(zone);
  if (kept) return kept;
  if (!isSpelled(zone)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formats.size < MAX_KEPT) formats.set(zone, format);
    return format;
  } catch {
    return undefined; // the runtime's zone database has no such name
  }
}

/** What looking up the rules of a named zone costs, as steps of an evaluation. */
export const ZONE_STEPS = 500;

/** Whether the IANA database has this name, written so: `Asia/Shanghai`, `Etc/UTC`. */
export function isZone(zone: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone) && formatOf(zone) !== undefined;
}

/** Moments that the runtime's calendar can tell, in seconds since 1970. */
const FURTHEST = 8.64e12;

/** Seconds by which a zone is ahead of UTC at a moment (seconds since 1970). Beyond the runtime's calendar: as at its end. */
export function zoneOffset(zone: string, epochSeconds: number): number {
  const at = Math.min(Math.max(Math.floor(epochSeconds), 172_800 - FURTHEST), FURTHEST - 172_800);
  const parts = new Map(
    formatOf(zone)
      ?.formatToParts(at * 1000)
      .map(({ type, value }) => [type, value]) ?? [],
  );
  const number = (type: string) => Number(parts.get(type as Intl.DateTimeFormatPartTypes) ?? 0);
  const year = parts.get('era') === 'BC' ? 1 - number('year') : number('year');
  const days = dayNumber(year, number('month'), number('day'));
  return days * 86_400 + number('hour') * 3600 + number('minute') * 60 + number('second') - at;
}

const in1970 = new Map<string, number>();

/** The same on 1970-01-01. */
export function zoneOffsetIn1970(zone: string): number {
  const known = in1970.get(zone);
  if (known !== undefined) return known;
  const offset = zoneOffset(zone, 0);
  if (in1970.size < MAX_KEPT) in1970.set(zone, offset);
  return offset;
}

const DAY_SECONDS = 86_400;

/**
 * The same for a moment that is told by the zone's own clocks (seconds since 1970 as if they were UTC). An hour that they
 * show twice is the first of both, and one that they leave out counts on from before it, as in java.time.
 */
export function zoneOffsetOfLocal(zone: string, localSeconds: number): number {
  const before = zoneOffset(zone, localSeconds - DAY_SECONDS);
  const after = zoneOffset(zone, localSeconds + DAY_SECONDS);
  const holds = (offset: number) => zoneOffset(zone, localSeconds - offset) === offset;
  return before !== after && !holds(before) && holds(after) ? after : before;
}
