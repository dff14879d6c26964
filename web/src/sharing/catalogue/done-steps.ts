import type { Content, Draft } from './catalogue-api.ts';

/** The steps of compiling, in their order. */
export const steps = ['basics', 'items', 'sharing', 'assessments'] as const;
export type StepName = (typeof steps)[number];

const isWritten = (text: string | null | undefined) => (text ?? '').trim() !== '';

function sharingIsDone({ shareClass, modes, conditions, withheld, openness }: Content): boolean {
  if (openness.kind === 'conditional' && !isWritten(openness.condition)) return false;
  switch (shareClass) {
    case null:
      return false;
    case 'withheld':
      return [withheld?.reason, withheld?.law, withheld?.article].every(isWritten);
    case 'conditional':
      return modes.length > 0 && isWritten(conditions?.scope) && (conditions?.purposes.length ?? 0) > 0;
    case 'unconditional':
      return modes.length > 0;
  }
}

/** Steps in which nothing is missing as far as can be told here; filing looks closer. */
export function doneSteps(content: Content, draft: Pick<Draft, 'assessmentGaps'>): Set<StepName> {
  const { title, summary, classification, format, cycle, items, declared } = content;
  const done: Record<StepName, boolean> = {
    basics: [title, summary, classification, format, cycle].every(isWritten),
    items: items.length > 0 && items.every(({ name, column }) => isWritten(name) && isWritten(column)),
    sharing: sharingIsDone(content),
    assessments: declared && draft.assessmentGaps.length === 0,
  };
  return new Set(steps.filter((step) => done[step]));
}
