import { BUILTINS } from '../builtins/builtins.ts';
import { DecisionError, type DecisionErrorCode } from '../decision-error.ts';
import { normalizeName } from '../feel/names.ts';
import type { Decision, FeelText, Reference } from '../model/model.ts';
import { ANY, BOOLEAN, resultOf, type Constraint, type Type } from '../types/type.ts';
import { FeelFunction } from '../values/function.ts';
import type { Value } from '../values/value.ts';
import { coerceGiven, modelFunction, type Code } from './calls.ts';
import { constant } from './fold.ts';
import type { Ir, Parameter, Test, Unit } from './ir.ts';
import { findReferred, linkModels, type Element, type Home } from './link.ts';
import { Lowering } from './lower-expression.ts';
import { LogicLowering } from './lower-logic.ts';
import { planOf, type Plan } from './plan.ts';
import type { Input } from './read-input.ts';
import type { Evaluation } from './run.ts';
import { Scope, type Binding } from './scope.ts';
import type { Model } from '../model/model.ts';

/** Decides what is given by name. */
export type ObjectCode = (input: Input, run: Evaluation) => Value;

/** Makes code of what is lowered: of closures, or of JavaScript source. */
export interface BackEnd {
  unit: (unit: Unit) => Code;
  plan: (plan: Plan) => Code;
  /** The same, reading plain objects by itself; others are decided by `general`. Undefined where that is no gain. */
  ofObjects?: (plan: Plan, general: ObjectCode) => ObjectCode | undefined;
}

/** An element that can't be compiled; its value is null. Of NAME_UNKNOWN only the name is: no cell is met by it. */
export interface CompileError {
  element: string;
  code: DecisionErrorCode;
  params: Readonly<Record<string, string | number>>;
}

/** A decision made ready: its logic over the values that it requires. */
export interface LoweredDecision {
  element: Extract<Element, { kind: 'decision' }>;
  requires: readonly Element[];
  type: Type;
  unit: Unit;
}

const BUILT_IN = new Scope(
  undefined,
  [...BUILTINS].map(([name, fn]) => [name, { kind: 'value', ir: constant(fn) }] as const),
);

/** Models, lowered. Each decision and function once, when first asked for. */
export class Program {
  readonly homes: readonly Home[];
  readonly errors: CompileError[] = [];
  readonly #backEnd: BackEnd;
  readonly #decisions = new Map<Element, LoweredDecision>();
  readonly #functions = new Map<Element, FeelFunction>();
  /** Bodies of business knowledge models, by what their functions and those with bound names have in common. */
  readonly #units = new Map<FeelFunction['call'], Unit>();

  constructor(models: readonly Model[], backEnd: BackEnd) {
    this.#backEnd = backEnd;
    this.homes = linkModels(models, (home) => ({
      tests: (tests, on) => this.#constraint(home, tests, on),
      unknown: ({ name }, type) =>
        this.errors.push({ element: name, code: 'TYPE_UNKNOWN', params: { type } }),
    }));
    for (const home of this.homes)
      for (const element of home.elements) {
        if (element.kind === 'decision') this.decision(element);
        else if (element.kind !== 'input') this.function(element);
      }
  }

  /** The type of a variable; what its `typeRef` names must be there. */
  typeOf(element: Element): Type {
    const typeRef = element.part.variable?.typeRef;
    return typeRef === undefined ? ANY : (element.home.words.types.find(typeRef) ?? ANY);
  }

