/** RFC 4180: cells with delimiter, quote or line break are quoted, quotes doubled; lines end with CRLF. */
const NEEDS_QUOTES = /[",\r\n]/u;

export function csvCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row of one empty cell would be a blank line, which readers skip, so it is quoted. */
export function csvLine(cells: readonly string[]): string {
  if (cells.length === 1 && cells[0] === '') return '""\r\n';
  return `${cells.map(csvCell).join(',')}\r\n`;
}

export const UTF8_BOM = '\ufeff';
