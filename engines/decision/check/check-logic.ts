import { normalizeName } from '../feel/names.ts';
import { unnamedOutput } from '../model/model.ts';
import type { FunctionDefinition, Invocation, Logic, Place, DecisionTable } from '../model/model.ts';
import {
  ANY,
  ANY_FUNCTION,
  bareType,
  BOOLEAN,
  functionType,
  listOf,
  NULL,
  resultOf,
  typeToText,
  type Type,
} from '../types/type.ts';
import { checkCall } from './check-call.ts';
import { repeated } from './check-names.ts';
import { checkTable, type TableLimits } from './check-table.ts';
import type { TextCheck } from './check-text.ts';
import { FULL } from './domain.ts';
import { asDeclared, clash, elementOf, itemOf, join } from './infer.ts';
import { readTable } from './read-table.ts';
import { local, told, type Scope, type Told } from './scope.ts';

const UNTOLD: readonly Type['kind'][] = ['any', 'null'];
const ORDERED: readonly Type['kind'][] = [
  ...UNTOLD,
  ...(['number', 'string', 'date', 'time', 'date and time'] as const),
  ...(['days and time duration', 'years and months duration'] as const),
];
const AGGREGATED = { SUM: [...UNTOLD, 'number'], MIN: ORDERED, MAX: ORDERED } as const;

/** Checks boxed expressions, everything within them included. */
export class LogicCheck {
  readonly #texts: TextCheck;
  readonly #limits: TableLimits;

  constructor(texts: TextCheck, limits: TableLimits) {
    this.#texts = texts;
    this.#limits = limits;
  }

  /** Checks a boxed expression with all that is in it. */
  check(logic: Logic, scope: Scope): Told {
    const found = this.#kind(logic, scope);
    // What a function declares is the type of its result.
    if (logic.kind === 'function') return found;
    const declared = this.#texts.typeOf(logic.typeRef, { at: logic.place });
    if (!declared) return found;
    this.#texts.result(found, declared, { at: logic.place });
    return {
      ...found,
      type: asDeclared(found.type, declared),
      definition: this.#texts.definitions.find(logic.typeRef),
    };
  }

  #kind(logic: Logic, scope: Scope): Told {
    switch (logic.kind) {
      case 'literal':
        if (logic.expression.text === '') return this.#texts.empty(logic.place);
        return this.#texts.expression(logic.expression, scope)?.told ?? told();
      case 'context':
        return this.#context(logic, scope);
      case 'list':
        return told(listOf(this.#joined(logic.items, scope)));
      case 'relation': {
        this.#unlike(
          logic.columns.map(({ name }) => name),
          logic.place,
        );
        const rows = logic.rows.map((row) => row.map((cell) => this.check(cell, scope).type));
        const columns = logic.columns.map(({ name, typeRef }, at) => {
          const declared = this.#texts.typeOf(typeRef, { at: logic.place });
          return [name, declared ?? rows.map((row) => row[at] ?? NULL).reduce(join, NULL)] as const;
        });
        return told(listOf({ kind: 'context', members: new Map(columns) }));
      }
      case 'function':
        return this.function(logic, scope);
      case 'invocation':
        return this.#invocation(logic, scope);
      case 'conditional': {
        const condition = this.check(logic.condition, scope);
        this.#texts.result(condition, BOOLEAN, { at: logic.condition.place });
        const read =
          logic.condition.kind === 'literal' && this.#texts.expressionOf(logic.condition.expression);
        const where = (isTrue: boolean) => (read ? scope.guardedBy(read, isTrue) : scope);
        const a = this.check(logic.whenTrue, where(true));
        const b = this.check(logic.otherwise, where(false));
        return { ...told(join(a.type, b.type)), isNullable: a.isNullable || b.isNullable };
      }
      case 'faulty':
        return this.#faulty(logic);
      case 'filter':
        return this.#filter(logic, scope);
      case 'for':
      case 'quantified':
        return this.#iteration(logic, scope);
      case 'table': {
        this.#unlikeOutputs(logic);
        const read = readTable(logic, scope, this.#texts);
        this.#aggregation(logic, read.outputTypes);
        const findings = checkTable(read, this.#texts.place, this.#limits);
        this.#texts.findings.push(...findings);
        return { ...told(read.type), isNullable: findings.some(({ code }) => code === 'TABLE_GAP') };
      }
    }
  }

  #faulty({ fault }: Extract<Logic, { kind: 'faulty' }>): Told {
    const { line, column, ...params } = fault;
    this.#texts.isRead = false;
    const code = 'missing' in params ? 'PART_MISSING' : 'ATTRIBUTE_UNKNOWN';
    this.#texts.report(code, { at: { line, column } }, params);
    return { ...told(NULL), isNullable: true };
  }

  /** What the built-in functions of lists say that they apply to (clause 8.2.10). */
  #aggregation({ hitPolicy, aggregation, outputs, place }: DecisionTable, types: readonly Type[]): void {
    if (hitPolicy !== 'COLLECT' || aggregation === undefined || aggregation === 'COUNT') return;
    const of = { aggregation, count: outputs.length };
    if (outputs.length > 1) {
      this.#texts.report('AGGREGATION_OUTPUTS', { at: place }, of);
      return;
    }
    const unequal = [...new Map(types.map((type) => [bareType(type).kind, type])).values()];
    const unfit = types.find((type) => !AGGREGATED[aggregation].includes(bareType(type).kind));
    const isMixed = unequal.some((type) => unequal.some((other) => clash(type, other)));
    const actual = unfit ? [unfit] : isMixed ? unequal : [];
    if (actual.length === 0) return;
    const names = [...new Set(actual.map(typeToText))].join(', ');
    this.#texts.report('AGGREGATION_TYPE', { at: place }, { ...of, actual: names });
  }

