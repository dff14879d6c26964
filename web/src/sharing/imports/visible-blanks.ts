/** Blanks and marks that no reader sees: no-break, zero-width, ideographic space, byte order mark, controls. */
const UNSEEN = /[\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]/g;

/** A value with its blanks shown: ␣ at the ends and for runs of spaces, others by their code point. */
export function visibleBlanks(text: string): string {
  return text
    .replace(/^ +| +$| {2,}/g, (blanks) => '␣'.repeat(blanks.length))
    .replace(UNSEEN, (mark) => `⟨U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
