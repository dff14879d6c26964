import type { FindingPlace } from '@tandem/decision';

interface Told {
  place: FindingPlace;
  zh: string;
  en: string;
}

/** `file:line:column WHAT where`, and a sentence in both languages. */
export function blockOf({ place, zh, en }: Told, path: string, what: string): string {
  const { at, name, rule, column } = place;
  const where = [name, rule === undefined ? '' : `#${rule}`, column].filter(Boolean).join(' · ');
  return `${path}:${at.line}:${at.column} ${what} ${where}\n  ${zh}\n  ${en}\n`;
}
