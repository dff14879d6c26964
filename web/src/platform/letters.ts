/** How many letters and digits a text has, as the server counts what somebody explains: punctuation does not. */
export function lettersIn(text: string): number {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

export interface Room {
  /** Characters as the server counts them: code points, blanks and punctuation too. */
  typed: number;
  /** How many are too many. */
  excess: number;
  isNearlyFull: boolean;
}

/** What of `most` characters a text takes up. */
export function roomOf(text: string, most: number): Room {
  // Never more code points than units: most texts need no counting.
  const typed = text.length < most * 0.5 ? text.length : [...text].length;
  return { typed, excess: Math.max(0, typed - most), isNearlyFull: typed > most * 0.9 };
}

export const isTooLong = (text: string, most: number) => roomOf(text, most).excess > 0;
