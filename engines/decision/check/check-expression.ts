import type { ArithmeticOperator, Expression, Iterator, PositiveTest, Span } from '../feel/ast.ts';
import type { ItemDefinition } from '../model/model.ts';
import type { Value } from '../values/value.ts';
import { printType } from '../feel/print-expression.ts';
import {
  ANY,
  bareType,
  BOOLEAN,
  functionType,
  listOf,
  NULL,
  NUMBER,
  STRING,
  typeToText,
  type Type,
} from '../types/type.ts';
import { isNumber } from '../values/arithmetic.ts';
import { compare } from '../values/comparison.ts';
import { isAlwaysNull, isBeyond } from './always-null.ts';
import {
  boundsAround,
  boundsOf,
  boundsOfArithmetic,
  boundsOfCall,
  boundsOfItems,
  constantBounds,
  excludesZero,
  isZero,
  type Bounds,
} from './bounds.ts';
import { bindArguments, type Bound } from './bind-arguments.ts';
import { checkCall, type CallOf } from './check-call.ts';
import { repeated } from './check-names.ts';
import { constantOf, kindOf, typeOfKind, valueOfCall } from './constant.ts';
import type { Definitions } from './definitions.ts';
import { domainOfCall, domainOfMember, domainWithConstant, FULL, isFree, type Domain } from './domain.ts';
import type { FindingPlace, Report } from './finding.ts';
import { clash, elementOf, itemOf, join, typeOfArithmetic, typeOfMember } from './infer.ts';
import { shown, textOf } from './guard.ts';
import { areRelated, rootsIn } from './roots.ts';
import type { Shape } from './shape.ts';
import { local, shapeOf, told, type Known, type Scope, type Told } from './scope.ts';

/** Where findings of one text go, and what its names and types mean. */
export interface Reading {
  definitions: Definitions;
  report: Report;
  /** Where a part of the text is. */
  where: (span: Span) => Partial<FindingPlace>;
  /** Whether a definition allows this value for sure not. */
  excludes: (definition: ItemDefinition | undefined, value: Value) => boolean;
  /** Between which numbers the values lie that a definition allows. */
  bounds: (definition: ItemDefinition | undefined) => Bounds | undefined;
  /** A name of what the decision requires has been met. */
  uses: (name: string) => void;
}

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** Types an expression, and reports what can only go wrong, or easily may. */
export class ExpressionCheck {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** What is told of an expression; everything within it is checked. */
  infer(expression: Expression, scope: Scope): Told {
    const found = this.#kind(expression, scope);
    const value = constantOf(expression);
    const of =
      value === undefined
        ? found
        : { ...found, shape: { kind: 'value', value, where: this.#reading.where(expression) } as const };
    return of.isNullable && scope.isGuarded(expression, null) ? { ...of, isNullable: false } : of;
  }

  #kind(expression: Expression, scope: Scope): Told {
    switch (expression.kind) {
      case 'null':
        return { ...told(NULL), isNullable: true };
      case 'boolean':
        return told(BOOLEAN);
      case 'number':
        return told(NUMBER);
      case 'string':
        return told(STRING);
      case 'at':
        return this.#at(expression);
      case 'name':
        return this.#name(expression, scope);
      case 'path':
        return this.#path(expression, scope);
      case 'list':
        return this.#list(expression, scope);
      case 'context':
        return this.#context(expression, scope);
      case 'range':
        return this.#range(expression, scope);
      case 'negate':
        return this.#negation(expression, scope);
      case 'binary':
        return this.#binary(expression, scope);
      case 'between':
        return this.#between(expression, scope);
      case 'in': {
        const of = this.infer(expression.value, scope);
        for (const test of expression.tests) this.test(test, of, scope);
        return told(BOOLEAN);
      }
      case 'if':
        return this.#if(expression, scope);
      case 'for': {
        const inner = this.#iterating(expression.iterators, scope);
        const body = this.infer(expression.body, inner.with([['partial', local(listOf(ANY))]]));
        return told(listOf(body.type));
      }
      case 'quantified':
        this.#boolean(expression.satisfies, this.#iterating(expression.iterators, scope), 'satisfies');
        return told(BOOLEAN);
      case 'filter':
        return this.#filter(expression, scope);
      case 'call':
      case 'namedCall':
        return this.#call(expression, scope);
      case 'function':
        return this.#function(expression, scope);
      case 'instanceOf':
        this.infer(expression.value, scope);
        if (!this.#reading.definitions.types.resolve(expression.type))
          this.#reading.report('TYPE_UNKNOWN', expression.type, { type: printType(expression.type) });
        return told(BOOLEAN);
    }
  }

  /** A test of a value of which so much is told. */
  test(test: PositiveTest, of: Told, scope: Scope): void {
    const expression = test.kind === 'compare' ? test.operand : test.expression;
    const { type } = this.infer(expression, scope);
    if (test.kind === 'expression' && test.usesInput) return;
    const wanted = test.kind === 'compare' ? type : elementOf(type);
    if (!clash(of.type, wanted)) return;
    this.#reading.report('TEST_TYPE', test, {
      expected: typeToText(of.type),
      actual: typeToText(wanted),
      value: shown(expression),
    });
  }

