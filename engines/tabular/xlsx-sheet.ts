import { clockText, serialText } from './parse-date.ts';
import { RichText, unescapeText } from './shared-strings.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Workbook } from './xlsx-workbook.ts';
import type { XmlHandlers } from './xml-stream.ts';

/** Where a sheet's cells go, in order. Columns count from 0, rows from 1. */
export interface CellSink {
  beginRow: (row: number) => void;
  text: (column: number, text: string) => void;
  shared: (column: number, index: number) => void;
  error: (column: number, text: string) => void;
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
  const rich = new RichText(maxCellBytes);

  const openCell = (attributes: Readonly<Record<string, string>>): void => {
    const place = attributes['r'] === undefined ? -1 : columnOf(attributes['r']);
    column = place >= 0 ? place : column + 1;
    type = attributes['t'] ?? 'n';
    style = Number(attributes['s'] ?? 0);
    value = undefined;
    inline = false;
    rich.begin();
  };
  const closeCell = (): void => {
    if (inline || type === 'inlineStr') sink.text(column, rich.end());
    else if (value !== undefined && value !== '') placeValue(value);
  };
  const placeValue = (raw: string): void => {
    if (type === 's') {
      const index = Number(raw);
      const known = Number.isInteger(index) && index >= 0 && index < strings.count;
      if (known) sink.shared(column, index);
      else sink.error(column, `#SST ${raw}`);
    } else if (type === 'e') sink.error(column, raw);
    else if (type === 'b') sink.text(column, raw === '1' || raw === 'true' ? 'TRUE' : 'FALSE');
    else if (type === 'str') sink.text(column, unescapeText(raw));
    else if (type === 'd') sink.text(column, raw.replace('T00:00:00', ''));
    else placeNumber(raw);
  };
  const placeNumber = (raw: string): void => {
    const kind = workbook.kinds[style] ?? 'number';
    const number = Number(raw);
    const isTime = kind === 'time' && number >= 0 && number < 1;
    if (kind === 'number') sink.text(column, raw);
    else if (isTime) sink.text(column, clockText(Math.round(number * 86_400_000) % 86_400_000));
    else sink.text(column, serialText(raw, workbook.date1904) ?? raw);
  };

  return {
    open: (name, attributes) => {
      if (name === 'c') openCell(attributes);
      else if (name === 'v') inValue = true;
      else if (name === 'is') inline = true;
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
      else if (name === 'row') sink.endRow();
      else if (inline) rich.close(name);
    },
    text: (text) => {
      if (inValue && (value ?? '').length <= maxCellBytes) value = (value ?? '') + text;
      else if (inline) rich.add(text);
    },
  };
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
