import { normalizeName } from '../feel/names.ts';
import type { Model } from '../model/model.ts';
import type { Type } from '../types/type.ts';
import type { FeelFunction } from '../values/function.ts';
import type { Value } from '../values/value.ts';
import { coerce, type Code } from './calls.ts';
import { ElementFinder } from './find-element.ts';
import { CLOSURES } from './closures-plan.ts';
import { sourceOrClosures } from './source-plan.ts';
import type { Unit } from './ir.ts';
import type { Element } from './link.ts';
import { planOf, type Plan } from './plan.ts';
import { readInput, type Input } from './read-input.ts';
import { Program, type BackEnd, type CompileError, type ObjectCode } from './program.ts';
import { limitOf, withinLimits } from '../within-limits.ts';
import { DEFAULT_LIMITS, Evaluation, type Limits, type Message } from './run.ts';

export interface CompileOptions {
  /** `source` falls back to closures where making functions of text is forbidden. */
  backEnd?: 'closures' | 'source' | undefined;
  limits?: Partial<Limits> | undefined;
}

export interface Result {
  value: Value;
  /** Why something became null, and what is suspicious; at most 100. */
  messages: readonly Message[];
}

export interface Described {
  id: string | undefined;
  name: string;
  type: Type;
}

/** What can be asked for. */
export interface Askable extends Described {
  /** By what it is found: the first that means it alone of its variable's name, its own and its id; undefined if none does. */
  key: string | undefined;
}

/** One decision made ready. */
export interface Prepared {
  /** Keys of the input data that it rests on, in the order of slots, no two alike: `name`, or `import.name`. */
  inputs: readonly string[];
  /** What the last run had to say. */
  messages: readonly Message[];
  /** Decides without looking anything up. Slots hold FEEL values. @throws DecisionError LIMIT_STEPS, LIMIT_DEPTH, LIMIT_SIZE */
  run: (slots: readonly Value[]) => Value;
}

type Asked = Exclude<Element['kind'], 'input'>;

/** What is silent; shared by all results. */
const NO_MESSAGES: readonly Message[] = Object.freeze([]);

/** A decision or service, with the code of it as it is asked for. */
class Planned {
  readonly plan: Plan;
  readonly #backEnd: BackEnd;
  #code: Code | undefined;
  #ofObjects: ObjectCode | undefined;
  /** One that is at no work now: what reads inputs may decide something itself. */
  idle: Evaluation | undefined;

  constructor(plan: Plan, backEnd: BackEnd) {
    this.plan = plan;
    this.#backEnd = backEnd;
  }

  get code(): Code {
    this.#code ??= withinLimits(() => this.#backEnd.plan(this.plan));
    return this.#code;
  }

  get #general(): ObjectCode {
    const { given } = this.plan;
    return (input, run) =>
      this.code(
        given.map(({ keys, type }) => readInput(input, keys, type)),
        run,
      );
  }

  get ofObjects(): ObjectCode {
    this.#ofObjects ??= this.#backEnd.ofObjects?.(this.plan, this.#general) ?? this.#general;
    return this.#ofObjects;
  }
}

/** Models made ready to run (DMN 1.5, clause 10.4). Holds nothing of what it evaluates. */
export class CompiledModel {
  readonly inputs: readonly Described[];
  readonly decisions: readonly Askable[];
  readonly services: readonly Askable[];
  /** Business knowledge models. */
  readonly knowledge: readonly Askable[];
  /** Elements that could not be compiled; their values are null. All others work, with names that are unknown as null. */
  readonly errors: readonly CompileError[];
  readonly models: readonly Model[];
  readonly limits: Limits;
  readonly #program: Program;
  readonly #backEnd: BackEnd;

  readonly #finders: { readonly [K in Asked]: ElementFinder<K> };
  readonly #plans = new Map<Element, Planned>();
  readonly #decisions = new Map<string, Planned>();

