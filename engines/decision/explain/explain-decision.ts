import { CompiledModel } from '../compile/compiled-model.ts';
import { Program } from '../compile/program.ts';
import type { Input } from '../compile/read-input.ts';
import { standsIn } from '../feel/names.ts';
import type { DecisionTable } from '../model/model.ts';
import { PartBudget } from '../values/part-budget.ts';
import type { Value } from '../values/value.ts';
import { withinLimits } from '../within-limits.ts';
import { distanceOf } from './distance.ts';
import { findHomes, type LogicHome } from './find-homes.ts';
import type { ExplainedMessage, ExplainedRule, ExplainedTable, Explanation } from './explanation.ts';
import { messageSentence } from './message-sentences.ts';
import { sentencesOf } from './sentences.ts';
import { Trace, tracingBackEnd, type TableTrace } from './trace.ts';

/** A second compilation of a model, whose tables tell what they do. */
class Explainer {
  readonly #trace = new Trace();
  readonly #compiled: CompiledModel;
  readonly #homes: ReturnType<typeof findHomes>;

  constructor({ models, limits }: CompiledModel) {
    const backEnd = tracingBackEnd(this.#trace);
    this.#compiled = withinLimits(() => new CompiledModel(new Program(models, backEnd), backEnd, limits));
    this.#homes = findHomes(models);
  }

  explain(decision: string, input: Input, now: number | undefined): Explanation {
    this.#trace.clear();
    const { value, messages: said } = this.#compiled.evaluate(decision, input, now);
    const messages = said.map((message) => ({ ...message, ...messageSentence(message) }));
    const given = new Set(this.#compiled.lowered(decision).given.map(({ element }) => element.name));
    const texts = new PartBudget();
    const tables = this.#trace.tables.flatMap((trace) => {
      const home = this.#homes.get(trace.table.source);
      if (!home) return [];
      const explained = explainTable(trace, home, messagesOf(trace, home, { messages, given }));
      texts.spend(explained.zh.length + explained.en.length);
      return [explained];
    });
    this.#trace.clear();
    return { value, messages, tables };
  }
}

const explainers = new WeakMap<CompiledModel, Explainer>();

/**
 * Decides once more, along a path of its own that keeps account: which rules were hit and why each condition held, and
 * of those not hit the nearest with the conditions that failed. Costs nothing to who does not ask.
 * What is kept counts as steps too. @throws DecisionError as `evaluate` does; LIMIT_SIZE for too much to tell
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
  { from, to, inputsTo, table: { source } }: TableTrace,
  { name }: LogicHome,
  { messages, given }: { messages: readonly ExplainedMessage[]; given: ReadonlySet<string> },
): ExplainedTable['messages'] {
  const concerns = ({ element, code }: ExplainedMessage, index: number): boolean => {
    if (index >= from && index < to) return true;
    if (code !== 'TYPE_MISMATCH') return false;
    if (index >= to) return element === name;
    return given.has(element) && asksFor(source, element);
  };
  const found = messages.flatMap((message, index): ExplainedTable['messages'][number][] => {
    if (!concerns(message, index)) return [];
    const column = index < from ? -1 : inputsTo.findIndex((end) => index < end);
    const { label, expression } = source.inputs[column] ?? {};
    return [column < 0 ? message : { ...message, input: expression?.text || (label ?? '') }];
  });
  return found.filter(
    ({ en, input }, index) => found.findIndex((other) => other.en === en && other.input === input) === index,
  );
}

const asked = new WeakMap<DecisionTable, Map<string, boolean>>();

/** Whether an input of a table names this data. */
function asksFor(table: DecisionTable, name: string): boolean {
  const known = asked.get(table) ?? new Map<string, boolean>();
  const asks = known.get(name) ?? table.inputs.some(({ expression }) => standsIn(expression.text, name));
  asked.set(table, known.set(name, asks));
  return asks;
}

function explainTable(
  trace: TableTrace,
  { name, id, model }: LogicHome,
  messages: ExplainedTable['messages'],
): ExplainedTable {
  const table = trace.table.source;
  const explain = (index: number): ExplainedRule => {
    const rule = table.rules[index];
    const said = trace.tests.get(index) ?? [];
    const conditions = (rule?.tests ?? []).flatMap(({ text: tests }, column) => {
      if (tests === '-') return [];
      const { label, expression } = table.inputs[column] ?? {};
      const value = trace.inputs[column] ?? null;
      return [{ input: label ?? expression?.text ?? '', value, tests, holds: toTruth(said[column] ?? null) }];
    });
    return {
      rule: index + 1,
      id: rule?.id,
      conditions,
      annotations: rule?.annotations ?? [],
    };
  };
  const missing = table.outputs.map(() => null);
  const hits = [...trace.hits].map(([index, outputs]) => ({
    ...explain(index),
    outputs: outputs.length === 0 ? missing : [...outputs, ...missing.slice(outputs.length)],
  }));
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
    isEmpty: table.rules.length === 0,
    result: trace.result,
    messages,
  };
  return { ...explained, ...sentencesOf(explained) };
}

const toTruth = (value: Value): boolean | null => (typeof value === 'boolean' ? value : null);
