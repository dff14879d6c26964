import { isZone, zoneOffsetIn1970 } from './zone.ts';

/** What a time says of its zone: seconds ahead of UTC, an IANA name, or nothing. */
export type Zone = { offset: number } | { name: string } | undefined;

/** Whether its rules have to be looked up. */
export const isNamed = (zone: Zone): boolean => zone !== undefined && 'name' in zone;

const MAX_OFFSET = 14 * 3600;
const NANOSECONDS = 1_000_000_000n;
/** Of XML Schema, with nothing but zeros in its fraction. */
export const END_OF_DAY = /^24:00:00(?:\.0+)?(?![.\d])/;

/** A time of day, to the nanosecond, with or without a zone (XML Schema time; `@Zone` as in DMN 1.5, clause 10.3.2.3.5). */
export class FeelTime {
  /** The beginning of a day, without a zone. */
  static readonly MIDNIGHT = new FeelTime(0, 0, undefined);

  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly zone: Zone;

  private constructor(secondOfDay: number, nanosecond: number, zone: Zone) {
    this.hour = Math.floor(secondOfDay / 3600);
    this.minute = Math.floor((secondOfDay % 3600) / 60);
    this.second = secondOfDay % 60;
    this.nanosecond = nanosecond;
    this.zone = zone;
  }

  /** Undefined for a time that no clock shows, an offset of more than 14 hours, an unknown zone. */
  static of(given: {
    hour: number;
    minute: number;
    second: number;
    nanosecond?: number;
    zone?: Zone;
  }): FeelTime | undefined {
    const { hour, minute, second, nanosecond = 0, zone } = given;
    const within = (value: number, limit: number) => Number.isInteger(value) && value >= 0 && value < limit;
    if (!within(hour, 24) || !within(minute, 60) || !within(second, 60) || !within(nanosecond, 1e9))
      return undefined;
    if (zone && 'offset' in zone && !(Math.abs(zone.offset) <= MAX_OFFSET)) return undefined;
    if (zone && 'name' in zone && !isZone(zone.name)) return undefined;
    return new FeelTime(hour * 3600 + minute * 60 + second, nanosecond, zone);
  }

  /** Reads `09:30:00`, `09:30:00.5+08:00`, `09:30:00Z`, `09:30:00@Asia/Shanghai`; `24:00:00` is midnight. */
  static parse(text: string): FeelTime | undefined {
    return FeelTime.#read(text.replace(END_OF_DAY, '00:00:00'));
  }

  static #read(text: string): FeelTime | undefined {
    const [, hour, minute, second, fraction = '', zone = ''] =
      /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9})\d*)?(Z|z|[+-]\d{2}:\d{2}(?::\d{2})?|@.+)?$/.exec(text) ?? [];
    if (hour === undefined) return undefined;
    const read = parseZone(zone);
    if (read === null) return undefined;
    return FeelTime.of({
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      nanosecond: Number(fraction.padEnd(9, '0')),
      zone: read,
    });
  }

  /** So many nanoseconds later by its own clock, which goes round. */
  plusNanoseconds(nanoseconds: bigint): FeelTime {
    const ofDay = 86_400n * NANOSECONDS;
    const total = (this.localNanoseconds + nanoseconds) % ofDay;
    const rest = total < 0n ? total + ofDay : total;
    return new FeelTime(Number(rest / NANOSECONDS), Number(rest % NANOSECONDS), this.zone);
  }

  /** The same clock with another zone, or none. */
  inZone(zone: Zone): FeelTime {
    return new FeelTime(this.secondOfDay, this.nanosecond, zone);
  }

  get secondOfDay(): number {
    return this.hour * 3600 + this.minute * 60 + this.second;
  }

  /** Nanoseconds since midnight by its own clock. */
  get localNanoseconds(): bigint {
    return BigInt(this.secondOfDay) * NANOSECONDS + BigInt(this.nanosecond);
  }

  /** Seconds ahead of UTC; of a named zone as on 1970-01-01, since a time alone has no date. Undefined without a zone. */
  get offset(): number | undefined {
    if (!this.zone) return undefined;
    return 'offset' in this.zone ? this.zone.offset : zoneOffsetIn1970(this.zone.name);
  }

  toString(): string {
    const two = (value: number) => String(value).padStart(2, '0');
    const fraction =
      this.nanosecond === 0 ? '' : `.${String(this.nanosecond).padStart(9, '0').replace(/0+$/, '')}`;
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${fraction}${zoneText(this.zone)}`;
  }
}

/** What a zone is called: `Asia/Shanghai`, `Z`, `+08:00`. */
export function zoneCalled(text: string): Zone {
  const isOffset = /^(?:[Zz]|[+-]\d{2}:\d{2}(?::\d{2})?)$/.test(text);
  return (isOffset ? parseZone(text) : undefined) ?? { name: text };
}

/** Null for text that is no zone. */
function parseZone(text: string): Zone | null {
  if (text === '') return undefined;
  if (text === 'Z' || text === 'z') return { offset: 0 };
  if (text.startsWith('@')) return { name: text.slice(1) };
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number);
  if (minutes > 59 || seconds > 59) return null;
  const offset = hours * 3600 + minutes * 60 + seconds;
  return { offset: text.startsWith('-') ? -offset : offset };
}

function zoneText(zone: Zone): string {
  if (!zone) return '';
  if ('name' in zone) return `@${zone.name}`;
  if (zone.offset === 0) return 'Z';
  const size = Math.abs(zone.offset);
  const parts = [Math.floor(size / 3600), Math.floor((size % 3600) / 60), size % 60];
  if (parts[2] === 0) parts.pop();
  return (zone.offset < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}
