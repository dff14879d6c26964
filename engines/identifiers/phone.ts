/** Telephone numbers of the mainland, as far as recognizing and masking need them. */

/** A mobile number: eleven digits from 13 to 19, nothing else. Allocates nothing. */
export function isMobileNumber(text: string): boolean {
  if (text.length !== 11 || text.charCodeAt(0) !== 49) return false;
  const second = text.charCodeAt(1);
  if (second < 51 || second > 57) return false;
  for (let at = 2; at < 11; at += 1) {
    const charCode = text.charCodeAt(at);
    if (charCode < 48 || charCode > 57) return false;
  }
  return true;
}

const landline = /^(?:\((0\d{2,3})\)|(0\d{2,3})-)([2-8]\d{6,7})(?:-\d{1,6})?$/;

/** A fixed line with its area code set off: `010-65252200`, `(0951)5038127-8`. */
export function isLandlineNumber(text: string): boolean {
  return text.length <= 24 && landline.test(text);
}

/** Area code and number of a fixed line; undefined when the text is none. */
export function readLandline(text: string): { area: string; number: string } | undefined {
  const match = text.length <= 24 ? landline.exec(text) : null;
  if (match === null) return undefined;
  const [, inBrackets, dashed, number = ''] = match;
  return { area: inBrackets ?? dashed ?? '', number };
}
