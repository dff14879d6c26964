import {
  beijingDay,
  formatDateTime,
  formatDayAndWeekday,
  formatExact,
  formatLongDate,
  formatShortDate,
  formatTime,
} from '../platform/formats.ts';
import { type Language, useLanguage } from '../platform/i18n.ts';
import { useNow } from '../platform/session.ts';

type DateKind = 'short' | 'long' | 'weekday' | 'dateTime' | 'time' | 'exact';

interface DateTextProps {
  /** A plain date (`2026-11-26`) or an instant (ISO 8601). */
  at: string;
  /** `short` 11-26; `long` 11月26日; `weekday` 11月26日 周四; `dateTime` 11-23 08:47; `exact` to the second, with the year. */
  kind?: DateKind;
}

/** A day or an instant in Beijing's time; the exact value is in the markup and on hover. */
export function DateText({ at, kind = 'dateTime' }: DateTextProps) {
  const language = useLanguage();
  const now = useNow();
  const isPlainDate = at.length === 10;
  return (
    <time dateTime={at} title={isPlainDate ? beijingDay(at) : formatExact(at)} className="nowrap">
      {writeDate({ at, kind: isPlainDate && kind === 'dateTime' ? 'short' : kind, now, language })}
    </time>
  );
}

function writeDate({
  at,
  kind,
  now,
  language,
}: {
  at: string;
  kind: DateKind;
  now: Date;
  language: Language;
}): string {
  switch (kind) {
    case 'short':
      return formatShortDate(at, now);
    case 'long':
      return formatLongDate(at, now, language);
    case 'weekday':
      return formatDayAndWeekday(at, now, language);
    case 'dateTime':
      return formatDateTime(at, now);
    case 'time':
      return formatTime(at);
    case 'exact':
      return formatExact(at);
  }
}
