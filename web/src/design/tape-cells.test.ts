import { describe, expect, it } from 'vitest';
import { type TapeCell, type TapeDay, tapeCells } from './tape-cells.ts';

function day(date: string, kind: TapeDay['kind'], number?: number, today = false): TapeDay {
  return { date, kind, today, number };
}

const draw = (cells: TapeCell[]) =>
  cells.map((c) =>
    c.cell === 'rest'
      ? `rest${c.dayCount}`
      : `${c.fill}${c.number ?? ''}${c.isToday ? '*' : ''}${c.isDue ? '|' : ''}`,
  );

describe('tapeCells', () => {
  const days = [
    day('2026-11-05', 'start'),
    day('2026-11-06', 'counted', 1),
    day('2026-11-07', 'weekend'),
    day('2026-11-08', 'weekend'),
    day('2026-11-09', 'paused'),
    day('2026-11-10', 'paused'),
    day('2026-11-11', 'counted', 2, true),
    day('2026-11-12', 'future', 3),
    day('2026-11-13', 'due', 4),
  ];

  it('draws weekends as one gap, what is used, what is left, today and the due day', () => {
    expect(draw(tapeCells(days))).toEqual([
      'start',
      'used1',
      'rest2',
      'paused',
      'paused',
      'used2*',
      'left3',
      'left4|',
    ]);
  });

  it('puts the word of a pause into the middle of its first run only', () => {
    const paused = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-16'].map((date) =>
      day(date, 'paused'),
    );
    const cells = tapeCells([...paused.slice(0, 3), day('2026-11-14', 'weekend'), ...paused.slice(3)]);
    const named = cells.flatMap((cell) => (cell.cell === 'day' && cell.namesPause ? [cell.date] : []));
    expect(named).toEqual(['2026-11-10']);
  });

  it('counts the due day as used once it has come', () => {
    expect(draw(tapeCells([day('2026-11-13', 'due', 4, true)]))).toEqual(['used4*|']);
    expect(draw(tapeCells([day('2026-11-13', 'due', 4), day('2026-11-16', 'overdue', 5, true)]))).toEqual([
      'used4|',
      'overdue5*',
    ]);
  });

  it('keeps the place of today even when it is a day of rest, and marks holidays', () => {
    expect(draw(tapeCells([day('2026-11-14', 'weekend', undefined, true)]))).toEqual(['idle*']);
    const [rest] = tapeCells([day('2027-02-06', 'weekend'), day('2027-02-08', 'holiday')]);
    expect(rest).toMatchObject({ dayCount: 2, hasHoliday: true });
  });

  it('draws the due day as used where the limit is over, also when today is not drawn', () => {
    const late = [day('2026-12-30', 'due', 2), day('2026-12-31', 'overdue', 3)];
    expect(draw(tapeCells(late))).toEqual(['used2|', 'overdue3']);
    expect(draw(tapeCells(late.slice(0, 1)))).toEqual(['left2|']);
  });

  it('shows proposed days after the day in force', () => {
    const proposed = tapeCells(
      [day('2026-11-13', 'future', 4), day('2026-11-16', 'proposed', 1)],
      '2026-11-13',
    );
    expect(draw(proposed)).toEqual(['left4|', 'proposed1']);
  });
});
