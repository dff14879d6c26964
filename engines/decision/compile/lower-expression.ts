import type { Call, Expression, For, Iterator, NamedCall, Quantified, RangeLiteral } from '../feel/ast.ts';
import { instanceOf } from '../types/conformance.ts';
import { ANY, BOOLEAN, bareType, functionType, listOf, NUMBER, STRING, type Type } from '../types/type.ts';
import type { TypeTable } from '../types/resolve-types.ts';
import { bindNamed, FeelFunction } from '../values/function.ts';
import { parseNumber } from '../values/number.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { coerce } from './calls.ts';
import { commonType, constant, foldedOr } from './fold.ts';
import type { Ir, IrIterator, IrOf, Parameter, Primitive, Table } from './ir.ts';
import { lowerPositiveTests } from './lower-tests.ts';
import { ARITHMETIC, BETWEEN, COMPARISONS, memberOf, NEGATE, rangeOf } from './operators.ts';
import { NULL_IR, Scope, type Binding } from './scope.ts';

/** Functions whose result is not told by their arguments. */
const IMPURE: ReadonlySet<string> = new Set(['now', 'today']);

/** Lowers the expressions of one unit; deals out its slots. */
export class Lowering {
  readonly types: TypeTable;
  slots = 0;
  /** Names met that nothing has; each is null. */
  readonly unknown: string[] = [];
  /** Slots that names stand for. */
  readonly #read = new Set<number>();

  constructor(types: TypeTable) {
    this.types = types;
  }

  slot(): number {
    this.slots += 1;
    return this.slots - 1;
  }

  expression(expression: Expression, scope: Scope): Ir {
    const lower = (inner: Expression) => this.expression(inner, scope);
    switch (expression.kind) {
      case 'null':
        return NULL_IR;
      case 'boolean':
      case 'string':
        return constant(expression.value);
      case 'number':
        return this.#literal(parseNumber(expression.text), expression.text);
      case 'at':
        return this.#literal(parseTemporal(expression.text), expression.text);
      case 'name':
        return this.#name(expression.name, scope);
      case 'path':
        return this.#path(expression, scope);
      case 'list':
        return this.#list(expression.items.map(lower));
      case 'context':
        return this.#context(expression.entries, scope);
      case 'range':
        return this.#range(expression, scope);
      case 'negate':
        return this.apply(NEGATE, [lower(expression.operand)], NUMBER);
      case 'if':
        return this.choose(
          lower(expression.condition),
          lower(expression.whenTrue),
          lower(expression.otherwise),
        );
      default:
        return this.#composed(expression, scope);
    }
  }

