import { chinaCalendar, localDate } from '@tandem/calendar';
import type { TapeDay } from '../../design/tape-cells.ts';
import { tapeDays } from '../requests/clock-sheet.tsx';
import type { Clock, RequestDetail } from '../requests/request-api.ts';

/** The clock's own days, and after its due day those that an extension would add, dashed. */
export function proposedTape(clock: Clock, extension: RequestDetail['extensions'][number]): TapeDay[] {
  const days = tapeDays(clock);
  if (!clock.dueOn) return days;
  const kept = days.filter((day) => day.date <= (clock.dueOn ?? ''));
  let number = 0;
  let day = localDate(clock.dueOn);
  while (number < extension.workingDays) {
    const next = nextDay(day);
    const kind = chinaCalendar.dayKind(next);
    if (!kind.ok) break;
    day = next;
    if (kind.kind === 'weekend' || kind.kind === 'holiday') {
      kept.push({ date: day, kind: kind.kind });
    } else {
      number += 1;
      kept.push({ date: day, kind: 'proposed', number });
    }
  }
  return kept;
}

function nextDay(day: ReturnType<typeof localDate>): ReturnType<typeof localDate> {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return localDate(next.toISOString().slice(0, 10));
}
