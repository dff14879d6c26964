import type { Language } from '../../platform/i18n.ts';

const figures = '〇一二三四五六七八九';
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** 11 as 十一, 30 as 三十: below a hundred. */
function chineseNumber(value: number): string {
  if (value < 10) return figures[value] ?? '';
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? figures[tens] : ''}十${value % 10 === 0 ? '' : figures[value % 10]}`;
}

/** A plain date as agreements write it: 二〇二六年十二月一日, 1 December 2026. */
export function formalDate(date: string, language: Language): string {
  const [year = '', month = '1', day = '1'] = date.split('-');
  if (language === 'en') return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
  const written = [...year].map((digit) => figures[Number(digit)]).join('');
  return `${written}年${chineseNumber(Number(month))}月${chineseNumber(Number(day))}日`;
}
