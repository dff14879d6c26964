import { TabularError } from './errors.ts';
import { exportBoolean, exportText, unwritable } from './export-values.ts';
import type { ExportColumn, ExportValue } from './export-values.ts';

const MAX_CELL_CHARACTERS = 32_767;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const STYLE_HEADER = 1;
const STYLE_DATE = 2;
const STYLE_DATETIME = 3;
const STYLE_FRACTION = 4;

/** What ends a sheet that `sheetStart` began. */
export const SHEET_END = '</sheetData></worksheet>';

/** Where the n-th sheet lies in the archive, from 1. */
export const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`;

/** Sheet names: at most 31 characters, none of \ / ? * [ ] :, no apostrophe at the ends. */
export function sheetName(name: string): string {
  const clean = name
    .replace(/[\\/?*[\]:\u0000-\u001f]/gu, ' ')
    .replace(/^'+|'+$/gu, '')
    .trim();
  return [...clean].slice(0, 28).join('') || 'Sheet1';
}

/** A sheet up to its rows: the header in bold and frozen. */
export function sheetStart(columns: readonly ExportColumn[]): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const cells = columns.map(({ name }, i) => textCell(reference(i, 1), name, STYLE_HEADER));
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetData><row r="1">${cells.join('')}</row>`
  );
}

/** One row, numbered from 1 with the header. Throws `TABULAR_XLSX_CELL_TOO_LONG`, `TABULAR_VALUE_UNWRITABLE`. */
export function rowXml(
  columns: readonly ExportColumn[],
  values: readonly ExportValue[],
  row: number,
): string {
  let xml = `<row r="${row}">`;
  columns.forEach((column, i) => {
    const value = values[i];
    if (value !== null && value !== undefined && value !== '')
      xml += cellXml(column, value, reference(i, row));
  });
  return `${xml}</row>`;
}

function cellXml(column: ExportColumn, value: Exclude<ExportValue, null | undefined>, at: string): string {
  switch (column.type) {
    case 'boolean':
      return `<c r="${at}" t="b"><v>${exportBoolean(column, value) ? 1 : 0}</v></c>`;
    case 'integer':
    case 'decimal':
      return numberCell(column, exportText(value), at);
    case 'date':
    case 'datetime': {
      const moment = serialOf(exportText(value), column.type);
      if (moment === undefined) return textCell(at, exportText(value));
      return `<c r="${at}" s="${moment.style}"><v>${moment.serial}</v></c>`;
    }
    case 'text':
      return textCell(at, exportText(value));
  }
}

/** As a number only if the double gives back every digit. */
function numberCell(column: ExportColumn, text: string, at: string): string {
  if (!/^-?\d+(?:\.\d+)?$/u.test(text)) return unwritable(column);
  const digits = text.replace(/^-?0*\.?0*|\./gu, '');
  return digits.length <= 15 ? `<c r="${at}"><v>${text}</v></c>` : textCell(at, text);
}

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(Z|[-+]\d{2}(?::?\d{2})?)?$/u;

/**
 * Serial number in the 1900 system, from 1900-03-01 on; earlier dates and dates with a time zone other than
 * none, Z or +08 are left as text. Moments in UTC are shown in China's time, cut to milliseconds: never a later day or year.
 */
function serialOf(text: string, type: 'date' | 'datetime'): { serial: number; style: number } | undefined {
  const match = MOMENT.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone = '+08'] = match;
  const shift = zone.startsWith('Z') || /^[+-]00/u.test(zone) ? 8 : zone.startsWith('+08') ? 0 : undefined;
  if (shift === undefined) return undefined;
  const ms =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour) + shift, Number(minute)) +
    Math.round(Number(second.slice(0, 6)) * 1000);
  const serial = ms / 86_400_000 + 25_569;
  if (serial < 61) return undefined;
  if (type === 'date') return { serial: Math.floor(serial), style: STYLE_DATE };
  const style = ms % 1000 === 0 ? STYLE_DATETIME : STYLE_FRACTION;
  return { serial: Math.round(serial * 86_400_000) / 86_400_000, style };
}

function textCell(at: string, text: string, style = 0): string {
  if (text.length > MAX_CELL_CHARACTERS)
    throw new TabularError('TABULAR_XLSX_CELL_TOO_LONG', { characters: text.length });
  const s = style === 0 ? '' : ` s="${style}"`;
  return `<c r="${at}"${s} t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

/** XML text; what XML or the line-end rules can't carry becomes `_xHHHH_` (ECMA-376 part 1, 22.9.2.19). */
function escapeText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/gu,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .toWellFormed();
}

function reference(column: number, row: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters + row;
}

/** The parts beside the sheets, by their paths. */
export function fixedParts(names: readonly string[]): [string, string][] {
  const sheets = names.length;
  const numbers = names.map((_, i) => i + 1);
  const sheetTitle = (n: number) => escapeText(names[n - 1] ?? '').replaceAll('"', '&quot;');
  const list = numbers.map((n) => `<sheet name="${sheetTitle(n)}" sheetId="${n}" r:id="rId${n}"/>`).join('');
  const relations = numbers
    .map((n) => relation(`rId${n}`, `${OFFICE}/worksheet`, `worksheets/sheet${n}.xml`))
    .join('');
  const styles = relation(`rId${sheets + 1}`, `${OFFICE}/styles`, 'styles.xml');
  const overrides = numbers.map((n) => override(`/${sheetPath(n)}`, `${TYPES}.worksheet+xml`)).join('');
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', `${TYPES}.sheet.main+xml`)}` +
        `${override('/xl/styles.xml', `${TYPES}.styles+xml`)}${overrides}</Types>`,
    ],
    ['_rels/.rels', relationships(relation('rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list}</sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relationships(relations + styles)],
    ['xl/styles.xml', STYLES],
  ];
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
}

function relationships(content: string): string {
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`;
}

function override(part: string, type: string): string {
  return `<Override PartName="${part}" ContentType="${type}"/>`;
}

const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>` +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>' +
  '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
