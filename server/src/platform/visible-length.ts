/** Characters that show nothing, wherever they stand: controls, formats, halves of pairs, and fillers that count as letters. */
const UNSEEN = /[\p{Cf}\p{Cs}\u115f\u1160\u2800\u3164\uffa0]|(?!\s)\p{Cc}/gu;

/** How many characters a text says something with: blanks at its ends and what nobody sees do not count, blanks within count as one. */
export function visibleLength(text: string): number {
  return [
    ...text
      .replace(UNSEEN, '')
      .replace(/[\s\p{Z}]+/gu, ' ')
      .trim(),
  ].length;
}
