import type { Span } from '../feel/ast.ts';
import { fillSentence } from '../fill-sentence.ts';
import type { Model, Place } from '../model/model.ts';
import { SENTENCES, type FindingCode } from './sentences.ts';

export interface FindingPlace {
  /** The decision, business knowledge model, input or item definition: its model's namespace, its name and id. */
  model: string;
  name: string;
  id: string | undefined;
  /** Rule of a decision table, from 1. */
  rule?: number;
  /** Label of an input or output of a decision table, else its expression or name. */
  column?: string;
  /** Within the text of an expression or cell. */
  span?: Span;
  /** In the XML. */
  at: Place;
}

/** The place of an element as a whole. */
export const placeOfElement = ({
  element: { id, name, place },
  model,
}: {
  element: { id: string | undefined; name: string; place: Place };
  model: Model;
}): FindingPlace => ({ model: model.namespace, name, id, at: place });

/** What a check has found. Codes are stable; sentences are for people. */
export interface Finding {
  code: FindingCode;
  /** error: goes wrong when it is run; warning: hardly meant so; note: good to know, and what was not analysed. */
  severity: 'error' | 'warning' | 'note';
  place: FindingPlace;
  params: Readonly<Record<string, string | number>>;
  /** Where a table has a gap or an overlap: FEEL unary tests by input; `-` is any value. */
  region?: Readonly<Record<string, string>>;
  zh: string;
  en: string;
}

/** Takes a finding on a part of a text. */
export type Report = (code: FindingCode, span: Span, params?: Finding['params']) => void;

export function makeFinding(
  code: FindingCode,
  place: FindingPlace,
  params: Finding['params'] = {},
  region?: Record<string, string>,
): Finding {
  const { severity, zh, en } = SENTENCES[code];
  const all = region ? { ...params, region: regionText(region) } : params;
  const found = { code, severity, place, params, zh: fillSentence(zh, all), en: fillSentence(en, all) };
  return region ? { ...found, region } : found;
}

function regionText(region: Readonly<Record<string, string>>): string {
  const restricted = Object.entries(region).filter(([, tests]) => tests !== '-');
  return restricted.length === 0 ? '-' : restricted.map(([label, tests]) => `${label}: ${tests}`).join('; ');
}

/** `1, 3–7`: numbers of rules, from 1, of indexes in ascending order. */
export function ruleNumbers(indexes: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const index of indexes) {
    const run = runs.at(-1);
    if (run && run.last === index - 1) run.last = index;
    else runs.push({ first: index, last: index });
  }
  return runs
    .map(({ first, last }) => (first === last ? `${first + 1}` : `${first + 1}–${last + 1}`))
    .join(', ');
}
