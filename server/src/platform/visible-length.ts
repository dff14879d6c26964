/** Characters that show nothing, wherever they stand: controls, formats, halves of pairs, and fillers that count as letters. */
const UNSEEN = /[\p{Cf}\p{Cs}\p{DI}\u2800]|(?!\s)\p{Cc}/gu;

/** How many characters a text says something with: blanks at its ends and what nobody sees do not count, blanks within count as one. */
export function visibleLength(text: string): number {
  return [
    ...text
      .replace(UNSEEN, '')
      .replace(/[\s\p{Z}]+/gu, ' ')
      .trim(),
  ].length;
}

/** How many letters and digits a text has: with punctuation alone nobody gives a reason. */
export function lettersIn(text: string): number {
  return text.replace(UNSEEN, '').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
