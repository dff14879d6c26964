import type { SchemaElement, TimeUnit } from 'hyparquet';
import { TabularError } from './errors.ts';
import { formatDate } from './parse-date.ts';

const MAX_SCALE = 1000;

/** Writes a raw (physical) Parquet value as text; bytes are passed through as UTF-8. */
export type ParquetFormat = (value: unknown) => string | Uint8Array;

/**
 * How values of a leaf column are written, by its logical or converted type: decimals and 64-bit integers
 * digit by digit, dates `YYYY-MM-DD`, timestamps `YYYY-MM-DD HH:MM:SS[.ffffff]` with `Z` if adjusted to UTC.
 */
export function parquetFormat(element: SchemaElement): ParquetFormat {
  const { logical_type: logical, converted_type: converted, type } = element;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    if (!(scale >= 0 && scale <= MAX_SCALE))
      throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'scale' });
    return (value) => decimalText(toBigInt(value), scale);
  }
  if (converted === 'DATE' || logical?.type === 'DATE') return (value) => dateText(Number(value));
  if (logical?.type === 'TIMESTAMP') {
    return (value) => timestampText(toBigInt(value), logical.unit, logical.isAdjustedToUTC);
  }
  if (converted === 'TIMESTAMP_MILLIS') return (value) => timestampText(toBigInt(value), 'MILLIS', true);
  if (converted === 'TIMESTAMP_MICROS') return (value) => timestampText(toBigInt(value), 'MICROS', true);
  if (type === 'INT96') return (value) => timestampText(int96Nanos(value as bigint), 'NANOS', true);
  if (logical?.type === 'TIME') return (value) => clockText(toBigInt(value), logical.unit);
  if (converted === 'TIME_MILLIS') return (value) => clockText(toBigInt(value), 'MILLIS');
  if (converted === 'TIME_MICROS') return (value) => clockText(toBigInt(value), 'MICROS');
  if (logical?.type === 'UUID') return (value) => uuidText(value as Uint8Array);
  if (logical?.type === 'FLOAT16') return (value) => String(halfFloat(value as Uint8Array));
  if (isUnsigned(element))
    return (value) => String(BigInt.asUintN(type === 'INT64' ? 64 : 32, toBigInt(value)));
  if (type === 'FLOAT') return (value) => singleText(Number(value));
  if (type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY') return (value) => value as Uint8Array;
  return (value) => String(value);
}

/** The Julian day in the upper 32 bits, nanoseconds within it in the lower 64. */
function int96Nanos(value: bigint): bigint {
  return ((value >> 64n) - 2_440_588n) * 86_400_000_000_000n + (value & 0xffffffffffffffffn);
}

function isUnsigned({ logical_type: logical, converted_type: converted }: SchemaElement): boolean {
  return (converted?.startsWith('UINT') ?? false) || (logical?.type === 'INTEGER' && !logical.isSigned);
}

/** Integers of any physical type; bytes are two's complement, big-endian. */
function toBigInt(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (!(value instanceof Uint8Array)) return BigInt(value as number);
  if (value.length === 0) return 0n;
  return BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString('hex')}`));
}

export function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function dateText(days: number): string {
  const date = new Date(days * 86_400_000);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1) return `#DATE ${days}`;
  return formatDate({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
}

const UNITS: Readonly<Record<TimeUnit, { perSecond: bigint; digits: number }>> = {
  MILLIS: { perSecond: 1000n, digits: 3 },
  MICROS: { perSecond: 1_000_000n, digits: 6 },
  NANOS: { perSecond: 1_000_000_000n, digits: 9 },
};

function timestampText(value: bigint, unit: TimeUnit, utc: boolean): string {
  const perDay = UNITS[unit].perSecond * 86_400n;
  const inDay = ((value % perDay) + perDay) % perDay;
  return `${dateText(Number((value - inDay) / perDay))} ${clockText(inDay, unit)}${utc ? 'Z' : ''}`;
}

function clockText(value: bigint, unit: TimeUnit): string {
  const { perSecond, digits } = UNITS[unit];
  const seconds = Number(value / perSecond);
  const fraction = String(value % perSecond)
    .padStart(digits, '0')
    .replace(/0+$/u, '');
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return fraction === '' ? clock : `${clock}.${fraction}`;
}

function uuidText(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-');
}

/** The shortest text that reads back as the same single-precision number. */
function singleText(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(value);
}

function halfFloat(bytes: Uint8Array): number {
  const bits = (bytes[1]! << 8) | bytes[0]!;
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Infinity;
  return exponent === 0 ? sign * 2 ** -24 * fraction : sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}
