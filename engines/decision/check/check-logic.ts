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
import { local, shapeOf, told, type Scope, type Told } from './scope.ts';
import type { Shape } from './shape.ts';

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
      shape: undefined,
    };
  }

  #kind(logic: Logic, scope: Scope): Told {
    switch (logic.kind) {
      case 'literal':
        if (logic.expression.text === '') return this.#texts.empty(logic.place);
        return this.#texts.expression(logic.expression, scope)?.told ?? told();
      case 'context':
        return this.#context(logic, scope);
      case 'list': {
        const all = logic.items.map((item) => this.check(item, scope));
        const items = all.map((item, at) => shapeOf(item, { at: logic.items[at]?.place ?? logic.place }));
        const shape = { kind: 'list', items, where: { at: logic.place } } as const;
        return { ...told(listOf(all.map(({ type }) => type).reduce(join, NULL))), shape };
      }
      case 'relation':
        return this.#relation(logic, scope);
      case 'function':
        return this.function(logic, scope);
      case 'invocation':
        return this.#invocation(logic, scope);
      case 'conditional': {
        const condition = this.check(logic.condition, scope);
        this.#texts.condition(condition, logic.condition.place);
        const read =
          logic.condition.kind === 'literal' && this.#texts.expressionOf(logic.condition.expression);
        const where = (isTrue: boolean) => (read ? scope.guardedBy(read, isTrue) : scope);
        const a = this.check(logic.whenTrue, where(true));
        const b = this.check(logic.otherwise, where(false));
        const of = [shapeOf(a, { at: logic.whenTrue.place }), shapeOf(b, { at: logic.otherwise.place })];
        return {
          ...told(join(a.type, b.type)),
          isNullable: a.isNullable || b.isNullable,
          shape: { kind: 'either', of },
        };
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
        const isNullable = findings.some(({ code }) => code === 'TABLE_GAP');
        return { ...told(read.type), isNullable, shape: read.shape };
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

  #relation({ columns, rows, place }: Extract<Logic, { kind: 'relation' }>, scope: Scope): Told {
    this.#unlike(
      columns.map(({ name }) => name),
      place,
    );
    const types = columns.map(({ typeRef }) => this.#texts.typeOf(typeRef, { at: place }));
    const cells = rows.map((row) =>
      row.map((cell, at) => {
        const value = this.check(cell, scope);
        const declared = types[at];
        if (!declared) return { type: value.type, shape: shapeOf(value, { at: cell.place }) };
        this.#texts.result(value, declared, { at: cell.place });
        return { type: declared, shape: shapeOf(told(declared), { at: cell.place }) };
      }),
    );
    const names = columns.map(({ name }) => normalizeName(name));
    const members = names.map(
      (name, at) =>
        [name, types[at] ?? cells.map((row) => row[at]?.type ?? NULL).reduce(join, NULL)] as const,
    );
    const where = { at: place };
    const items = cells.map((row): Shape => {
      const entries = names.map((name, at) => [name, row[at]?.shape ?? shapeOf(told(NULL), where)] as const);
      return { kind: 'context', entries: new Map(entries), where };
    });
    const type = listOf({ kind: 'context', members: new Map(members) });
    return { ...told(type), shape: { kind: 'list', items, where } };
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
    const shapes = new Map<string, Shape>();
    for (const { variable, logic } of entries) {
      const { value, roots } = this.#texts.collecting(() => this.check(logic, inner));
      if (!variable) return value;
      const ofVariable = this.#texts.typeOf(variable.typeRef, { at: logic.place });
      // Of a function it may be that of its result, and nothing is made to conform to it.
      const declared = logic.kind === 'function' ? undefined : ofVariable;
      if (declared) this.#texts.result(value, declared, { at: logic.place });
      const definition = (declared && this.#texts.definitions.find(variable.typeRef)) ?? value.definition;
      const type = declared ? asDeclared(value.type, declared) : value.type;
      const name = normalizeName(variable.name);
      members.set(name, type);
      shapes.set(name, shapeOf(declared ? told(type) : value, { at: logic.place }));
      inner.add(variable.name, { ...value, type, definition, roots, source: undefined, origin: 'local' });
    }
    const shape = { kind: 'context', entries: shapes, where: { at: place } } as const;
    return { ...told({ kind: 'context', members }), shape };
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
    const gives = declared ? told(resultOf(declared)) : value;
    return { ...told(functionType(takes, gives.type)), gives };
  }

  #invocation({ callee, bindings, place }: Invocation, scope: Scope): Told {
    const { type } = this.check(callee, scope);
    const args = bindings.map(({ parameter, logic }) => {
      const declared = this.#texts.typeOf(parameter.typeRef, { at: place });
      const value = logic ? this.check(logic, scope) : told(NULL);
      if (declared) this.#texts.result(value, declared, { at: logic?.place ?? place });
      const type = declared ? asDeclared(value.type, declared) : value.type;
      const shape = declared ? undefined : value.shape;
      return { name: normalizeName(parameter.name), span: { start: 0, end: 0 }, type, shape };
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
    this.#texts.condition(by, place);
    return told(listOf(item));
  }

  #iteration(logic: Extract<Logic, { kind: 'for' | 'quantified' }>, scope: Scope): Told {
    const of = this.check(logic.in, scope);
    const own = [[logic.iteratorVariable, local(elementOf(of.type))] as const];
    if (logic.kind === 'quantified') {
      this.#texts.condition(this.check(logic.satisfies, scope.with(own)), logic.satisfies.place);
      return told(BOOLEAN);
    }
    const inner = scope.with([...own, ['partial', local(listOf(ANY))]]);
    return told(listOf(this.check(logic.return, inner).type));
  }
}