  #composed(
    expression: Extract<
      Expression,
      {
        kind:
          | 'binary'
          | 'between'
          | 'in'
          | 'for'
          | 'quantified'
          | 'filter'
          | 'call'
          | 'namedCall'
          | 'function'
          | 'instanceOf';
      }
    >,
    scope: Scope,
  ): Ir {
    const lower = (inner: Expression) => this.expression(inner, scope);
    switch (expression.kind) {
      case 'binary':
        return this.#binary(expression.operator, lower(expression.left), lower(expression.right));
      case 'between':
        return this.apply(
          BETWEEN,
          [lower(expression.value), lower(expression.low), lower(expression.high)],
          BOOLEAN,
        );
      case 'in':
        return this.#in(lower(expression.value), expression.tests, scope);
      case 'for':
        return this.#for(expression, scope);
      case 'quantified':
        return this.#quantified(expression, scope);
      case 'filter':
        return this.filter(lower(expression.of), scope, (inner) => this.expression(expression.by, inner));
      case 'call':
        return this.#call(expression, scope);
      case 'namedCall':
        return this.#namedCall(expression, scope);
      case 'function':
        return this.#function(expression, scope);
      case 'instanceOf': {
        const type = this.types.resolve(expression.type);
        if (!type) return this.failing('TYPE_UNKNOWN', {});
        const call: Primitive['call'] = (run, value = null) => instanceOf(run, value, type);
        return this.apply({ name: 'instance of', call }, [lower(expression.value)], BOOLEAN);
      }
    }
  }

  /** Null, and why, each time. */
  failing(code: string, params: Readonly<Record<string, string | number>>): Ir {
    const call: Primitive['call'] = (run) => {
      run.warn(code, params);
      return null;
    };
    return {
      op: 'apply',
      primitive: { name: 'failing', detail: code, call },
      args: [],
      type: { kind: 'null' },
    };
  }

  #literal(value: Parameters<typeof constant>[0] | undefined, text: string): Ir {
    return value === undefined ? this.failing('LITERAL_INVALID', { text }) : constant(value);
  }

  #name(name: string, scope: Scope): Ir {
    const binding = scope.find(name);
    if (!binding) {
      this.unknown.push(name);
      return this.failing('NAME_UNKNOWN', { name });
    }
    const ir = this.#valueOf(binding);
    let read = ir;
    while (read.op === 'member') read = read.otherwise;
    if (read.op === 'slot') this.#read.add(read.slot);
    return ir;
  }

  /** An imported model as a value is a context of what is imported of it. */
  #valueOf(binding: Binding): Ir {
    if (binding.kind === 'value') return binding.ir;
    const entries = [...binding.members].map(([key, member]) => ({
      key,
      slot: this.slot(),
      value: this.#valueOf(member),
    }));
    return { op: 'context', entries, result: undefined, type: { kind: 'context', members: new Map() } };
  }

  #bindingOf(expression: Expression, scope: Scope): Binding | undefined {
    if (expression.kind === 'name') return scope.find(expression.name);
    if (expression.kind !== 'path') return undefined;
    const of = this.#bindingOf(expression.of, scope);
    return of?.kind === 'namespace' ? of.members.get(expression.name) : undefined;
  }

  #path(expression: Extract<Expression, { kind: 'path' }>, scope: Scope): Ir {
    const binding = this.#bindingOf(expression, scope);
    if (binding) return this.#valueOf(binding);
    return this.member(this.expression(expression.of, scope), expression.name);
  }

  member(of: Ir, name: string): Ir {
    const call: Primitive['call'] = (run, value) => memberOf(run, value ?? null, name);
    return this.apply({ name: 'member', detail: name, call }, [of], memberType(of.type, name));
  }

  #list(items: readonly Ir[]): Ir {
    const ir: Ir = { op: 'list', items, type: listOf(commonType(items.map(({ type }) => type))) };
    return foldedOr(ir, items, (_run, values) => values);
  }

  #context(entries: readonly { key: string; value: Expression }[], outer: Scope): Ir {
    const scope = new Scope(outer);
    const members = new Map<string, Type>();
    const lowered = entries.map(({ key, value }) => {
      const ir = this.expression(value, scope);
      const slot = this.slot();
      scope.add(key, slot, ir.type);
      members.set(key, ir.type);
      return { key, slot, value: ir };
    });
    if (members.size < entries.length) return this.failing('CONTEXT_KEY_TWICE', {});
    const ir: Ir = { op: 'context', entries: lowered, result: undefined, type: { kind: 'context', members } };
    const values = lowered.map(({ value }) => value);
    return foldedOr(
      ir,
      values,
      (_run, made) => new Map(entries.map(({ key }, index) => [key, made[index] ?? null])),
    );
  }

  #range({ low, high, lowIncluded, highIncluded, operator }: RangeLiteral, scope: Scope): Ir {
    const ends = [low, high].map((end) => (end ? this.expression(end, scope) : NULL_IR));
    const of = commonType(ends.map(({ type }) => type));
    return this.apply(rangeOf({ lowIncluded, highIncluded, operator }), ends, { kind: 'range', of });
  }

  apply(primitive: Primitive, args: readonly Ir[], type: Type): Ir {
    return foldedOr({ op: 'apply', primitive, args, type }, args, (run, values) =>
      primitive.call(run, ...values),
    );
  }

  choose(condition: Ir, whenTrue: Ir, otherwise: Ir): Ir {
    if (condition.op === 'constant') return condition.value === true ? whenTrue : otherwise;
    return { op: 'if', condition, whenTrue, otherwise, type: commonType([whenTrue.type, otherwise.type]) };
  }

  #binary(operator: Extract<Expression, { kind: 'binary' }>['operator'], left: Ir, right: Ir): Ir {
    switch (operator) {
      case 'and':
      case 'or':
        return { op: operator, left, right, type: BOOLEAN };
      case '+':
      case '-':
      case '*':
      case '/':
      case '**':
        return this.apply(
          ARITHMETIC[operator],
          [left, right],
          arithmeticType(operator, left.type, right.type),
        );
      default:
        return this.apply(COMPARISONS[operator], [left, right], BOOLEAN);
    }
  }

  /** Gives a value a slot, unless it has one. */
  inSlot(value: Ir, use: (slot: number) => Ir): Ir {
    if (value.op === 'slot') return use(value.slot);
    const slot = this.slot();
    const body = use(slot);
    return { op: 'let', slot, value, body, type: body.type };
  }

  #in(value: Ir, tests: Extract<Expression, { kind: 'in' }>['tests'], scope: Scope): Ir {
    return this.inSlot(value, (slot) => {
      const test = lowerPositiveTests(this, tests, { slot, type: value.type, scope });
      return { op: 'test', slot, test, type: BOOLEAN };
    });
  }

  iterators(iterators: readonly Iterator[], outer: Scope): { lowered: IrIterator[]; scope: Scope } {
    const scope = new Scope(outer);
    const lowered = iterators.map(({ name, from, to }) => {
      const [first, last] = [this.expression(from, scope), to && this.expression(to, scope)];
      const slot = this.slot();
      scope.add(name, slot, last ? first.type : itemType(first.type));
      return { slot, from: first, to: last };
    });
    return { lowered, scope };
  }

  #for(expression: For, outer: Scope): Ir {
    const { lowered, scope } = this.iterators(expression.iterators, outer);
    return this.loop(lowered, scope, (inner) => this.expression(expression.body, inner));
  }

  loop(iterators: readonly IrIterator[], outer: Scope, lowerBody: (scope: Scope) => Ir): Ir {
    const partial = this.slot();
    const body = lowerBody(outer.with('partial', partial, listOf(ANY)));
    const isRead = this.#read.has(partial);
    return { op: 'for', iterators, partial: isRead ? partial : undefined, body, type: listOf(body.type) };
  }

  #quantified(expression: Quantified, outer: Scope): Ir {
    const { lowered, scope } = this.iterators(expression.iterators, outer);
    const body = this.expression(expression.satisfies, scope);
    return { op: expression.quantifier, iterators: lowered, body, type: BOOLEAN };
  }

  filter(of: Ir, scope: Scope, lowerBy: (scope: Scope) => Ir): Ir {
    const item = this.slot();
    const of1 = itemType(of.type);
    const by = lowerBy(scope.ofItem(item, of1));
    const kind = bareType(by.type).kind;
    const type = kind === 'boolean' ? listOf(of1) : kind === 'number' ? of1 : ANY;
    return { op: 'filter', of, item, by, type };
  }

  #callee(callee: Expression, scope: Scope): Ir {
    const binding = callee.kind === 'name' ? scope.findFunction(callee.name) : undefined;
    return binding ? this.#valueOf(binding) : this.expression(callee, scope);
  }

  #call(expression: Call, scope: Scope): Ir {
    const callee = this.#callee(expression.callee, scope);
    return this.call(
      callee,
      expression.arguments.map((arg) => this.expression(arg, scope)),
      nameOf(expression.callee),
    );
  }

  /** Calls of pure built-in functions on constants are done at once. */
  call(callee: Ir, args: readonly Ir[], name = ''): Ir {
    const fn = callee.op === 'constant' && callee.value instanceof FeelFunction ? callee.value : undefined;
    const ir: Ir = { op: 'call', callee, args, names: undefined, type: resultType(callee, fn) };
    if (!fn?.ways || IMPURE.has(name)) return ir;
    return foldedOr(ir, args, (run, values) => fn.call(values, run));
  }

  #namedCall(expression: NamedCall, scope: Scope): Ir {
    const callee = this.#callee(expression.callee, scope);
    const given = expression.arguments.map(({ name, value }) => ({
      name,
      value: this.expression(value, scope),
    }));
    return this.namedCall(callee, given, nameOf(expression.callee));
  }

  namedCall(callee: Ir, given: readonly { name: string; value: Ir }[], name = ''): Ir {
    const names = given.map((argument) => argument.name);
    const args = given.map(({ value }) => value);
    if (callee.op !== 'constant' || !(callee.value instanceof FeelFunction))
      return { op: 'call', callee, args, names, type: resultType(callee, undefined) };
    const fn = callee.value;
    const binding = bindNamed(fn, name, names);
    if (!binding) return { op: 'call', callee, args, names, type: ANY };
    const bound = new FeelFunction(fn.parameters, binding.call, {
      signature: fn.signature,
      ...(fn.ways && { ways: fn.ways }),
    });
    const ordered = binding.order.map((index) => args[index] ?? NULL_IR);
    return this.call(constant(bound), ordered, name);
  }

  #function(expression: Extract<Expression, { kind: 'function' }>, scope: Scope): Ir {
    if (expression.external) return this.failing('EXTERNAL_FUNCTION_REFUSED', {});
    const parameters = expression.parameters.map(({ name, type }) => ({
      name,
      type: type ? this.types.resolve(type) : ANY,
    }));
    if (parameters.some(({ type }) => type === undefined)) return this.failing('TYPE_UNKNOWN', {});
    const typed = parameters.map(({ name, type }) => ({ name, type: type ?? ANY }));
    return this.functionOf(typed, scope, (inner) => this.expression(expression.body, inner));
  }

  functionOf(given: readonly Omit<Parameter, 'slot'>[], outer: Scope, lowerBody: (scope: Scope) => Ir): Ir {
    const parameters = given.map(({ name, type }) => ({ name, type, slot: this.slot() }));
    const scope = new Scope(outer);
    for (const { name, slot, type } of parameters) scope.add(name, slot, type);
    const body = lowerBody(scope);
    return { op: 'function', parameters, body, type: functionType(parameters, body.type) };
  }

  /** Where one of a type is asked for; what is known to conform is left as it is. */
  coerce(value: Ir, to: Type): Ir {
    if (to.kind === 'any' || isPlainly(value.type, to)) return value;
    if (value.op === 'table' && isOfOneRule(value.table)) return this.#coerceOutputs(value, to);
    return foldedOr({ op: 'coerce', value, to, type: to }, [value], (run, [known = null]) =>
      coerce(run, known, to),
    );
  }

  /** The result of a table that is an output of one of its rules conforms when they do. */
  #coerceOutputs({ op, table }: IrOf<'table'>, to: Type): Ir {
    const rules = table.rules.map((rule) => ({
      ...rule,
      outputs: rule.outputs.map((output) => this.coerce(output, to)),
    }));
    const outputs = table.outputs.map((output) => ({
      ...output,
      defaultValue: output.defaultValue && this.coerce(output.defaultValue, to),
    }));
    return { op, table: { ...table, rules, outputs }, type: to };
  }
}

