import { clockText, serialText } from './parse-date.ts';
import { RichText, unescapeText } from './shared-strings.ts';
import { CELL_ERROR, CELL_UNCALCULATED } from './row-batch.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Workbook } from './xlsx-workbook.ts';
import type { XmlHandlers } from './xml-stream.ts';

/** Where a sheet's cells go, in order. Columns count from 0, rows from 1. */
export interface CellSink {
  beginRow: (row: number) => void;
  text: (column: number, text: string) => void;
  shared: (column: number, index: number) => void;
  /** A cell without a usable value: `CELL_ERROR`, or `CELL_UNCALCULATED` with the formula. */
  fault: (column: number, text: string, fault: number) => void;
  endRow: () => void;
  merged: (reference: string) => void;
}

/** Handlers that turn a worksheet part into cells (ECMA-376 part 1, 18.3). */
export function sheetHandlers(
  workbook: Workbook,
  strings: SharedStrings,
  sink: CellSink,
  maxCellBytes: number,
): XmlHandlers {
  let row = 0;
  let column = -1;
  let type = 'n';
  let style = 0;
  let value: string | undefined;
  let inValue = false;
  let inline = false;
  let formula: string | undefined;
  let inFormula = false;
  const rich = new RichText(maxCellBytes);

  const openCell = (attributes: Readonly<Record<string, string>>): void => {
    const place = attributes['r'] === undefined ? -1 : columnOf(attributes['r']);
    column = place >= 0 ? place : column + 1;
    type = attributes['t'] ?? 'n';
    style = Number(attributes['s'] ?? 0);
    value = undefined;
    inline = false;
    formula = undefined;
    rich.begin();
  };
  const closeCell = (): void => {
    if (inline || type === 'inlineStr') sink.text(column, rich.end());
    else if (value !== undefined && value !== '') placeValue(value);
    else if (formula !== undefined && !(type === 'str' && value === '')) {
      // An empty stored text is a result: =IF(A2="","",A2).
      sink.fault(column, `=${formula}`, CELL_UNCALCULATED);
    }
  };
  const placeValue = (raw: string): void => {
    if (type === 's') {
      const index = Number(raw);
      const known = Number.isInteger(index) && index >= 0 && index < strings.count;
      if (known) sink.shared(column, index);
      else sink.fault(column, `#SST ${raw}`, CELL_ERROR);
    } else if (type === 'e') sink.fault(column, raw, CELL_ERROR);
    else if (type === 'b') sink.text(column, raw === '1' || raw === 'true' ? 'TRUE' : 'FALSE');
    else if (type === 'str') sink.text(column, unescapeText(raw));
    else if (type === 'd') sink.text(column, raw.replace('T00:00:00', ''));
    else sink.text(column, numberText(workbook, style, raw));
  };
  return {
    open: (name, attributes) => {
      if (name === 'c') openCell(attributes);
      else if (name === 'v') {
        inValue = true;
        value = '';
      } else if (name === 'f') {
        inFormula = true;
        formula = '';
      } else if (name === 'is') inline = true;
      else if (name === 'row') {
        row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']);
        column = -1;
        sink.beginRow(row);
      } else if (name === 'mergeCell') sink.merged(attributes['ref'] ?? '');
      else if (inline) rich.open(name);
    },
    close: (name) => {
      if (name === 'c') closeCell();
      else if (name === 'v') inValue = false;
      else if (name === 'f') inFormula = false;
      else if (name === 'row') sink.endRow();
      else if (inline) rich.close(name);
    },
    text: (text) => {
      if (inValue) value = extended(value, text, maxCellBytes);
      else if (inFormula) formula = extended(formula, text, maxCellBytes);
      else if (inline) rich.add(text);
    },
  };
}

/** Text goes on to be collected until it is longer than a cell may be. */
function extended(before: string | undefined, more: string, maxBytes: number): string {
  const text = before ?? '';
  return text.length <= maxBytes ? text + more : text;
}

/** A number as its cell's style shows it: a date, a time of day, or the digits as stored. */
function numberText({ kinds, date1904 }: Workbook, style: number, raw: string): string {
  const kind = kinds[style] ?? 'number';
  if (kind === 'number') return raw;
  const number = Number(raw);
  const isClock = kind === 'time' && number >= 0 && number < 1;
  if (isClock) return clockText(Math.round(number * 86_400_000) % 86_400_000);
  return serialText(raw, date1904) ?? raw;
}

/** Zero-based column of a reference such as `AB12`; -1 if it is none. May exceed what a sheet can have. */
export function columnOf(reference: string): number {
  let column = 0;
  let letters = 0;
  for (; letters < reference.length && letters < 4; letters++) {
    const code = reference.charCodeAt(letters) | 0x20;
    if (code < 0x61 || code > 0x7a) break;
    column = column * 26 + code - 0x60;
  }
  return column - 1;
}
