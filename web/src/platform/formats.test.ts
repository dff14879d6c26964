import { describe, expect, it } from 'vitest';
import * as f from './formats.ts';

const now = '2026-11-23T09:00:00+08:00';

describe('days are those of Beijing', () => {
  it('reads a plain date as that day and an instant by the zone', () => {
    expect(f.beijingDay('2026-11-26')).toBe('2026-11-26');
    expect(f.beijingDay('2026-11-25T16:00:00Z')).toBe('2026-11-26');
    expect(f.beijingDay('2026-11-25T15:59:59Z')).toBe('2026-11-25');
  });
  it('has no summer time, as no moment of the data has', () => {
    expect(f.beijingDay('1986-08-01T15:59:00Z')).toBe('1986-08-01');
    expect(f.beijingDay(Date.UTC(1899, 11, 31, 16))).toBe('1900-01-01');
    expect(f.formatTime('1940-06-03T00:30:00+08:00')).toBe('00:30');
  });
  it('names the weekday in both languages', () => {
    expect(f.formatWeekday('2026-11-26', 'zh')).toBe('周四');
    expect(f.formatWeekday('2026-11-26', 'en')).toBe('Thu');
  });
  it('says the year only when it is another one', () => {
    expect(f.formatShortDate('2026-11-26', now)).toBe('11-26');
    expect(f.formatShortDate('2027-01-04', now)).toBe('2027-01-04');
    expect(f.formatLongDate('2026-12-01', now, 'zh')).toBe('12月1日');
    expect(f.formatLongDate('2027-12-01', now, 'en')).toBe('1 Dec 2027');
  });
  it('puts the weekday where each language does', () => {
    expect(f.formatDayAndWeekday('2026-11-26', now, 'zh')).toBe('11月26日 周四');
    expect(f.formatDayAndWeekday('2026-11-26', now, 'en')).toBe('Thu 26 Nov');
  });
  it('writes midnight as 00', () => {
    expect(f.formatDateTime('2026-11-22T16:00:00Z', now)).toBe('11-23 00:00');
    expect(f.formatExact('2026-11-22T16:00:05Z')).toBe('2026-11-23 00:00:05');
  });
});

describe('figures', () => {
  it('scales by ten thousands in Chinese and thousands in English', () => {
    expect(f.scaleFigure(4_826_000, 'zh')).toEqual({ figure: '482.6', scale: '万' });
    expect(f.scaleFigure(1_184_290_771, 'zh')).toEqual({ figure: '11.8', scale: '亿' });
    expect(f.scaleFigure(4_826_000, 'en')).toEqual({ figure: '4.8', scale: 'M' });
    expect(f.scaleFigure(48_260, 'en')).toEqual({ figure: '48.3', scale: 'k' });
    expect(f.scaleFigure(9999, 'zh')).toEqual({ figure: '9,999', scale: '' });
  });
  it('keeps every fen of large and negative amounts', () => {
    expect(f.formatFen(1_843_680)).toBe('18,436.80');
    expect(f.formatFen(-5)).toBe('−0.05');
    expect(f.formatFen(900719925474099301n)).toBe('9,007,199,254,740,993.01');
  });
  it('writes durations in the largest unit that fits', () => {
    expect(f.formatDuration(38 * 60_000, 'zh')).toBe('38 分');
    expect(f.formatDuration(65 * 60_000, 'zh')).toBe('1 小时 5 分');
    expect(f.formatDuration(3 * 86_400_000, 'en')).toBe('3 d');
    expect(f.formatDuration(-5, 'en')).toBe('0 s');
  });
  it('writes sizes of files', () => {
    expect(f.formatBytes(0)).toBe('0 B');
    expect(f.formatBytes(1536)).toBe('1.5 KB');
    expect(f.formatBytes(300 * 1024 * 1024)).toBe('300 MB');
  });
  it('shortens hashes but not what is short already', () => {
    expect(f.shortenHash('a3f9000000001c07')).toBe('a3f9…1c07');
    expect(f.shortenHash('a3f9')).toBe('a3f9');
  });
});