  #at(literal: Of<'at'>): Told {
    const value = constantOf(literal);
    const kind = value === undefined ? undefined : kindOf(value);
    if (!kind) this.#reading.report('LITERAL_INVALID', literal, { text: literal.text });
    return told(kind ? typeOfKind(kind) : NULL);
  }

  #name(expression: Of<'name'>, scope: Scope): Told {
    return this.#known(expression, scope.find(expression.name), scope);
  }

  #known(expression: Of<'name'>, known: Known | undefined, scope: Scope): Told {
    const { name } = expression;
    if (!known) {
      if (!scope.isOpen) this.#reading.report('NAME_UNKNOWN', expression, { name });
      return told(ANY);
    }
    if (known.origin === 'unrequired') this.#reading.report('REQUIREMENT_MISSING', expression, { name });
    if (known.origin === 'required') this.#reading.uses(name);
    // Its parts stand elsewhere.
    return { ...known, shape: undefined };
  }

  #path(expression: Of<'path'>, scope: Scope): Told {
    const of = this.infer(expression.of, scope);
    const type = typeOfMember(of.type, expression.name);
    if (!type)
      this.#reading.report('MEMBER_UNKNOWN', expression, {
        name: expression.name,
        type: typeToText(of.type),
      });
    const definition = this.#reading.definitions.component(of.definition, expression.name);
    const domain =
      of.members?.get(expression.name)?.domain ??
      domainOfMember(this.#domainOf(of), of.type, expression.name);
    return { type: type ?? ANY, definition, isNullable: of.isNullable, domain };
  }

  /** Of a value whose definition allows some only it is not told which of these occur. */
  #domainOf({ domain, definition }: Told): Domain | undefined {
    const isLimited = this.#reading.definitions.allowedValues(definition).length > 0;
    return domain && isLimited ? { ...domain, isFull: false } : domain;
  }

  #list({ items, ...span }: Of<'list'>, scope: Scope): Told {
    const all = items.map((item) => this.infer(item, scope));
    const types = all.map(({ type }) => type);
    const where = this.#reading.where(span);
    const shape = { kind: 'list', items: all.map((item) => shapeOf(item, where)), where } as const;
    return { ...told(listOf(types.reduce(join, NULL))), items: types, shape };
  }

  #joined(items: readonly Expression[], scope: Scope): Type {
    return items.map((item) => this.infer(item, scope).type).reduce(join, NULL);
  }

  #context(expression: Of<'context'>, scope: Scope): Told {
    for (const { key, value } of repeated(expression.entries, (entry) => entry.key))
      this.#reading.report('ENTRY_DUPLICATE', value, { name: key });
    const inner = scope.with([]);
    const members = new Map<string, Type>();
    const entries = new Map<string, Shape>();
    const where = this.#reading.where(expression);
    for (const { key, value } of expression.entries) {
      const entry = this.infer(value, inner);
      members.set(key, entry.type);
      entries.set(key, shapeOf(entry, this.#reading.where(value)));
      inner.add(key, { ...entry, origin: 'local' });
    }
    return { ...told({ kind: 'context', members }), shape: { kind: 'context', entries, where } };
  }

  #range(expression: Of<'range'>, scope: Scope): Told {
    const { low, high, operator } = expression;
    const ends = [low, high].filter((end) => end !== undefined).map((end) => this.infer(end, scope));
    const [from, to] = [low && constantOf(low), high && constantOf(high)];
    if (operator === undefined && from !== undefined && to !== undefined && (compare(from, to) ?? 0) > 0)
      this.#reading.report('RANGE_REVERSED', expression, { range: shown(expression) });
    const [a, b] = ends;
    if (a && b && clash(a.type, b.type)) this.#mismatch('..', expression, [a, b]);
    return told({ kind: 'range', of: a?.type ?? ANY });
  }

  #mismatch(operator: string, span: Span, [left, right]: readonly [Told, Told]): void {
    this.#reading.report('TYPE_MISMATCH', span, {
      operator,
      left: typeToText(left.type),
      right: typeToText(right.type),
    });
  }

  #binary(expression: Of<'binary'>, scope: Scope): Told {
    const { operator, left, right } = expression;
    if (operator === 'and' || operator === 'or') {
      this.#boolean(left, scope, operator);
      this.#boolean(right, scope.guardedBy(left, operator === 'and'), operator);
      return told(BOOLEAN);
    }
    const sides = [this.infer(left, scope), this.infer(right, scope)] as const;
    const isEquality = operator === '=' || operator === '!=';
    if (!isEquality && (left.kind === 'null' || right.kind === 'null')) {
      this.#alwaysNull(expression);
      return told(/^[<>]/.test(operator) ? BOOLEAN : ANY);
    }
    switch (operator) {
      case '+':
      case '-':
      case '*':
      case '/':
      case '**': {
        if (operator === '/') this.#division(right, sides[1], scope);
        for (const [at, side] of [left, right].entries()) this.#nullRisk(side, sides[at]);
        const domain = this.#arithmeticDomain(expression, operator, sides, scope);
        const bounds = boundsOfArithmetic(
          operator,
          this.#bounds(left, sides[0]),
          this.#bounds(right, sides[1]),
          textOf(left) !== undefined && textOf(left) === textOf(right),
        );
        return { ...this.#arithmetic(operator, expression, sides), domain, bounds };
      }
      default:
        if (!isEquality) for (const [at, side] of [left, right].entries()) this.#nullRisk(side, sides[at]);
        this.#comparison(operator, expression, sides);
        return { ...told(BOOLEAN), domain: this.#isOpen(expression, sides, scope) ? FULL : undefined };
    }
  }

  #arithmeticDomain(
    { left, right }: Of<'binary'>,
    operator: ArithmeticOperator,
    sides: readonly [Told, Told],
    scope: Scope,
  ): Domain | undefined {
    const [a, b] = [constantOf(left), constantOf(right)];
    if (b !== undefined && isNumber(b)) return domainWithConstant(operator, this.#domainOf(sides[0]), b);
    if (a !== undefined && isNumber(a) && operator !== '/')
      return domainWithConstant(operator, this.#domainOf(sides[1]), a);
    const areNumbers = sides.every(({ type }) => bareType(type).kind === 'number');
    return operator !== '**' && areNumbers && this.#areFree({ left, right }, sides, scope) ? FULL : undefined;
  }

  /** Whether both have all values, and all combinations of them. */
  #areFree(
    { left, right }: Pick<Of<'binary'>, 'left' | 'right'>,
    sides: readonly [Told, Told],
    scope: Scope,
  ): boolean {
    const areFree = sides.every((side) => isFree(this.#domainOf(side)));
    return areFree && !areRelated(rootsIn(left, scope), rootsIn(right, scope));
  }

  /** Whether a comparison is true of some values and false of others. */
  #isOpen({ left, right }: Of<'binary'>, sides: readonly [Told, Told], scope: Scope): boolean {
    const [a, b] = [constantOf(left), constantOf(right)];
    if (a !== undefined || b !== undefined)
      return (a ?? b ?? null) !== null && isFree(this.#domainOf(sides[a === undefined ? 0 : 1]));
    return this.#areFree({ left, right }, sides, scope);
  }

  #arithmetic(operator: '+' | '-' | '*' | '/' | '**', span: Span, sides: readonly [Told, Told]): Told {
    const [left, right] = sides;
    const type = typeOfArithmetic(operator, left.type, right.type);
    if (!type) this.#mismatch(operator, span, sides);
    return { ...told(type ?? NULL), isNullable: left.isNullable || right.isNullable };
  }

  /** Negative is what is a factor of numbers. */
  #negation({ operand, ...span }: Of<'negate'>, scope: Scope): Told {
    const of = this.infer(operand, scope);
    this.#nullRisk(operand, of);
    const type = typeOfArithmetic('*', NUMBER, of.type);
    if (!type) this.#mismatch('-', span, [told(NUMBER), of]);
    const domain = domainWithConstant('*', this.#domainOf(of), -1);
    const bounds = boundsOfArithmetic('*', boundsOf(-1), this.#bounds(operand, of));
    return { ...told(type ?? NULL), isNullable: of.isNullable, domain, bounds };
  }

  #bounds(expression: Expression, { bounds, definition }: Told): Bounds | undefined {
    return bounds ?? boundsOf(constantOf(expression)) ?? this.#reading.bounds(definition);
  }

  #comparison(operator: string, span: Span, sides: readonly [Told, Told]): void {
    if (clash(sides[0].type, sides[1].type)) this.#mismatch(operator, span, sides);
  }

  #alwaysNull(expression: Expression): void {
    this.#reading.report('ALWAYS_NULL', expression, { expression: shown(expression) });
  }

  #nullRisk(expression: Expression, of: Told | undefined): void {
    // A null that is written out is meant.
    if (of?.isNullable && expression.kind !== 'null')
      this.#reading.report('NULL_RISK', expression, { expression: shown(expression) });
  }

  #division(divisor: Expression, of: Told, scope: Scope): void {
    const { kind } = bareType(of.type);
    if (kind !== 'number' && kind !== 'any') return;
    const bounds = this.#bounds(divisor, of);
    if (bounds && isZero(bounds)) this.#reading.report('DIVISION_BY_ZERO', divisor);
    else if (
      !(bounds && excludesZero(bounds)) &&
      !scope.isGuarded(divisor, 0) &&
      !this.#reading.excludes(of.definition, 0)
    )
      this.#reading.report('DIVISION_MAY_BE_ZERO', divisor, { divisor: shown(divisor) });
  }

  #between(expression: Of<'between'>, scope: Scope): Told {
    const value = this.infer(expression.value, scope);
    for (const end of [expression.low, expression.high])
      this.#comparison('between', expression, [value, this.infer(end, scope)]);
    this.#nullRisk(expression.value, value);
    return told(BOOLEAN);
  }

  #boolean(expression: Expression, scope: Scope, operator: string): void {
    const { type } = this.infer(expression, scope);
    if (clash(type, BOOLEAN))
      this.#reading.report('CONDITION_TYPE', expression, { operator, actual: typeToText(type) });
  }

  #if({ condition, whenTrue, otherwise }: Of<'if'>, scope: Scope): Told {
    this.#boolean(condition, scope, 'if');
    const a = this.infer(whenTrue, scope.guardedBy(condition, true));
    const b = this.infer(otherwise, scope.guardedBy(condition, false));
    const bounds = boundsAround([this.#bounds(whenTrue, a), this.#bounds(otherwise, b)]);
    const of = [shapeOf(a, this.#reading.where(whenTrue)), shapeOf(b, this.#reading.where(otherwise))];
    return {
      ...told(join(a.type, b.type)),
      isNullable: a.isNullable || b.isNullable,
      bounds,
      shape: { kind: 'either', of },
    };
  }

  #iterating(iterators: readonly Iterator[], scope: Scope): Scope {
    const inner = scope.with([]);
    for (const { name, from, to } of iterators) {
      const of = this.#domain(from, inner);
      const bounds = to
        ? boundsAround([this.#bounds(from, of), this.#bounds(to, this.infer(to, inner))])
        : boundsOfItems(from);
      inner.add(name, { ...local(to ? of.type : elementOf(of.type)), bounds });
    }
    return inner;
  }

  /** What is passed over; from a higher end to a lower one is no mistake here. */
  #domain(from: Expression, scope: Scope): Told {
    if (from.kind !== 'range') return this.infer(from, scope);
    const ends = [from.low, from.high].filter((end) => end !== undefined);
    return told({ kind: 'range', of: this.#joined(ends, scope) });
  }

  #filter({ of, by }: Of<'filter'>, scope: Scope): Told {
    const list = this.infer(of, scope);
    const item = itemOf(list.type);
    if (isBeyond(of, by)) this.#alwaysNull({ kind: 'filter', of, by, start: of.start, end: by.end + 1 });
    const { kind } = bareType(this.infer(by, scope.ofItem(list.type)).type);
    // An index that is null leaves no item of the list.
    if (kind === 'number') return { ...told(constantOf(by) === undefined ? ANY : item), isNullable: true };
    return kind === 'boolean' ? told(listOf(item)) : told(ANY);
  }

  #call(expression: Of<'call' | 'namedCall'>, scope: Scope): Told {
    const { callee } = expression;
    const found = callee.kind === 'name' ? scope.findFunction(callee.name) : undefined;
    const { type: calleeType } =
      callee.kind === 'name' && found ? this.#known(callee, found, scope) : this.infer(callee, scope);
    const args =
      expression.kind === 'call'
        ? expression.arguments.map((value) => ({ name: undefined, value }))
        : expression.arguments;
    const given = args.map(({ name, value }) => ({ name, value, told: this.infer(value, scope) }));
    const call: CallOf = {
      name: shown(callee),
      isBuiltIn: found?.origin === 'builtIn',
      type: calleeType,
      args: given.map(({ name, value, told: { type, shape } }) => ({ name, span: value, type, shape })),
      span: expression,
    };
    let isFit = true;
    const type = checkCall(call, (...finding) => {
      isFit = false;
      this.#reading.report(...finding);
    });
    const bound = call.isBuiltIn ? bindArguments(call.name, given) : undefined;
    return { ...told(type), ...(bound && this.#builtIn(expression, bound, isFit, scope)) };
  }

  /** What is told of a call of a built-in function besides its type. */
  #builtIn(
    expression: Of<'call' | 'namedCall'>,
    { fn, args }: Bound,
    isFit: boolean,
    scope: Scope,
  ): Pick<Told, 'domain' | 'bounds'> {
    const name = shown(expression.callee);
    const values = args.map((one) => one.value);
    const [first, second] = args;
    if (name === 'modulo' && second) this.#division(second.value, second.told, scope);
    const value = isFit ? valueOfCall(fn, values) : undefined;
    const of = args.map((one) => one.told);
    if (value === null || (isFit && isAlwaysNull(name, values, of))) this.#alwaysNull(expression);
    const domain =
      first && domainOfCall(name, this.#domainOf(first.told), second && { value: constantOf(second.value) });
    const only = second ? undefined : first?.value;
    const bounds = boundsOfCall(
      name,
      only?.kind === 'list'
        ? constantBounds(only.items)
        : args.map((one) => this.#bounds(one.value, one.told)),
    );
    return { domain, bounds: boundsOf(value) ?? bounds };
  }

  #function(expression: Of<'function'>, scope: Scope): Told {
    const { parameters, body, external } = expression;
    const typed = parameters.map(({ name, type }) => {
      const resolved = type ? this.#reading.definitions.types.resolve(type) : ANY;
      if (type && !resolved) this.#reading.report('TYPE_UNKNOWN', type, { type: printType(type) });
      return { name, type: resolved ?? ANY };
    });
    if (external) {
      this.#reading.report('EXTERNAL_FUNCTION', expression, { kind: externalKind(body) });
      return told(functionType(typed, ANY));
    }
    const result = this.infer(body, scope.with(typed.map(({ name, type }) => [name, local(type)] as const)));
    return told(functionType(typed, result.type));
  }
}

const EXTERNAL_KINDS: readonly string[] = ['Java', 'PMML'];

/** By the entry that says where it is: `{java: …}`. */
function externalKind(body: Expression): string {
  const keys = body.kind === 'context' ? body.entries.map(({ key }) => key) : [];
  return EXTERNAL_KINDS.find((kind) => keys.includes(kind.toLowerCase())) ?? 'external';
}
