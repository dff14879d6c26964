import type { Language } from '@tandem/messages';

/** All statutory days and all times on screen are those of Beijing: +08:00 in each year, as the platform counts (the sign is POSIX's). */
const timeZone = 'Etc/GMT-8';

type Instant = string | number | Date;

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
}

const partsFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const plainDate = /^\d{4}-\d{2}-\d{2}$/;

/** A plain date such as `2026-11-26` means that day in Beijing, whatever the machine's own zone. */
function toInstant(at: Instant): Date {
  return typeof at === 'string' && plainDate.test(at) ? new Date(`${at}T00:00:00+08:00`) : new Date(at);
}

function partsOf(at: Instant): Parts {
  const parts = partsFormat.formatToParts(toInstant(at)).map((part) => [part.type, part.value]);
  return Object.fromEntries(parts);
}

/** The calendar day in Beijing, `2026-11-26`. */
export function beijingDay(at: Instant): string {
  const { year, month, day } = partsOf(at);
  return `${year}-${month}-${day}`;
}

const weekdayNames: Record<Language, readonly string[]> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dayOfWeek(at: Instant): number {
  return new Date(`${beijingDay(at)}T00:00:00Z`).getUTCDay();
}

export function formatWeekday(at: Instant, language: Language): string {
  return weekdayNames[language][dayOfWeek(at)] ?? '';
}

/** `11-26`, with the year only when it is not that of `now`. */
export function formatShortDate(at: Instant, now: Instant): string {
  const { year, month, day } = partsOf(at);
  return year === partsOf(now).year ? `${month}-${day}` : `${year}-${month}-${day}`;
}

/** `11月26日` or `26 Nov`; with the year when it is not that of `now`. */
export function formatLongDate(at: Instant, now: Instant, language: Language): string {
  const { year, month, day } = partsOf(at);
  const otherYear = year !== partsOf(now).year;
  if (language === 'zh') return `${otherYear ? `${year}年` : ''}${Number(month)}月${Number(day)}日`;
  return `${Number(day)} ${monthNames[Number(month) - 1]}${otherYear ? ` ${year}` : ''}`;
}

/** `11月26日 周四` or `Thu 26 Nov`. */
export function formatDayAndWeekday(at: Instant, now: Instant, language: Language): string {
  const [day, weekday] = [formatLongDate(at, now, language), formatWeekday(at, language)];
  return language === 'zh' ? `${day} ${weekday}` : `${weekday} ${day}`;
}

/** `11-23 08:47`; the year only when it is not that of `now`. */
export function formatDateTime(at: Instant, now: Instant): string {
  return `${formatShortDate(at, now)} ${formatTime(at)}`;
}

/** `08:47` */
export function formatTime(at: Instant): string {
  const { hour, minute } = partsOf(at);
  return `${hour}:${minute}`;
}

/** `2026-11-23 08:47:05`, for records and prints. */
export function formatExact(at: Instant): string {
  const { second } = partsOf(at);
  return `${beijingDay(at)} ${formatTime(at)}:${second}`;
}

const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `1,184,290,771`. Thousands are parted in both languages; Chinese statistics do so too. */
export function formatCount(count: number | bigint): string {
  return wholeNumber.format(count);
}

/** A figure with a fixed number of decimals, parted in thousands. */
export function formatDecimal(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** `96.8 %` from a share of 0 to 1; the sign is set off by the caller's style. */
export function formatShare(share: number, decimals = 1): string {
  return `${formatDecimal(share * 100, decimals)}%`;
}

export interface ScaledFigure {
  figure: string;
  /** Character that goes before the unit in Chinese (`万`, `亿`), or the English short scale (`k`, `M`, `bn`). */
  scale: string;
}

/** A large count at one decimal in the reader's own scale: 4,826,000 is `482.6 万` or `4.8 M`. */
export function scaleFigure(value: number, language: Language): ScaledFigure {
  const steps: readonly [number, string][] =
    language === 'zh'
      ? [
          [1e8, '亿'],
          [1e4, '万'],
        ]
      : [
          [1e9, 'bn'],
          [1e6, 'M'],
          [1e4, 'k'],
        ];
  for (const [size, scale] of steps) {
    if (Math.abs(value) < size) continue;
    return { figure: formatDecimal(value / (scale === 'k' ? 1e3 : size), 1), scale };
  }
  return { figure: formatCount(value), scale: '' };
}

/** Money from integer fen: `18,436.80`. Exact for any size, as the division is done in integers. */
export function formatFen(amountFen: number | bigint): string {
  const fen = BigInt(amountFen);
  const sign = fen < 0n ? '−' : '';
  const absolute = fen < 0n ? -fen : fen;
  return `${sign}${formatCount(absolute / 100n)}.${String(absolute % 100n).padStart(2, '0')}`;
}

/** `38 分`, `1 小时 5 分`, `3 日`: the largest fitting unit, and the next one below an hour's precision. */
export function formatDuration(milliseconds: number, language: Language): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const names = language === 'zh' ? [' 日', ' 小时', ' 分', ' 秒'] : [' d', ' h', ' min', ' s'];
  const days = Math.floor(seconds / 86_400);
  if (days > 0) return `${days}${names[0]}`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (hours > 0) return minutes > 0 ? `${hours}${names[1]} ${minutes}${names[2]}` : `${hours}${names[1]}`;
  if (minutes > 0) return `${minutes}${names[2]}`;
  return `${seconds}${names[3]}`;
}

const binaryUnits = ['B', 'KB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(binaryUnits.length - 1, Math.floor(Math.log2(bytes) / 10));
  const figure = bytes / 1024 ** step;
  return `${formatDecimal(figure, step === 0 || figure >= 100 ? 0 : 1)} ${binaryUnits[step]}`;
}

/** `a3f9…1c07` */
export function shortenHash(hash: string): string {
  return hash.length <= 9 ? hash : `${hash.slice(0, 4)}…${hash.slice(-4)}`;
}
