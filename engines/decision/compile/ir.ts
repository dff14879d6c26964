import type { Type } from '../types/type.ts';
import type { ComparisonOperator } from '../feel/ast.ts';
import type { Aggregation, DecisionTable, FeelText, HitPolicy } from '../model/model.ts';
import type { DecisionErrorCode } from '../decision-error.ts';
import type { Run, Value } from '../values/value.ts';
import type { Element } from './link.ts';

/**
 * What FEEL and boxed expressions are lowered to: names are slots of the unit they stand in, types are those that are
 * known before anything runs (null always possible). Both back ends are made from this and give the same values.
 */
export type Ir = {
  type: Type;
  /** The text that all of it was made of, for who tells where it stands. */
  text?: FeelText;
} & (
  | { op: 'constant'; value: Value }
  | { op: 'slot'; slot: number }
  /** A function of the runtime on values; `name` tells back ends which, for those that they know a short form of. */
  | { op: 'apply'; primitive: Primitive; args: readonly Ir[] }
  | { op: 'and' | 'or'; left: Ir; right: Ir }
  | { op: 'if'; condition: Ir; whenTrue: Ir; otherwise: Ir }
  | { op: 'let'; slot: number; value: Ir; body: Ir }
  | { op: 'list'; items: readonly Ir[] }
  /** Later entries see earlier ones in their slots. With a result the context itself is not made. */
  | { op: 'context'; entries: readonly ContextEntry[]; result: Ir | undefined }
  /** The member of a context in a slot if it has one of this name; else something of an outer scope. */
  | { op: 'member'; slot: number; name: string; otherwise: Ir }
  | { op: 'coerce'; value: Ir; to: Type }
  | { op: 'function'; parameters: readonly Parameter[]; body: Ir }
  /** Positional; `names` when given tell to which parameters. */
  | { op: 'call'; callee: Ir; args: readonly Ir[]; names: readonly string[] | undefined }
  | { op: 'for'; iterators: readonly IrIterator[]; partial: number | undefined; body: Ir }
  | { op: 'some' | 'every'; iterators: readonly IrIterator[]; body: Ir }
  | { op: 'filter'; of: Ir; item: number; by: Ir }
  /** Whether the value of a slot passes: true, false or null. */
  | { op: 'test'; slot: number; test: Test }
  | { op: 'table'; table: Table }
);

export type IrOf<Op extends Ir['op']> = Extract<Ir, { op: Op }>;

export interface ContextEntry {
  key: string;
  slot: number;
  value: Ir;
}

export interface Parameter {
  name: string;
  slot: number;
  type: Type;
}

/** Over the members of a list, or from one bound to the other. */
export interface IrIterator {
  slot: number;
  from: Ir;
  to: Ir | undefined;
}

export interface Primitive {
  name: string;
  /** Of `member`: its name; of `failing`: why. */
  detail?: string;
  call: (run: Run, ...args: readonly Value[]) => Value;
}

/** A unary test (DMN 1.5, clause 10.3.2.8 and table 55). */
export type Test =
  | { test: 'any' }
  | { test: 'compare'; operator: ComparisonOperator; operand: Ir }
  | { test: 'between'; low: Ir; high: Ir; lowIncluded: boolean; highIncluded: boolean }
  /** By what the expression gives: equal to it, within it, among it. */
  | { test: 'matches'; operand: Ir }
  /** An expression with `?`. */
  | { test: 'holds'; condition: Ir }
  | { test: 'either'; tests: readonly Test[] }
  | { test: 'not'; of: Test };

/** A decision table with all its expressions lowered. */
export interface Table {
  hitPolicy: HitPolicy;
  aggregation: Aggregation | undefined;
  inputs: readonly { slot: number; value: Ir }[];
  /** Undefined names: one output, which is the result itself. */
  outputs: readonly { name: string | undefined; defaultValue: Ir | undefined; ranks: readonly Value[] }[];
  /** As many cells as are written: what a rule lacks holds, and is null. */
  rules: readonly { tests: readonly Test[]; outputs: readonly Ir[] }[];
  source: DecisionTable;
}

/** Something that is run as a whole: a decision, or the body of a business knowledge model. */
export interface Unit {
  parameters: readonly Parameter[];
  /** How many slots its parameters and inner names take. */
  slots: number;
  body: Ir;
  /** The first thing that is wrong with it, and where it is. */
  fault?: { code: DecisionErrorCode; element: Element };
}
