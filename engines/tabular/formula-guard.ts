/**
 * Spreadsheets run cells that begin with = + - @ TAB CR as formulas, some their full-width forms too. Exports put an
 * apostrophe before such cells, numbers and telephone numbers excepted: `-5` and `+86-138…` reach nothing, and programs
 * read them as they are.
 */
const DANGEROUS = /^[=+\-@\t\r＝＋－＠]/u;
const HARMLESS_NUMBER = /^[-+][\d.,()\s-]*(?:[eE][-+]?\d+)?%?$/u;
const GUARDED = /^'*[=+\-@\t\r＝＋－＠]/u;

export function looksLikeFormula(text: string): boolean {
  return DANGEROUS.test(text) && !HARMLESS_NUMBER.test(text);
}

/**
 * Neutralises a cell. Texts that already begin with apostrophes before a dangerous character get one more,
 * so that `restoreFormula` gives back exactly what came in.
 */
export function guardFormula(text: string): string {
  return GUARDED.test(text) && !HARMLESS_NUMBER.test(text) ? `'${text}` : text;
}

/** The inverse of `guardFormula`. */
export function restoreFormula(text: string): string {
  return text.startsWith("'") && GUARDED.test(text) ? text.slice(1) : text;
}
