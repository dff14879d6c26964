import type { ColumnPlan, ColumnType, DefectCount, Estimate, Guess, ImportView } from './import-api.ts';

/** A column as it is edited: those that are left out keep what was set, in case they come back. */
export interface ColumnDraft extends ColumnPlan {
  isLeftOut: boolean;
}

export interface PlanDraft {
  columns: ColumnDraft[];
  resourceId: string | null;
  /** `append`: the rows join those that are served. */
  mode: ImportView['mode'];
}

const moneyOf = (guess: Guess) => (guess.money ? { money: { unit: guess.money.unit } } : {});

function guessedPlan(guess: Guess): ColumnPlan {
  return {
    ...{ source: guess.source, target: guess.source, type: guess.type as ColumnType },
    nullTokens: guess.nullTokens.map(({ token }) => token),
    ...moneyOf(guess),
  };
}

/** Every column of the file, in its order. */
export function draftOf(run: Pick<ImportView, 'inspection' | 'plan' | 'resourceId' | 'mode'>): PlanDraft {
  const planned = new Map(run.plan?.columns.map((column) => [column.source, column]));
  const columns = (run.inspection?.columns ?? []).map((guess) => {
    const column = planned.get(guess.source);
    return { ...(column ?? guessedPlan(guess)), isLeftOut: column === undefined };
  });
  return { columns, resourceId: run.resourceId, mode: run.mode };
}

export function planOf(draft: PlanDraft): ColumnPlan[] {
  return draft.columns.filter((column) => !column.isLeftOut).map(({ isLeftOut: _left, ...column }) => column);
}

export function withColumn(draft: PlanDraft, source: string, change: Partial<ColumnDraft>): PlanDraft {
  return {
    ...draft,
    columns: draft.columns.map((column) => (column.source === source ? { ...column, ...change } : column)),
  };
}

/** A type brings its own ways: money its unit, dates the reading of serial numbers where the file has them. */
export function withType(draft: PlanDraft, guess: Guess, type: ColumnType): PlanDraft {
  const candidate = guess.candidates.find((one) => one.type === type) as
    { transformations?: string[] } | undefined;
  const transformations = (candidate?.transformations ?? []) as NonNullable<ColumnPlan['transformations']>;
  const { money: _money, ...rest } =
    draft.columns.find((column) => column.source === guess.source) ?? guessedPlan(guess);
  const kept = (rest.transformations ?? []).filter((name) => name !== 'serialDates');
  const column: ColumnDraft = {
    ...{ isLeftOut: false, ...rest, type },
    transformations: [...new Set([...kept, ...transformations])],
    ...(type === 'money' ? { money: { unit: guess.money?.unit ?? '元' } } : {}),
  };
  return { ...draft, columns: draft.columns.map((one) => (one.source === guess.source ? column : one)) };
}

/** A name without what writers add or leave out: blanks, brackets with units, punctuation, width, case. */
function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（][^)）]*[)）]/gu, '')
    .replace(/[\s\p{P}_]/gu, '');
}

/** Names columns after the items of an entry where they mean the same by name; what was named by hand stays. */
export function namedAfter(draft: PlanDraft, items: readonly string[]): PlanDraft {
  const wanted = new Set(items);
  const taken = new Set(
    draft.columns.filter((column) => wanted.has(column.target)).map((column) => column.target),
  );
  const byBareName = new Map(items.filter((item) => !taken.has(item)).map((item) => [bareName(item), item]));
  const columns = draft.columns.map((column) => {
    const item = wanted.has(column.target) ? undefined : byBareName.get(bareName(column.target));
    if (item === undefined) return column;
    byBareName.delete(bareName(item));
    return { ...column, target: item, isLeftOut: false };
  });
  return { ...draft, columns };
}

/** Items of the entry that no column fills, and columns that no item asks for. */
export function fitOf(draft: PlanDraft, items: readonly string[]): { missing: string[]; surplus: string[] } {
  const used = draft.columns.filter((column) => !column.isLeftOut);
  const targets = new Set(
    used.flatMap((column) => [column.target, column.money?.currencyTarget ?? column.target]),
  );
  const wanted = new Set(items);
  return {
    missing: items.filter((item) => !targets.has(item)),
    surplus: used.filter((column) => !wanted.has(column.target)).map((column) => column.source),
  };
}

type TargetItem = NonNullable<ImportView['target']>['items'][number];

/** Columns whose type their item can not hold. */
export function unfitOf(
  draft: PlanDraft,
  items: readonly TargetItem[],
): { column: ColumnDraft; item: TargetItem }[] {
  const byName = new Map(items.map((item) => [item.name, item]));
  return draft.columns.flatMap((column) => {
    const item = column.isLeftOut ? undefined : byName.get(column.target);
    return item === undefined || item.takes.includes(column.type) ? [] : [{ column, item }];
  });
}

/** Gives each such column, of the types that its item can hold, the one that takes most of the sampled values. */
export function fittedTo(
  draft: PlanDraft,
  guesses: readonly Guess[],
  items: readonly TargetItem[],
): PlanDraft {
  return unfitOf(draft, items).reduce((fitted, { column, item }) => {
    const guess = guesses.find(({ source }) => source === column.source);
    const accepted = (type: string) =>
      Math.max(0, ...(guess?.candidates ?? []).filter((one) => one.type === type).map((one) => one.accepted));
    const [type] = item.takes.toSorted((a, b) => accepted(b) - accepted(a));
    return guess === undefined || type === undefined ? fitted : withType(fitted, guess, type);
  }, draft);
}

/** Columns without any value in the sample are of whatever type their item has, as at the load. */
export function withEmptyColumnsFitted(
  draft: PlanDraft,
  guesses: readonly Guess[],
  items: readonly TargetItem[],
): PlanDraft {
  const empty = guesses.filter(({ profile }) => profile.filled === 0);
  return empty.length === 0 ? draft : fittedTo(draft, empty, items);
}

/** Rows that a column costs in the sample, by its errors. */
export function rejectedBy(estimate: Estimate | undefined, source: string): number {
  return sum((estimate?.defects ?? []).filter((one) => one.column === source && one.severity === 'error'));
}

/** Values of a column in the sample that stand for “no value” and are loaded as empty. */
export function emptiedBy(estimate: Estimate | undefined, source: string): number {
  return sum(
    (estimate?.defects ?? []).filter((one) => one.column === source && one.rule === 'TABULAR_EMPTIED'),
  );
}

function sum(counts: readonly DefectCount[]): number {
  return counts.reduce((total, one) => total + one.count, 0);
}
