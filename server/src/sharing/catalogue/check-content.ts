import { isCatalogueCode } from '@tandem/identifiers';
import type { FieldError } from '../../platform/app-error.ts';
import { visibleLength } from '../../platform/visible-length.ts';
import type { EntryContent, Item } from './entry-content.ts';
import { findShareClassFaults } from './share-class.ts';

const COLUMN = /^[\p{L}_][\p{L}\p{N}_]{0,62}$/u;
const REQUIRED = { code: 'CATALOGUE_FIELD_REQUIRED', rule: '13.fields' } as const;
/** Sooner or later someone else must understand the entry from these alone. */
const LEAST_TITLE = 2;
const LEAST_SUMMARY = 10;

function textFaults(content: EntryContent): FieldError[] {
  const faults: FieldError[] = [];
  const short = (field: string, value: string, least: number) => {
    const length = visibleLength(value);
    if (length === 0) faults.push({ field, ...REQUIRED });
    else if (length < least)
      faults.push({ field, code: 'CATALOGUE_FIELD_SHORT', params: { least }, rule: '13.fields' });
  };
  short('/title', content.title, LEAST_TITLE);
  short('/summary', content.summary, LEAST_SUMMARY);
  if (content.format === null) faults.push({ field: '/format', ...REQUIRED });
  if (content.cycle === null) faults.push({ field: '/cycle', ...REQUIRED });
  if (content.modes.length === 0 && content.shareClass !== 'withheld')
    faults.push({ field: '/modes', ...REQUIRED });
  else if (content.modes.length > 0 && content.modes.every((mode) => mode === 'subscribe'))
    faults.push({ field: '/modes', code: 'CATALOGUE_FIELD_MODES_UNDELIVERED', rule: '13.fields' });
  if (content.openness.kind === 'conditional' && visibleLength(content.openness.condition) === 0) {
    faults.push({ field: '/openness/condition', ...REQUIRED });
  }
  content.relatedCodes.forEach((code, index) => {
    if (!isCatalogueCode(code))
      faults.push({ field: `/relatedCodes/${index}`, code: 'CATALOGUE_FIELD_CODE_INVALID' });
  });
  return faults;
}

function gradeFault(item: Item, field: string): FieldError[] {
  const fits = item.level === 'general' ? item.grade !== null : item.grade === null;
  return fits ? [] : [{ field: `${field}/grade`, code: 'CATALOGUE_FIELD_GRADE_UNFIT', rule: '13.fields' }];
}

/** Lifts have an identity number, too: before it stands nothing, or a word for people. */
const CITIZENS_NUMBER = /(?:^|公民|居民|[人者员主属女偶父母])身份(?:证(?:件)?)?号码?$/u;

/** Who is numbered is a person: so the privacy assessment is not avoided by leaving the mark out. */
function personalFault(item: Item, field: string): FieldError[] {
  const isNumber = item.recognized === 'residentId' || CITIZENS_NUMBER.test(item.name);
  if (!isNumber || item.personal) return [];
  return [{ field: `${field}/personal`, code: 'CATALOGUE_FIELD_PERSONAL', rule: '13.assessments' }];
}

function itemFaults(items: readonly Item[]): FieldError[] {
  if (items.length === 0) return [{ field: '/items', ...REQUIRED }];
  const names = new Set<string>();
  const columns = new Set<string>();
  return items.flatMap((item, index) => {
    const field = `/items/${index}`;
    const faults: FieldError[] = [...gradeFault(item, field), ...personalFault(item, field)];
    const column = item.column.toLowerCase();
    if (item.name === '') faults.push({ field: `${field}/name`, ...REQUIRED });
    else if (names.has(item.name)) faults.push({ field: `${field}/name`, code: 'CATALOGUE_FIELD_TWICE' });
    if (!COLUMN.test(item.column))
      faults.push({ field: `${field}/column`, code: 'CATALOGUE_FIELD_COLUMN_INVALID' });
    else if (columns.has(column)) faults.push({ field: `${field}/column`, code: 'CATALOGUE_FIELD_TWICE' });
    names.add(item.name);
    columns.add(column);
    return faults;
  });
}

/**
 * Everything that keeps an entry from being filed: Arts 3, 13, 14, 15 and the national guide, each fault with
 * its field and rule. Empty when the entry is complete.
 */
export function findContentFaults(content: EntryContent, knownClassification: boolean): FieldError[] {
  const faults = [...textFaults(content), ...itemFaults(content.items), ...findShareClassFaults(content)];
  if (content.classification === '') faults.push({ field: '/classification', ...REQUIRED });
  else if (!knownClassification) {
    faults.push({
      field: '/classification',
      code: 'CATALOGUE_FIELD_CLASSIFICATION_UNKNOWN',
      rule: '12.unified-catalogue',
    });
  }
  if (!content.declared)
    faults.push({ field: '/declared', code: 'CATALOGUE_FIELD_NOT_DECLARED', rule: '3.scope' });
  return faults;
}
