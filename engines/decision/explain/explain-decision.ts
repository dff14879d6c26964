import { CompiledModel } from '../compile/compiled-model.ts';
import { Program } from '../compile/program.ts';
import type { Input } from '../compile/read-input.ts';
import { matchName } from '../feel/names.ts';
import type { TableRule } from '../model/model.ts';
import type { Value } from '../values/value.ts';
import { withinLimits } from '../within-limits.ts';
import { distanceOf } from './distance.ts';
import { findTables, type TableSource } from './find-tables.ts';
import type { ExplainedMessage, ExplainedRule, ExplainedTable, Explanation } from './explanation.ts';
import { messageSentence } from './message-sentences.ts';
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
    const { value, messages: said } = this.#compiled.evaluate(decision, input, now);
    const messages = said.map((message) => ({ ...message, ...messageSentence(message) }));
    const given = new Set(this.#compiled.lowered(decision).given.map(({ element }) => element.name));
    const tables = this.#trace.tables.flatMap((trace) => {
      const source = trace.table.rules[0] && this.#sources.get(trace.table.rules[0].source);
      return source ? [explainTable(trace, source, messagesOf(trace, source, { messages, given }))] : [];
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

/** What was said of its inputs before it was decided, while it was, and of its result after that; each once. */
function messagesOf(
  { from, to }: TableTrace,
  { table, name }: TableSource,
  { messages, given }: { messages: readonly ExplainedMessage[]; given: ReadonlySet<string> },
): ExplainedMessage[] {
  const concerns = ({ element, code }: ExplainedMessage, index: number): boolean => {
    if (index >= from && index < to) return true;
    if (code !== 'TYPE_MISMATCH') return false;
    if (index >= to) return element === name;
    return given.has(element) && table.inputs.some(({ expression }) => mentions(expression.text, element));
  };
  const found = messages.filter(concerns);
  return found.filter(({ en }, index) => found.findIndex((other) => other.en === en) === index);
}

/** Whether a name stands in a text as a whole. */
const mentions = (text: string, name: string): boolean =>
  Array.from(text, (_, at) => at).some(
    (at) => matchName(text, at, name) !== undefined && !/[\p{L}\p{N}_]$/u.test(text.slice(0, at)),
  );

function explainTable(
  trace: TableTrace,
  { table, name, id, model }: TableSource,
  messages: readonly ExplainedMessage[],
): ExplainedTable {
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
  const missed = [...trace.tests].flatMap(([index, said]) =>
    trace.hits.has(index) ? [] : [{ index, distance: distanceOf(trace.table, index, trace.inputs, said) }],
  );
  const [nearest] = missed.toSorted((a, b) => a.distance - b.distance);
  const explained = {
    name,
    id,
    model,
    hitPolicy: table.hitPolicy,
    hits,
    nearest: nearest && explain(nearest.index),
    isDefault: hits.length === 0 && table.outputs.some(({ defaultValue }) => defaultValue !== undefined),
    result: trace.result,
    messages,
  };
  return { ...explained, ...sentencesOf(explained) };
}

const toTruth = (value: Value): boolean | null => (typeof value === 'boolean' ? value : null);
