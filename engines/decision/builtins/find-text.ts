/** Up to this length the runtime's search takes time in proportion to the text; beyond, texts can make it take theirs times as long. */
const LONGEST_QUICK = 250;

/** Where one text first stands in another, −1 if nowhere, in time that grows with the sum of their lengths. */
export function indexOfText(text: string, match: string): number {
  if (match.length <= LONGEST_QUICK || match.length > text.length) return text.indexOf(match);
  const fallbacks = fallbacksOf(match);
  let matched = 0;
  for (let at = 0; at < text.length; at += 1) {
    matched = extended(match, fallbacks, matched, text.charCodeAt(at));
    if (matched === match.length) return at + 1 - matched;
  }
  return -1;
}

/** For each beginning of a text the longest shorter one that it ends with (Knuth, Morris and Pratt). */
function fallbacksOf(match: string): Int32Array {
  const fallbacks = new Int32Array(match.length + 1);
  for (let at = 1, matched = 0; at < match.length; at += 1) {
    matched = extended(match, fallbacks, matched, match.charCodeAt(at));
    fallbacks[at + 1] = matched;
  }
  return fallbacks;
}

/** How long a beginning stands where one of this length stood before one more unit. */
function extended(match: string, fallbacks: Int32Array, matched: number, unit: number): number {
  let length = matched;
  while (length > 0 && match.charCodeAt(length) !== unit) length = fallbacks[length] ?? 0;
  return match.charCodeAt(length) === unit ? length + 1 : length;
}