/** Known to conform without looking: of the same kind, without constraints. */
function isPlainly(type: Type, to: Type): boolean {
  const simple = !['list', 'range', 'context', 'function', 'any', 'null', 'defined'].includes(to.kind);
  return simple && type.kind === to.kind;
}

const isOfOneRule = ({ hitPolicy, outputs }: Table): boolean =>
  outputs.length === 1 && (hitPolicy === 'UNIQUE' || hitPolicy === 'FIRST');

const nameOf = (expression: Expression): string => (expression.kind === 'name' ? expression.name : '');

function resultType(callee: Ir, fn: FeelFunction | undefined): Type {
  if (fn?.ways) return commonType(fn.ways.map(({ result }) => result));
  const type = bareType(callee.type);
  return type.kind === 'function' ? type.result : ANY;
}

function arithmeticType(operator: string, left: Type, right: Type): Type {
  const [a, b] = [bareType(left).kind, bareType(right).kind];
  if (a === 'number' && b === 'number') return NUMBER;
  return operator === '+' && a === 'string' && b === 'string' ? STRING : ANY;
}

export function itemType(type: Type): Type {
  const bare = bareType(type);
  return bare.kind === 'list' ? bare.of : type;
}

function memberType(of: Type, name: string): Type {
  const bare = bareType(of);
  if (bare.kind === 'context') return bare.members.get(name) ?? ANY;
  if (bare.kind === 'list') return listOf(memberType(bare.of, name));
  return ANY;
}