  #joined(parts: readonly Logic[], scope: Scope): Type {
    return parts.map((part) => this.check(part, scope).type).reduce(join, NULL);
  }

  /** Parts of one boxed expression that are told apart by name alone. */
  #unlike(names: readonly (string | undefined)[], place: Place): void {
    for (const name of repeated(names, (one) => one && normalizeName(one)))
      this.#texts.report('ENTRY_DUPLICATE', { at: place }, { name: name ?? '' });
  }

  /** The only output needs no name. */
  #unlikeOutputs(table: DecisionTable): void {
    const unnamed = unnamedOutput(table);
    if (unnamed) this.#texts.report('OUTPUT_UNNAMED', { at: unnamed.place, column: unnamed.label ?? '' });
    const names = table.outputs.map(({ name = '' }) => normalizeName(name));
    this.#unlike(
      names.map((name) => (name === '' ? undefined : name)),
      table.place,
    );
  }

  #context({ entries, place }: Extract<Logic, { kind: 'context' }>, scope: Scope): Told {
    this.#unlike(
      entries.map(({ variable }) => variable?.name),
      place,
    );
    const inner = scope.with([]);
    const members = new Map<string, Type>();
    for (const { variable, logic } of entries) {
      const { value, roots } = this.#texts.collecting(() => this.check(logic, inner));
      if (!variable) return value;
      const ofVariable = this.#texts.typeOf(variable.typeRef, { at: logic.place });
      // Of a function it may be that of its result, and nothing is made to conform to it.
      const declared = logic.kind === 'function' ? undefined : ofVariable;
      if (declared) this.#texts.result(value, declared, { at: logic.place });
      const definition = (declared && this.#texts.definitions.find(variable.typeRef)) ?? value.definition;
      const type = declared ? asDeclared(value.type, declared) : value.type;
      members.set(variable.name, type);
      inner.add(variable.name, { ...value, type, definition, roots, source: undefined, origin: 'local' });
    }
    return told({ kind: 'context', members });
  }

  /** The body with its parameters in sight; of a function outside of FEEL nothing is told. */
  function({ functionKind, parameters, body, typeRef, place }: FunctionDefinition, scope: Scope): Told {
    this.#unlike(
      parameters.map(({ name }) => name),
      place,
    );
    const typed = parameters.map(({ name, typeRef: ref }) => {
      const type = this.#texts.typeOf(ref, { at: place }) ?? ANY;
      const definition = this.#texts.definitions.find(ref);
      return [normalizeName(name), { ...local(type), definition, domain: FULL }] as const;
    });
    const declared = this.#texts.typeOf(typeRef, { at: place });
    if (functionKind !== 'FEEL')
      this.#texts.report('EXTERNAL_FUNCTION', { at: place }, { kind: functionKind });
    else if (!body) this.#texts.report('LOGIC_MISSING', { at: place });
    const isOurs = functionKind === 'FEEL' && body !== undefined;
    const value = isOurs ? this.check(body, scope.with(typed)) : told();
    if (declared) this.#texts.result(value, resultOf(declared), { at: place });
    // Of one that can't be read it is not told what it takes.
    if (body?.kind === 'faulty') return told(ANY_FUNCTION);
    const takes = typed.map(([name, { type }]) => ({ name, type }));
    return told(functionType(takes, declared ? resultOf(declared) : value.type));
  }

  #invocation({ callee, bindings, place }: Invocation, scope: Scope): Told {
    const { type } = this.check(callee, scope);
    const args = bindings.map(({ parameter, logic }) => {
      const declared = this.#texts.typeOf(parameter.typeRef, { at: place });
      const value = logic ? this.check(logic, scope) : told(NULL);
      if (declared) this.#texts.result(value, declared, { at: logic?.place ?? place });
      const type = declared ? asDeclared(value.type, declared) : value.type;
      return { name: normalizeName(parameter.name), span: { start: 0, end: 0 }, type };
    });
    const name = callee.kind === 'literal' ? normalizeName(callee.expression.text) : callee.kind;
    const isBuiltIn = scope.find(name)?.origin === 'builtIn';
    const call = { name, isBuiltIn, type, args, span: { start: 0, end: 0 } };
    return told(checkCall(call, (code, _, params) => this.#texts.report(code, { at: place }, params)));
  }

  #filter({ in: of, match, place }: Extract<Logic, { kind: 'filter' }>, scope: Scope): Told {
    const list = this.check(of, scope);
    const item = itemOf(list.type);
    const by = this.check(match, scope.ofItem(list.type));
    if (bareType(by.type).kind === 'number') return { ...told(item), isNullable: true };
    this.#texts.result(by, BOOLEAN, { at: place });
    return told(listOf(item));
  }

  #iteration(logic: Extract<Logic, { kind: 'for' | 'quantified' }>, scope: Scope): Told {
    const of = this.check(logic.in, scope);
    const own = [[logic.iteratorVariable, local(elementOf(of.type))] as const];
    if (logic.kind === 'quantified') {
      this.#texts.result(this.check(logic.satisfies, scope.with(own)), BOOLEAN, {
        at: logic.satisfies.place,
      });
      return told(BOOLEAN);
    }
    const inner = scope.with([...own, ['partial', local(listOf(ANY))]]);
    return told(listOf(this.check(logic.return, inner).type));
  }
}
