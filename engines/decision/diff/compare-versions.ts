import type { CompiledModel } from '../compile/compiled-model.ts';
import type { Input } from '../compile/read-input.ts';
import { Evaluation, type Limits } from '../compile/run.ts';
import { DecisionError } from '../decision-error.ts';
import { explainDecision } from '../explain/explain-decision.ts';
import { equal } from '../values/equality.ts';
import type { Value } from '../values/value.ts';
import { withinLimits } from '../within-limits.ts';

/** What a version says of one subject; `error` is the code of a limit that was reached. */
export interface Outcome {
  value: Value;
  error: string | undefined;
}

/** A rule by the table's decision or business knowledge model, its number from 1, and its id. */
export interface RuleReference {
  table: string;
  rule: number;
  id: string | undefined;
}

/** Subjects that changed from the same rules to the same rules. */
export interface ChangeGroup {
  before: readonly RuleReference[];
  after: readonly RuleReference[];
  count: number;
  examples: readonly { subject: number; input: Input; before: Outcome; after: Outcome }[];
}

export interface VersionComparison {
  total: number;
  changed: number;
  /** The largest first. */
  byRule: readonly ChangeGroup[];
  /** Changed subjects of rules beyond the limit of groups. */
  ungrouped: number;
}

export interface ComparisonOptions {
  /** Examples of each group; 5 unless said. */
  examples?: number;
  /** Groups that are kept; 1000 unless said. */
  groups?: number;
  /** For both versions, in milliseconds since 1970. */
  now?: number;
}

/**
 * Who changes outcome between two versions of a decision, counted by the rules that were hit before and after: those of
 * the decision's own tables, or where it has none of all tables on the way. Only changed subjects are explained. Whose
 * two values can not be compared within the limits counts as changed, with the code of the limit on both sides.
 * @throws DecisionError NOT_FOUND, REQUIREMENT_CYCLE
 */
export function compareVersions(
  before: CompiledModel,
  after: CompiledModel,
  decision: string,
  subjects: Iterable<Input>,
  options: ComparisonOptions = {},
): VersionComparison {
  const { examples = 5, groups: most = 1000, now } = options;
  const groups = new Map<string, ChangeGroup & { examples: ChangeGroup['examples'][number][] }>();
  let [total, changed, ungrouped] = [0, 0, 0];
  // An unknown name is no outcome.
  for (const version of [before, after]) version.prepare(decision);
  for (const input of subjects) {
    const subject = total;
    total += 1;
    const outcomes = compared(
      outcomeOf(before, decision, input, now),
      outcomeOf(after, decision, input, now),
      before.limits,
    );
    if (!outcomes) continue;
    changed += 1;
    const rules = [before, after].map((version) => rulesHit(version, decision, input, now));
    const [from = [], to = []] = rules;
    const key = JSON.stringify(rules);
    const group = groups.get(key) ?? { before: from, after: to, count: 0, examples: [] };
    if (group.count === 0 && groups.size >= most) {
      ungrouped += 1;
      continue;
    }
    groups.set(key, group);
    group.count += 1;
    if (group.examples.length < examples)
      group.examples.push({ subject, input, before: outcomes[0], after: outcomes[1] });
  }
  const byRule = [...groups.values()].toSorted((a, b) => b.count - a.count);
  return { total, changed, byRule, ungrouped };
}

function outcomeOf(version: CompiledModel, decision: string, input: Input, now: number | undefined): Outcome {
  try {
    return { value: version.evaluate(decision, input, now).value, error: undefined };
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return { value: null, error: error.code };
  }
}

/** Undefined where they are the same. What takes more steps to compare than an evaluation may is no value on either side. */
function compared(a: Outcome, b: Outcome, limits: Limits): readonly [Outcome, Outcome] | undefined {
  try {
    return a.error === b.error && withinLimits(() => equal(a.value, b.value, new Evaluation(limits))) === true
      ? undefined
      : [a, b];
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    const untold = { value: null, error: error.code };
    return [untold, untold];
  }
}

function rulesHit(
  version: CompiledModel,
  decision: string,
  input: Input,
  now: number | undefined,
): RuleReference[] {
  try {
    const { tables } = explainDecision(version, decision, input, now);
    const { element } = version.lowered(decision).steps.at(-1) ?? {};
    const own = tables.filter(
      ({ model, id, name }) =>
        model === element?.home.model.namespace && id === element.part.id && name === element.part.name,
    );
    return (own.length > 0 ? own : tables).flatMap(({ name, hits }) =>
      hits.map(({ rule, id }) => ({ table: name, rule, id })),
    );
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return [];
  }
}
