import type { TypedField } from '../../design/words-left.ts';
import type { Text } from '../../platform/i18n.ts';

/** The words of the national guide, in its order; their texts are `catalogue.<kind>.<value>`. */
export const formats = ['file', 'table', 'database', 'image', 'media', 'selfDescribing', 'service'] as const;
export const cycles = ['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular'] as const;
export const modes = ['query', 'verify', 'batch', 'file', 'subscribe'] as const;
export const levels = ['core', 'important', 'general'] as const;
export const itemTypes = ['C', 'N', 'Y', 'D', 'T', 'L', 'M', 'G', 'B', 'I', 'F'] as const;
export const sorts = ['relevance', 'newest', 'title'] as const;
/** Those that start the clock of Art 17. */
export const statutoryCauses = ['law', 'decision', 'duty'] as const;
export const causes = [...statutoryCauses, 'other'] as const;
export type Cause = (typeof causes)[number];
export const assessmentKinds = ['secrecy', 'privacyImpact', 'dataSecurity', 'other'] as const;
export const assessmentResults = ['passed', 'passedWithMeasures', 'failed'] as const;

interface Graded {
  level: (typeof levels)[number];
  grade: number | null;
}

/** 一般 2 级, 重要, 核心. */
export function gradeWords(t: Text, { level, grade }: Graded): string {
  const name = t(`catalogue.level.${level}`);
  return grade === null ? name : `${name} ${t('catalogue.gradeOf', { grade })}`;
}

const contentFields = [
  'title',
  'titleEn',
  'summary',
  'summaryEn',
  'classification',
  'format',
  'formatDetail',
  'items',
  'cycle',
  'shareClass',
  'modes',
  'conditions',
  'withheld',
  'openness',
  'relatedCodes',
  'tags',
  'declared',
] as const;
const deeperFields = {
  '/conditions/scope': 'catalogue.field.scope',
  '/conditions/purposes': 'catalogue.field.purposes',
  '/conditions/others': 'catalogue.field.others',
  '/withheld/reason': 'catalogue.field.withheldReason',
  '/withheld/law': 'catalogue.field.law',
  '/withheld/article': 'catalogue.field.article',
  '/openness/condition': 'catalogue.field.opennessCondition',
  '/assessments/secrecy': 'catalogue.assessment.secrecy',
  '/assessments/privacyImpact': 'catalogue.assessment.privacyImpact',
  '/assessments/dataSecurity': 'catalogue.assessment.dataSecurity',
  '/assessments/other': 'catalogue.assessment.other',
} as const;
const itemFields = [
  'name',
  'column',
  'type',
  'length',
  'description',
  'personal',
  'level',
  'grade',
  'key',
  'recognized',
] as const;

export function fieldName(t: Text, field: string): string {
  const known = contentFields.find((name) => name === field);
  return known ? t(`catalogue.field.${known}`) : field;
}

export function itemFieldName(t: Text, field: string): string {
  const known = itemFields.find((name) => name === field);
  return known ? t(`catalogue.item.${known}`) : field;
}

const typed = [
  ...(['title', 'titleEn', 'summary', 'summaryEn', 'formatDetail'] as const),
  ...(['items', 'conditions', 'withheld', 'openness', 'relatedCodes', 'tags'] as const),
];
const typedParts: Partial<Record<string, readonly string[]>> = {
  items: ['name', 'column', 'description'],
  openness: ['condition'],
};

/** The fields whose content is written in words, in the order of the form. */
export function typedFields(t: Text): TypedField[] {
  return typed.map((name) => {
    const of = typedParts[name];
    return { name, label: t(`catalogue.field.${name}`), ...(of && { of }) };
  });
}

/** Names of the fields of an entry by JSON pointer, for refusals. */
export function fieldLabels(t: Text, items: readonly { name: string }[]): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const field of contentFields) labels[`/${field}`] = t(`catalogue.field.${field}`);
  for (const [field, key] of Object.entries(deeperFields)) labels[field] = t(key);
  items.forEach((item, index) => {
    for (const field of itemFields) {
      labels[`/items/${index}/${field}`] =
        `${item.name || t('catalogue.itemAt', { number: index + 1 })} · ${t(`catalogue.item.${field}`)}`;
    }
  });
  return labels;
}
