const NANOSECONDS = 1_000_000_000n;
const MINUTE = 60n;
const HOUR = 3600n;
const DAY = 86_400n;

/** Days and time duration (XML Schema dayTimeDuration), exact to the nanosecond. */
export class DaysDuration {
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }

  /** Reads `P1DT2H3M4.5S`, `-PT30M`. */
  static parse(text: string): DaysDuration | undefined {
    const [found, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] =
      /^(-?)P(?!$)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/.exec(text) ?? [];
    if (found === undefined) return undefined;
    const whole = BigInt(days) * DAY + BigInt(hours) * HOUR + BigInt(minutes) * MINUTE + BigInt(seconds);
    const size = whole * NANOSECONDS + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
    return new DaysDuration(sign === '-' ? -size : size);
  }

  /** Its fields, all of one sign. */
  get fields(): { days: bigint; hours: number; minutes: number; seconds: number; nanoseconds: number } {
    const seconds = this.nanoseconds / NANOSECONDS;
    return {
      days: seconds / DAY,
      hours: Number((seconds % DAY) / HOUR),
      minutes: Number((seconds % HOUR) / MINUTE),
      seconds: Number(seconds % MINUTE),
      nanoseconds: Number(this.nanoseconds % NANOSECONDS),
    };
  }

  toString(): string {
    if (this.nanoseconds === 0n) return 'PT0S';
    const size = new DaysDuration(this.nanoseconds < 0n ? -this.nanoseconds : this.nanoseconds);
    const { days, hours, minutes, seconds, nanoseconds } = size.fields;
    const fraction = nanoseconds === 0 ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;
    const time = [
      hours === 0 ? '' : `${hours}H`,
      minutes === 0 ? '' : `${minutes}M`,
      seconds === 0 && fraction === '' ? '' : `${seconds}${fraction}S`,
    ].join('');
    return `${this.nanoseconds < 0n ? '-' : ''}P${days === 0n ? '' : `${days}D`}${time === '' ? '' : `T${time}`}`;
  }
}

/** Years and months duration (XML Schema yearMonthDuration). */
export class MonthsDuration {
  readonly months: number;

  private constructor(months: number) {
    this.months = months;
  }

  /** Undefined for what is no safe integer. */
  static of(months: number): MonthsDuration | undefined {
    return Number.isSafeInteger(months) ? new MonthsDuration(months === 0 ? 0 : months) : undefined;
  }

  /** Reads `P1Y2M`, `-P14M`. */
  static parse(text: string): MonthsDuration | undefined {
    const [found, sign, years = '0', months = '0'] = /^(-?)P(?!$)(?:(\d+)Y)?(?:(\d+)M)?$/.exec(text) ?? [];
    if (found === undefined) return undefined;
    const size = Number(years) * 12 + Number(months);
    return MonthsDuration.of(sign === '-' ? -size : size);
  }

  toString(): string {
    if (this.months === 0) return 'P0M';
    const size = Math.abs(this.months);
    const years = Math.floor(size / 12);
    const months = size % 12;
    return `${this.months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${months === 0 ? '' : `${months}M`}`;
  }
}

/** Reads a duration of either kind; `P0D` is one of days, `P0M` of months. */
export const parseDuration = (text: string): DaysDuration | MonthsDuration | undefined =>
  DaysDuration.parse(text) ?? MonthsDuration.parse(text);
