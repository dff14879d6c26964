import { CompiledModel } from '../compile/compiled-model.ts';
import { Program } from '../compile/program.ts';
import type { Input } from '../compile/read-input.ts';
import type { TableRule } from '../model/model.ts';
import type { Value } from '../values/value.ts';
import { withinLimits } from '../within-limits.ts';
import { findTables, type TableSource } from './find-tables.ts';
import type { ExplainedRule, ExplainedTable, Explanation } from './explanation.ts';
import { sentencesOf } from './sentences.ts';
import { Trace, tracingBackEnd, type TableTrace } from './trace.ts';

/** A second compilation of a model, whose tables tell what they do. */
class Explainer {
  readonly #trace = new Trace();
  readonly #compiled: CompiledModel;
  readonly #sources: ReadonlyMap<TableRule, TableSource>;

  constructor({ models, limits }: CompiledModel) {
    const backEnd = tracingBackEnd(this.#trace);
    this.#compiled = withinLimits(() => new CompiledModel(new Program(models, backEnd), backEnd, limits));
    this.#sources = findTables(models);
  }

  explain(decision: string, input: Input, now: number | undefined): Explanation {
    this.#trace.clear();
    const { value, messages } = this.#compiled.evaluate(decision, input, now);
    const tables = this.#trace.tables.flatMap((trace) => {
      const source = trace.table.rules[0] && this.#sources.get(trace.table.rules[0].source);
      return source ? [explainTable(trace, source)] : [];
    });
    this.#trace.clear();
    return { value, messages, tables };
  }
}

const explainers = new WeakMap<CompiledModel, Explainer>();

/**
 * Decides once more, along a path of its own that keeps account: which rules were hit and why each condition held, and
 * of those not hit the nearest with the conditions that failed. Costs nothing to who does not ask.
 * @throws DecisionError as `evaluate` does
 */
export function explainDecision(
  compiled: CompiledModel,
  decision: string,
  input: Input = {},
  now?: number,
): Explanation {
  const explainer = explainers.get(compiled) ?? new Explainer(compiled);
  explainers.set(compiled, explainer);
  return explainer.explain(decision, input, now);
}

function explainTable(trace: TableTrace, { table, name, id, model }: TableSource): ExplainedTable {
  const explain = (index: number): ExplainedRule => {
    const rule = table.rules[index];
    const said = trace.tests.get(index) ?? [];
    const conditions = table.inputs.map(({ label, expression }, column) => ({
      input: label ?? expression.text,
      value: trace.inputs[column] ?? null,
      tests: rule?.tests[column]?.text ?? '-',
      holds: toTruth(said[column] ?? null),
    }));
    return {
      rule: index + 1,
      id: rule?.id,
      conditions: conditions.filter(({ tests }) => tests !== '-'),
      annotations: rule?.annotations ?? [],
    };
  };
  const hits = [...trace.hits].map(([index, outputs]) => ({ ...explain(index), outputs }));
  const missed = [...trace.tests.keys()].filter((index) => !trace.hits.has(index)).map(explain);
  const explained = {
    name,
    id,
    model,
    hitPolicy: table.hitPolicy,
    hits,
    nearest: missed.toSorted((a, b) => failures(a) - failures(b))[0],
    result: trace.result,
  };
  return { ...explained, ...sentencesOf(explained) };
}

const toTruth = (value: Value): boolean | null => (typeof value === 'boolean' ? value : null);

const failures = ({ conditions }: ExplainedRule): number =>
  conditions.filter(({ holds }) => holds !== true).length;