  constructor(program: Program, backEnd: BackEnd, limits: Limits) {
    this.#program = program;
    this.#backEnd = backEnd;
    this.limits = limits;
    this.models = program.homes.map(({ model }) => model);
    this.errors = program.errors;
    const { homes } = program;
    this.#finders = {
      decision: new ElementFinder(homes, 'decision'),
      service: new ElementFinder(homes, 'service'),
      knowledge: new ElementFinder(homes, 'knowledge'),
    };
    this.inputs = this.#ownOf('input').map((element) => this.#described(element));
    this.decisions = this.#askable('decision');
    this.services = this.#askable('service');
    this.knowledge = this.#askable('knowledge');
  }

  #ownOf<K extends Element['kind']>(kind: K): Extract<Element, { kind: K }>[] {
    const elements = this.#program.homes[0]?.elements ?? [];
    return elements.filter((element): element is Extract<Element, { kind: K }> => element.kind === kind);
  }

  #described(element: Element): Described {
    return { id: element.part.id, name: element.name, type: this.#program.typeOf(element) };
  }

  #askable<K extends Asked>(kind: K): Askable[] {
    return this.#ownOf(kind).map((element) => ({
      ...this.#described(element),
      key: this.#finders[kind].keyOf(element),
    }));
  }

  #planned(element: Extract<Element, { kind: 'decision' | 'service' }>): Planned {
    const known = this.#plans.get(element);
    if (known) return known;
    const plan = withinLimits(() =>
      element.kind === 'decision' ? planOf(this.#program, [element]) : this.#program.planOfService(element),
    );
    const planned = new Planned(plan, this.#backEnd);
    this.#plans.set(element, planned);
    return planned;
  }

  #decision(nameOrId: string): Planned {
    const known = this.#decisions.get(nameOrId);
    if (known) return known;
    const planned = this.#planned(this.#finders.decision.get(nameOrId));
    this.#decisions.set(nameOrId, planned);
    return planned;
  }

  #evaluation(now?: number): Evaluation {
    return new Evaluation(this.limits, now);
  }

  #run(planned: Planned, input: Input, now: number | undefined, as?: Type): Result {
    const run = planned.idle ?? this.#evaluation();
    planned.idle = undefined;
    run.restart();
    run.now = now;
    try {
      const decided = planned.ofObjects(input, run);
      const value = as ? coerce(run, decided, as) : decided;
      const messages = run.messages.length === 0 ? NO_MESSAGES : run.messages.splice(0);
      planned.idle = run;
      return { value, messages };
    } catch (error) {
      throw limitOf(error);
    }
  }

  /**
   * Decides. Input data that is not given, or does not conform to its type, is null.
   * @throws DecisionError NOT_FOUND, NAME_AMBIGUOUS, LIMIT_STEPS, LIMIT_DEPTH, LIMIT_SIZE, REQUIREMENT_CYCLE
   */
  evaluate(decision: string, input: Input = {}, now?: number): Result {
    return this.#run(this.#decision(decision), input, now);
  }

  /** The same for a decision service: its input data and input decisions are given by name. */
  evaluateService(service: string, input: Input = {}, now?: number): Result {
    const element = this.#finders.service.get(service);
    const { signature } = this.#program.function(element);
    return this.#run(this.#planned(element), input, now, signature?.result);
  }

  /** Calls a business knowledge model with arguments by name. */
  invoke(knowledge: string, input: Input = {}, now?: number): Result {
    const element = this.#finders.knowledge.get(knowledge);
    const fn = this.#program.function(element);
    const run = this.#evaluation(now);
    const args = (element.part.logic?.parameters ?? []).map(({ name }, index) =>
      readInput(input, [normalizeName(name), name], fn.signature?.parameters[index]),
    );
    return { value: withinLimits(() => fn.call(args, run)), messages: run.messages };
  }

  /** All keys under which what a decision or service rests on may be given. @throws DecisionError NOT_FOUND, REQUIREMENT_CYCLE */
  keysOf(kind: 'decision' | 'service', nameOrId: string): readonly string[] {
    return this.#planned(this.#finders[kind].get(nameOrId)).plan.given.flatMap(({ keys }) => keys);
  }

  /** What a decision is made of, for other compilers of this engine. @throws DecisionError NOT_FOUND, REQUIREMENT_CYCLE */
  lowered(decision: string): Plan {
    return this.#decision(decision).plan;
  }

  /** The body of a business knowledge model, for other compilers of this engine. */
  unitOf(fn: FeelFunction): Unit | undefined {
    return this.#program.unitOf(fn);
  }

  /** For deciding one case after the other. @throws DecisionError NOT_FOUND, REQUIREMENT_CYCLE */
  prepare(decision: string, now?: number): Prepared {
    const planned = this.#decision(decision);
    const run = this.#evaluation(now);
    let code: Code | undefined;
    return {
      messages: run.messages,
      inputs: planned.plan.given.map(({ keys }) => keys[0] ?? ''),
      run: (slots) => {
        run.restart();
        try {
          code ??= planned.code;
          return code(slots, run);
        } catch (error) {
          throw limitOf(error);
        }
      },
    };
  }
}

/**
 * Compiles one model, or several that import each other; the first is the one whose decisions are meant by name.
 * What can't be compiled is in `errors`. @throws DecisionError LIMIT_DEPTH for item definitions without end
 */
export function compileModel(models: Model | readonly Model[], options: CompileOptions = {}): CompiledModel {
  const all: readonly Model[] = Array.isArray(models) ? models : [models as Model];
  const backEnd = options.backEnd === 'closures' ? CLOSURES : sourceOrClosures();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return withinLimits(() => new CompiledModel(new Program(all, backEnd), backEnd, limits));
}