  decision(element: Extract<Element, { kind: 'decision' }>): LoweredDecision {
    const known = this.#decisions.get(element);
    if (known) return known;
    const { requires, missing } = this.#required(element);
    const lowered: LoweredDecision = {
      element,
      requires,
      type: this.typeOf(element),
      unit: this.#unit(element, requires, (logics, lowering, scope) => {
        if (missing) throw missing;
        const { logic, variable } = element.part;
        if (!logic) return constant(null);
        return lowering.coerce(logics.logic(logic, scope), logics.typeOf(variable.typeRef));
      }),
    };
    this.#decisions.set(element, lowered);
    return lowered;
  }

  #required({ home, part }: { home: Home; part: Decision }): {
    requires: Element[];
    missing: DecisionError | undefined;
  } {
    const references = [...part.requiredInputs, ...part.requiredDecisions];
    const found = references.map((reference) => findReferred(home, this.homes, reference));
    const lost = references.find((_reference, index) => found[index] === undefined);
    return {
      requires: [...new Set(found.filter((one) => one !== undefined))],
      missing:
        lost && new DecisionError('REFERENCE_UNKNOWN', { namespace: lost.namespace ?? '', id: lost.id }),
    };
  }

  /** Lowers with requirements as parameters; what can't be lowered is null and says why, each time. */
  #unit(
    element: Element,
    requires: readonly Element[],
    lower: (logics: LogicLowering, lowering: Lowering, scope: Scope) => Ir,
    given: readonly Omit<Parameter, 'slot'>[] = [],
  ): Unit {
    const lowering = new Lowering(element.home.words.types);
    const logics = new LogicLowering(lowering, element.home.words);
    const values = requires.map((required) => ({
      name: required.name,
      type: this.typeOf(required),
      slot: lowering.slot(),
    }));
    const parameters = given.map((parameter) => ({ ...parameter, slot: lowering.slot() }));
    const { body, code } = this.#guarded(element, lowering, () => {
      const outer = this.#scopeOf(element, requires, values);
      const scope = new Scope(outer);
      for (const { name, slot, type } of parameters) scope.add(name, slot, type);
      return lower(logics, lowering, scope);
    });
    return {
      parameters: [...values, ...parameters],
      slots: lowering.slots,
      body,
      ...(code && { fault: { code, element } }),
    };
  }

  #guarded(
    element: Element,
    lowering: Lowering,
    lower: () => Ir,
  ): { body: Ir; code: DecisionErrorCode | undefined } {
    try {
      const body = lower();
      return { body, code: lowering.unknown.length > 0 ? 'NAME_UNKNOWN' : undefined };
    } catch (error) {
      if (!(error instanceof DecisionError)) throw error;
      const { code, params } = error;
      this.errors.push({ element: element.name, code, params });
      return { body: lowering.failing(code, params), code };
    } finally {
      this.#reportUnknown(element.name, lowering);
    }
  }

  #reportUnknown(element: string, { unknown }: Lowering): void {
    for (const name of new Set(unknown))
      this.errors.push({ element, code: 'NAME_UNKNOWN', params: { name } });
  }

  /** Names that the logic of an element sees: what it requires, under their prefixes where they are imported. */
  #scopeOf(element: Element, requires: readonly Element[], values: readonly Parameter[]): Scope {
    const bindings = new Map<string, Binding>();
    const spaces = new Map<string, Map<string, Binding>>();
    const bind = (required: Element, ir: Ir) => {
      const binding: Binding = { kind: 'value', ir };
      const prefixes = element.home.imports
        .filter(({ home }) => home === required.home)
        .map(({ prefix }) => prefix);
      if (required.home === element.home || prefixes.length === 0) prefixes.push('');
      for (const prefix of prefixes) {
        if (prefix === '') bindings.set(required.name, binding);
        else
          spaces.set(prefix, (spaces.get(prefix) ?? new Map<string, Binding>()).set(required.name, binding));
      }
    };
    for (const [index, required] of requires.entries()) {
      const { slot, type } = values[index] ?? { slot: 0, type: ANY };
      bind(required, { op: 'slot', slot, type });
    }
    // A function may call itself, whether or not the model says that it requires itself.
    if (element.kind === 'knowledge') bind(element, constant(this.function(element)));
    const { part } = element;
    for (const reference of 'requiredKnowledge' in part ? part.requiredKnowledge : []) {
      const callable = findReferred(element.home, this.homes, reference);
      if (callable?.kind === 'knowledge' || callable?.kind === 'service')
        bind(callable, constant(this.function(callable)));
      else
        throw new DecisionError('REFERENCE_UNKNOWN', {
          namespace: reference.namespace ?? '',
          id: reference.id,
        });
    }
    for (const [prefix, members] of spaces) bindings.set(prefix, { kind: 'namespace', members });
    return new Scope(BUILT_IN, bindings);
  }

  /** A business knowledge model or decision service as a function. It may call itself: its body is lowered later. */
  function(element: Extract<Element, { kind: 'knowledge' | 'service' }>): FeelFunction {
    const known = this.#functions.get(element);
    if (known) return known;
    const fn = element.kind === 'knowledge' ? this.#knowledge(element) : this.#service(element);
    return fn;
  }

  #knowledge(element: Extract<Element, { kind: 'knowledge' }>): FeelFunction {
    const { logic } = element.part;
    const types = element.home.words.types;
    const parameters = (logic?.parameters ?? []).map(({ name, typeRef }) => ({
      name: normalizeName(name),
      type: typeRef === undefined ? ANY : (types.find(typeRef) ?? ANY),
    }));
    const result = resultOf(this.typeOf(element));
    let code: Code | undefined;
    const fn = modelFunction(parameters, result, (args, run) => (code ? code(args, run) : null));
    this.#functions.set(element, fn);
    const unit = this.#unit(
      element,
      [],
      (logics, lowering, scope) => {
        if (!logic) return constant(null);
        if (logic.functionKind !== 'FEEL')
          throw new DecisionError('EXTERNAL_FUNCTION_REFUSED', { kind: logic.functionKind });
        return lowering.coerce(logics.body(logic, scope), result);
      },
      parameters,
    );
    code = this.#backEnd.unit(unit);
    this.#units.set(fn.call, unit);
    return fn;
  }

  unitOf(fn: FeelFunction): Unit | undefined {
    return this.#units.get(fn.call);
  }

  #service(element: Extract<Element, { kind: 'service' }>): FeelFunction {
    const given = this.givenOf(element);
    const parameters = given.map((one) => ({ name: one.name, type: this.typeOf(one) }));
    const result = resultOf(this.typeOf(element));
    let code: Code | undefined;
    const fn = modelFunction(parameters, result, (args, run) => {
      code ??= this.#backEnd.plan(this.planOfService(element));
      return coerceGiven(run, code(args, run), result, element.name);
    });
    this.#functions.set(element, fn);
    return fn;
  }

  #elements(home: Home, references: readonly Reference[]): Element[] {
    return references.flatMap((reference) => findReferred(home, this.homes, reference) ?? []);
  }

  /** What a service asks of who calls it: its input data, then its input decisions. */
  givenOf({ home, part }: Extract<Element, { kind: 'service' }>): Element[] {
    return this.#elements(home, [...part.inputData, ...part.inputDecisions]);
  }

  planOfService(element: Extract<Element, { kind: 'service' }>): Plan {
    const outputs = this.#elements(element.home, element.part.outputDecisions);
    return planOf(this, outputs, this.givenOf(element));
  }

  /** Tests that can't be read allow nothing. */
  #constraint(home: Home, tests: FeelText, on: Type): Constraint {
    const lowering = new Lowering(home.words.types);
    const slot = lowering.slot();
    let test: Test;
    try {
      test = new LogicLowering(lowering, home.words).tests(tests, { slot, type: on, scope: BUILT_IN });
    } catch (error) {
      if (!(error instanceof DecisionError)) throw error;
      this.errors.push({ element: tests.text, code: error.code, params: error.params });
      return { holds: () => false, test: undefined };
    }
    this.#reportUnknown(tests.text, lowering);
    const code = this.#backEnd.unit({
      parameters: [{ name: '?', slot, type: on }],
      slots: lowering.slots,
      body: { op: 'test', slot, test, type: BOOLEAN },
    });
    return { holds: (value, run) => code([value], run) === true, test };
  }
}
