import { dayOf, type Sheet } from '../../../platform/http/send-sheet.ts';
import type { Hit } from './search-resources.ts';
import type { Segment } from './mark-hits.ts';

const plain = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('');

/** Hits as a file, without marks. */
export const HIT_SHEET: Sheet<Hit> = {
  name: 'catalogue',
  columns: [
    ['catalogue.field.code', (hit) => hit.code],
    ['catalogue.field.title', (hit) => plain(hit.title)],
    ['catalogue.field.summary', (hit) => plain(hit.summary)],
    ['catalogue.field.provider', (hit, _words, { department }) => department(hit.providerName)],
    ['catalogue.field.shareClass', (hit, t) => t(`console.shareClass.${hit.shareClass}`)],
    ['catalogue.field.modes', (hit, t) => hit.modes.map((mode) => t(`catalogue.mode.${mode}`)).join('、')],
    ['catalogue.field.cycle', (hit, t) => t(`catalogue.cycle.${hit.cycle}`)],
    ['catalogue.field.grade', (hit, t) => t(`catalogue.level.${hit.level}`)],
    ['catalogue.item.personal', (hit, t) => t(`catalogue.personal.${hit.personal}`)],
    ['catalogue.field.items', (hit) => hit.itemCount, 'integer'],
    [
      'catalogue.field.sourceDepartment',
      (hit, _words, { department }) => department(hit.sourceDepartment?.departmentName),
    ],
    ['catalogue.field.publishedAt', (hit) => dayOf(hit.publishedAt), 'date'],
  ],
};
