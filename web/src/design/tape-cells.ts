/** Kinds of the calendar engine's tape, and days that a proposed extension would add. */
export type TapeKind =
  'start' | 'counted' | 'future' | 'due' | 'overdue' | 'paused' | 'weekend' | 'holiday' | 'proposed';

export interface TapeDay {
  /** Plain date. */
  date: string;
  kind: TapeKind;
  today?: boolean;
  /** 1 for the first counted day. */
  number?: number | undefined;
  /** Beyond the first limit: a day that an extension added. */
  extended?: boolean;
}

export interface DayCell {
  cell: 'day';
  date: string;
  /** `idle`: today, on a day of rest. */
  fill: 'start' | 'used' | 'left' | 'paused' | 'overdue' | 'proposed' | 'idle';
  isToday: boolean;
  isDue: boolean;
  isExtended: boolean;
  number: number | undefined;
  /** Middle of an unbroken run of paused days: carries the word. */
  namesPause: boolean;
}

/** Days that do not count, drawn as one narrow gap. */
export interface RestCell {
  cell: 'rest';
  from: string;
  to: string;
  dayCount: number;
  hasHoliday: boolean;
}

export type TapeCell = DayCell | RestCell;

const isRest = (day: TapeDay) => day.kind === 'weekend' || day.kind === 'holiday';

function fillOf(day: TapeDay, reached: string | undefined): DayCell['fill'] {
  switch (day.kind) {
    case 'start':
    case 'paused':
    case 'overdue':
    case 'proposed':
      return day.kind;
    case 'counted':
      return 'used';
    case 'future':
      return 'left';
    default:
      return reached !== undefined && day.date <= reached ? 'used' : 'left';
  }
}

/** Lays the days of a clock out as cells. `due` is the day in force, where the tape itself does not mark it. */
export function tapeCells(days: readonly TapeDay[], due?: string | null): TapeCell[] {
  // Where today is not drawn (the clock has stopped, or no calendar reaches to it) days beyond the limit tell that it is over.
  const reached = days.find((day) => day.today || day.kind === 'overdue')?.date;
  const cells: TapeCell[] = [];
  for (const day of days) {
    const last = cells.at(-1);
    if (isRest(day) && !day.today) {
      if (last?.cell === 'rest') extendRest(last, day);
      else
        cells.push({
          cell: 'rest',
          from: day.date,
          to: day.date,
          dayCount: 1,
          hasHoliday: day.kind === 'holiday',
        });
      continue;
    }
    const fill = isRest(day) ? 'idle' : fillOf(day, reached);
    cells.push({
      cell: 'day',
      date: day.date,
      fill,
      isToday: day.today ?? false,
      isDue: day.kind === 'due' || day.date === due,
      isExtended: day.extended ?? false,
      number: day.number,
      namesPause: false,
    });
  }
  namePause(cells);
  return cells;
}

const isPaused = (cell: TapeCell | undefined) => cell?.cell === 'day' && cell.fill === 'paused';

/** The first run of paused days says so, in its middle. */
function namePause(cells: readonly TapeCell[]): void {
  const first = cells.findIndex(isPaused);
  if (first === -1) return;
  const after = cells.findIndex((cell, index) => index > first && !isPaused(cell));
  const length = (after === -1 ? cells.length : after) - first;
  const middle = cells[first + Math.floor(length / 2)];
  if (middle?.cell === 'day') middle.namesPause = true;
}

function extendRest(rest: RestCell, day: TapeDay): void {
  rest.to = day.date;
  rest.dayCount += 1;
  rest.hasHoliday ||= day.kind === 'holiday';
}
