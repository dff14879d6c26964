import { FeelDate } from './date.ts';
import { END_OF_DAY, FeelTime, type Zone } from './time.ts';
import { zoneOffset, zoneOffsetOfLocal } from './zone.ts';

const NANOSECONDS = 1_000_000_000n;
const DAY_SECONDS = 86_400;
const DAY = 86_400n * NANOSECONDS;

/** A date with a time of day, with or without a zone (XML Schema dateTime). */
export class FeelDateTime {
  readonly date: FeelDate;
  readonly time: FeelTime;
  /** Where it says a zone: looked up once, or told for the second of two hours that the zone's clocks show alike. */
  #offset: number | undefined;
  #isSecondHour = false;

  constructor(date: FeelDate, time: FeelTime) {
    this.date = date;
    this.time = time;
  }

  /** Reads `2026-11-27T09:30:00+08:00`, and a date alone as its midnight; `24:00:00` is the next one. */
  static parse(text: string): FeelDateTime | undefined {
    // Names of zones may hold a T as well.
    const [, datePart = '', timePart] = /^([^T]*)(?:T(.*))?$/.exec(text) ?? [];
    const date = FeelDate.parse(datePart);
    if (!date) return undefined;
    const time = FeelTime.parse(timePart ?? '00:00:00');
    const day = END_OF_DAY.test(timePart ?? '') ? FeelDate.ofDays(date.days + 1) : date;
    return time && day && new FeelDateTime(day, time);
  }

  /** A date as the moment that it counts as: its midnight in UTC (DMN 1.5, clause 10.3.2.3.5). */
  static startOf(date: FeelDate): FeelDateTime {
    return new FeelDateTime(date, FeelTime.MIDNIGHT.inZone({ offset: 0 }));
  }

  /** Nanoseconds since 1970-01-01T00:00:00 by its own clock. */
  get localNanoseconds(): bigint {
    return BigInt(this.date.days) * DAY + this.time.localNanoseconds;
  }

  /** Seconds ahead of UTC on that day; undefined without a zone. */
  get offset(): number | undefined {
    const { zone } = this.time;
    if (!zone || 'offset' in zone) return zone?.offset;
    this.#offset ??= zoneOffsetOfLocal(zone.name, this.date.days * DAY_SECONDS + this.time.secondOfDay);
    return this.#offset;
  }

  /** Nanoseconds since the epoch; undefined without a zone. */
  get epochNanoseconds(): bigint | undefined {
    const { offset } = this;
    return offset === undefined ? undefined : this.localNanoseconds - BigInt(offset) * NANOSECONDS;
  }

  /**
   * So many nanoseconds later: by the instant where it has a zone (DMN 1.5, table 57), else by its clock. An hour that
   * the zone's clocks show twice is its first one; the second keeps its zone, but as text it is told by its offset.
   * Undefined beyond the years that there are.
   */
  plusNanoseconds(nanoseconds: bigint): FeelDateTime | undefined {
    const { zone } = this.time;
    const { epochNanoseconds } = this;
    if (!zone || 'offset' in zone || epochNanoseconds === undefined)
      return ofLocal(this.localNanoseconds + nanoseconds, zone);
    const epoch = epochNanoseconds + nanoseconds;
    const offset = zoneOffset(zone.name, Number(floorDivided(epoch, NANOSECONDS)));
    const later = ofLocal(epoch + BigInt(offset) * NANOSECONDS, zone);
    return !later || later.offset === offset ? later : later.#asSecondHour(offset);
  }

  #asSecondHour(offset: number): FeelDateTime {
    const second = new FeelDateTime(this.date, this.time);
    second.#offset = offset;
    second.#isSecondHour = true;
    return second;
  }

  /** The same clock with another zone, or none. */
  inZone(zone: Zone): FeelDateTime {
    return new FeelDateTime(this.date, this.time.inZone(zone));
  }

  toString(): string {
    const time = this.#isSecondHour ? this.time.inZone({ offset: this.#offset ?? 0 }) : this.time;
    return `${this.date.toString()}T${time.toString()}`;
  }
}

function ofLocal(nanoseconds: bigint, zone: Zone): FeelDateTime | undefined {
  const days = floorDivided(nanoseconds, DAY);
  const date = FeelDate.ofDays(Number(days));
  const time = FeelTime.MIDNIGHT.inZone(zone).plusNanoseconds(nanoseconds - days * DAY);
  return date && new FeelDateTime(date, time);
}

const floorDivided = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;
