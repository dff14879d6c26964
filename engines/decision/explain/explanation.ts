import type { Message } from '../compile/run.ts';
import type { HitPolicy } from '../model/model.ts';
import type { Value } from '../values/value.ts';

/** What one cell of a rule said. */
export interface Condition {
  /** Label of the input, else its expression. */
  input: string;
  value: Value;
  /** The cell as written: unary tests. */
  tests: string;
  /** Null counts as not held: the value could not be compared. */
  holds: boolean | null;
}

export interface ExplainedRule {
  /** From 1, as in the table. */
  rule: number;
  id: string | undefined;
  /** Cells that test something. */
  conditions: readonly Condition[];
  annotations: readonly string[];
}

export interface ExplainedTable {
  /** The decision or business knowledge model that the table is in. */
  name: string;
  id: string | undefined;
  /** Namespace of its model. */
  model: string;
  hitPolicy: HitPolicy;
  hits: readonly (ExplainedRule & { outputs: readonly Value[] })[];
  /** Of the rules that were looked at and not hit, the first of those whose failed conditions are off by least. */
  nearest: ExplainedRule | undefined;
  /** No rule was hit, and the default output applies. */
  isDefault: boolean;
  /** It has no rules. */
  isEmpty: boolean;
  result: Value;
  /** What went wrong with its inputs, its cells and its result. */
  messages: readonly (ExplainedMessage & {
    /** The input expression (else its label) that it is about. */
    input?: string;
  })[];
  zh: string;
  en: string;
}

export interface ExplainedMessage extends Message {
  zh: string;
  en: string;
}

export interface Explanation {
  value: Value;
  messages: readonly ExplainedMessage[];
  /** Every table that was decided on the way, in that order; one that is called several times each time. */
  tables: readonly ExplainedTable[];
}
