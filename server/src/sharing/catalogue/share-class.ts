import type { FieldError } from '../../platform/app-error.ts';
import { lettersIn, visibleLength } from '../../platform/visible-length.ts';
import type { EntryContent } from './entry-content.ts';

/** Shorter texts name nothing specific: a law's shortest title and article fit well above these. */
const LEAST_REASON = 4;
const LEAST_LAW = 4;

type Terms = Pick<EntryContent, 'shareClass' | 'conditions' | 'withheld' | 'modes' | 'openness'>;

function blank(text: string | undefined): boolean {
  return visibleLength(text ?? '') === 0;
}

/**
 * Arts 14 and 15 as far as they forbid: conditions belong to conditional entries only, a reason and basis to
 * withheld ones only. Holds for drafts too: a draft never carries a condition that it could not keep.
 */
export function findAddedConditions(terms: Terms): FieldError[] {
  const faults: FieldError[] = [];
  if (terms.conditions && terms.shareClass !== 'conditional') {
    faults.push({
      field: '/conditions',
      code: 'CATALOGUE_FIELD_CONDITION_STRAY',
      rule: '15.no-added-conditions',
    });
  }
  if (terms.withheld && terms.shareClass !== 'withheld') {
    faults.push({
      field: '/withheld',
      code: 'CATALOGUE_FIELD_WITHHELD_STRAY',
      rule: '15.no-added-conditions',
    });
  }
  if (terms.openness.condition !== '' && terms.openness.kind !== 'conditional') {
    faults.push({
      field: '/openness/condition',
      code: 'CATALOGUE_FIELD_OPENNESS_STRAY',
      rule: '15.no-added-conditions',
    });
  }
  return faults;
}

function conditionalFaults({ conditions }: Terms): FieldError[] {
  const faults: FieldError[] = [];
  const ruled = { code: 'CATALOGUE_FIELD_REQUIRED', rule: '15.conditional.conditions' };
  if (blank(conditions?.scope)) faults.push({ field: '/conditions/scope', ...ruled });
  const purposes = conditions?.purposes ?? [];
  if (purposes.length === 0 || purposes.some(blank)) faults.push({ field: '/conditions/purposes', ...ruled });
  if (conditions?.others.some(blank)) faults.push({ field: '/conditions/others', ...ruled });
  return faults;
}

function withheldFaults({ withheld, modes }: Terms): FieldError[] {
  const faults: FieldError[] = [];
  const ruled = { rule: '15.withheld.basis' };
  const short = (field: string, value: string, least: number) => {
    if (lettersIn(value) < least)
      faults.push({ field, code: 'CATALOGUE_FIELD_BASIS_VAGUE', params: { least }, ...ruled });
  };
  short('/withheld/reason', withheld?.reason ?? '', LEAST_REASON);
  short('/withheld/law', withheld?.law ?? '', LEAST_LAW);
  if (!/[\d一二三四五六七八九十百]/.test(withheld?.article ?? '')) {
    faults.push({ field: '/withheld/article', code: 'CATALOGUE_FIELD_ARTICLE_MISSING', ...ruled });
  }
  if (modes.length > 0)
    faults.push({ field: '/modes', code: 'CATALOGUE_FIELD_MODES_WITHHELD', rule: '14.share-class' });
  return faults;
}

/** What a complete entry still lacks by Arts 14 and 15; empty when its share class is stated as it must be. */
export function findShareClassFaults(terms: Terms): FieldError[] {
  const added = findAddedConditions(terms);
  switch (terms.shareClass) {
    case null:
      return [...added, { field: '/shareClass', code: 'CATALOGUE_FIELD_REQUIRED', rule: '14.share-class' }];
    case 'conditional':
      return [...added, ...conditionalFaults(terms)];
    case 'withheld':
      return [...added, ...withheldFaults(terms)];
    case 'unconditional':
      return added;
  }
}
