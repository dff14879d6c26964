import { describe, expect, it } from 'vitest';
import { formatSpan, monthSpan, shortMonth } from './spans.ts';

describe('spans of days', () => {
  it.each([
    ['2026-11', '2026-11-30'],
    ['2027-02', '2027-02-28'],
    ['2028-02', '2028-02-29'],
  ])('%s ends on %s', (month, to) => {
    expect(monthSpan(month)).toEqual({ from: `${month}-01`, to });
  });
  it('names whole months, says single days once, and leaves open ends open', () => {
    expect(formatSpan(monthSpan('2026-11'), 'zh')).toBe('2026 年 11 月');
    expect(formatSpan(monthSpan('2026-11'), 'en')).toBe('Nov 2026');
    expect(formatSpan({ from: '2026-11-01', to: '2026-11-29' }, 'zh')).toBe('2026-11-01 – 2026-11-29');
    expect(formatSpan({ from: '2026-11-02', to: '2026-11-02' }, 'zh')).toBe('2026-11-02');
    expect([shortMonth('2026-10', '2026-11-15', 'zh'), shortMonth('2026-10', '2026-11-15', 'en')]).toEqual([
      '10 月',
      'Oct',
    ]);
    expect(shortMonth('2025-12', '2026-01-05', 'zh')).toBe('2025 年 12 月');
    expect(formatSpan({ from: '2025-12-01' }, 'en')).toBe('2025-12-01 – …');
  });
});
