import type { Language } from '@tandem/messages';
import { formatDecimal, scaleFigure } from '../../platform/formats.ts';
import type { Text } from '../../platform/i18n.ts';
import type { EntryFacts } from './catalogue-api.ts';

type Reply = NonNullable<EntryFacts['reply']>;

/** `182.0 万`, `4.8 M`, `96`. */
export function scaled(value: number, language: Language): string {
  const { figure, scale } = scaleFigure(value, language);
  return scale === '' ? figure : `${figure} ${scale}`;
}

/** Rounded down: rows that are not all good are never said to be. */
export function goodShareWords(share: number): string {
  return `${formatDecimal(Math.floor(share * 1000) / 10, share === 1 ? 0 : 1)}%`;
}

/** 近 90 日中位 3 日; half days as they come. */
export function medianWords(t: Text, reply: Reply | null): string {
  if (reply === null) return t('catalogue.facts.median.none');
  const days = reply.medianWorkingDays;
  if (days === 0) return t('catalogue.facts.median.sameDay');
  const words = { days: formatDecimal(days, Number.isInteger(days) ? 0 : 1) };
  return t(reply.of === 'provider' ? 'catalogue.facts.median.provider' : 'catalogue.facts.median', words);
}

/** A median that misses the limit of Art 21 is shown in red. */
export function missesLimit({ reply, replyLimit }: EntryFacts): boolean {
  return reply !== null && replyLimit !== null && reply.medianWorkingDays > replyLimit;
}
