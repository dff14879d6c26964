import { FeelDate } from './date.ts';
import { FeelTime } from './time.ts';
import { zoneOffsetOfLocal } from './zone.ts';

const NANOSECONDS = 1_000_000_000n;
const DAY_SECONDS = 86_400;

/** A date with a time of day, with or without a zone (XML Schema dateTime). */
export class FeelDateTime {
  readonly date: FeelDate;
  readonly time: FeelTime;

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
    const isMidnight = timePart?.startsWith('24:00:00') ?? false;
    const time = FeelTime.parse(timePart?.replace(/^24:00:00/, '00:00:00') ?? '00:00:00');
    const day = isMidnight ? FeelDate.ofDays(date.days + 1) : date;
    return time && day && new FeelDateTime(day, time);
  }

  /** Nanoseconds since 1970-01-01T00:00:00 by its own clock. */
  get localNanoseconds(): bigint {
    const seconds = BigInt(this.date.days) * BigInt(DAY_SECONDS) + BigInt(this.time.secondOfDay);
    return seconds * NANOSECONDS + BigInt(this.time.nanosecond);
  }

  /** Seconds ahead of UTC on that day; undefined without a zone. */
  get offset(): number | undefined {
    const { zone } = this.time;
    if (!zone || 'offset' in zone) return zone?.offset;
    return zoneOffsetOfLocal(zone.name, this.date.days * DAY_SECONDS + this.time.secondOfDay);
  }

  /** Nanoseconds since the epoch; undefined without a zone. */
  get epochNanoseconds(): bigint | undefined {
    const { offset } = this;
    return offset === undefined ? undefined : this.localNanoseconds - BigInt(offset) * NANOSECONDS;
  }

  /** So many nanoseconds later by the same clock; undefined beyond the years that there are. */
  plusNanoseconds(nanoseconds: bigint): FeelDateTime | undefined {
    const total = this.localNanoseconds + nanoseconds;
    const ofDay = BigInt(DAY_SECONDS) * NANOSECONDS;
    const days = (total - (((total % ofDay) + ofDay) % ofDay)) / ofDay;
    const rest = total - days * ofDay;
    const date = FeelDate.ofDays(Number(days));
    const seconds = Number(rest / NANOSECONDS);
    const time = FeelTime.of({
      hour: Math.floor(seconds / 3600),
      minute: Math.floor((seconds % 3600) / 60),
      second: seconds % 60,
      nanosecond: Number(rest % NANOSECONDS),
      zone: this.time.zone,
    });
    return date && time && new FeelDateTime(date, time);
  }

  toString(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }
}
