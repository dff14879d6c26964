import type { Language } from './i18n.ts';

/** Days, both included; open where one is missing. */
export interface Span {
  from?: string | undefined;
  to?: string | undefined;
}

/** The days of a month such as `2026-11`. */
export function monthSpan(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(lastDay).padStart(2, '0')}` };
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function formatMonth(month: string, language: Language): string {
  const [year = '', number = ''] = month.split('-');
  return language === 'zh'
    ? `${year} 年 ${Number(number)} 月`
    : `${monthNames[Number(number) - 1] ?? ''} ${year}`;
}

/** A month by its name, with the year only when that is another one than `day`'s. */
export function shortMonth(month: string, day: string, language: Language): string {
  if (month.slice(0, 4) !== day.slice(0, 4)) return formatMonth(month, language);
  const number = Number(month.slice(5));
  return language === 'zh' ? `${number} 月` : (monthNames[number - 1] ?? '');
}

/** A span in words: a whole month by its name, one day alone, else from – to. */
export function formatSpan({ from, to }: Span, language: Language): string {
  const month = from?.slice(0, 7);
  if (from !== undefined && month !== undefined) {
    const whole = monthSpan(month);
    if (whole.from === from && whole.to === to) return formatMonth(month, language);
  }
  if (from === to) return from ?? '';
  return `${from ?? '…'} – ${to ?? '…'}`;
}
