import type {
  BinaryOperator,
  ComparisonOperator,
  ContextLiteral,
  Expression,
  FunctionLiteral,
  Iterator,
  PositiveTest,
  RangeLiteral,
  UnaryTests,
} from './ast.ts';
import { boundDepth } from './bound-depth.ts';
import { Cursor } from './cursor.ts';
import { Names, normalizeName, overlay, wordAt, type NameSource } from './names.ts';
import { seesDeclaredName, takeDeclaredName, takeKnownName, takeWord } from './read-name.ts';
import { parseAtLiteral, parseNumberLiteral, parseStringLiteral } from './parse-literal.ts';
import { readType } from './parse-type.ts';
import { lowOf, rangeTest } from './range-test.ts';

/** What is known where a text stands; it decides which words make one name. */
export interface KnownNames {
  /** Variables and functions in scope, built-in ones included. */
  variables: NameSource;
  /** Entries of contexts and properties of values, wherever they may occur. */
  members: NameSource;
  /** Item definitions. */
  types: NameSource;
}

const COMPARISONS: readonly ComparisonOperator[] = ['<=', '>=', '!=', '<', '>', '='];
/** Precedence climbing over the grammar of DMN 1.5, clause 10.3.1.2. */
class Parser {
  readonly #cursor: Cursor;
  readonly #members: Names;
  readonly #types: NameSource;
  #variables: NameSource;
  /** Occurrences of `?` so far. */
  #inputs = 0;

  constructor(text: string, known: KnownNames) {
    this.#cursor = new Cursor(text);
    this.#variables = known.variables;
    this.#members = new Names([], known.members);
    this.#types = known.types;
  }

  whole<T extends object>(read: () => T): T {
    return boundDepth(this.#cursor.whole(read), this.#cursor.text);
  }

  expression(): Expression {
    return this.#cursor.nested(() => this.#disjunction());
  }

  unaryTests(): UnaryTests {
    const start = this.#cursor.at;
    const span = () => ({ start, end: this.#cursor.end });
    if (this.#cursor.takes('-')) {
      if (this.#cursor.atEnd()) return { any: true, negated: false, tests: [], ...span() };
      this.#cursor.moveTo(start);
    }
    const negated = this.#cursor.seesWord('not') ? this.#cursor.attempt(() => this.#negated()) : undefined;
    if (negated) return { any: false, negated: true, tests: negated, ...span() };
    return { any: false, negated: false, tests: this.#tests(), ...span() };
  }

  /** @throws DecisionError FEEL_SYNTAX where `not(…)` is not all there is */
  #negated(): PositiveTest[] {
    this.#cursor.expectWord('not');
    this.#cursor.expect('(');
    const tests = this.#tests();
    this.#cursor.expect(')');
    return this.#cursor.atEnd() ? tests : this.#cursor.fail('the end');
  }

  #tests(): PositiveTest[] {
    const tests = [this.#test()];
    while (this.#cursor.takes(',')) tests.push(this.#test());
    return tests;
  }

  #test(): PositiveTest {
    const start = this.#cursor.at;
    const operator = COMPARISONS.find((sign) => this.#cursor.takes(sign));
    if (operator) {
      const operand = this.#additive();
      return { kind: 'compare', operator, operand, start, end: this.#cursor.end };
    }
    const before = this.#inputs;
    const expression = this.expression();
    return { kind: 'expression', expression, usesInput: this.#inputs > before, start, end: this.#cursor.end };
  }

  #disjunction(): Expression {
    let left = this.#conjunction();
    while (this.#cursor.takesWord('or')) left = this.#binary('or', left, this.#conjunction());
    return left;
  }

  #conjunction(): Expression {
    let left = this.#comparison();
    while (this.#cursor.takesWord('and')) left = this.#binary('and', left, this.#comparison());
    return left;
  }

  #binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
    return { kind: 'binary', operator, left, right, start: left.start, end: this.#cursor.end };
  }

  #comparison(): Expression {
    let left = this.#additive();
    for (;;) {
      const operator = COMPARISONS.find((sign) => this.#cursor.takes(sign));
      if (operator) left = this.#binary(operator, left, this.#additive());
      else if (this.#cursor.takesWord('between')) left = this.#between(left);
      else if (this.#cursor.takesWord('in')) left = this.#in(left);
      else return left;
    }
  }

  #between(value: Expression): Expression {
    const low = this.#additive();
    this.#cursor.expectWord('and');
    const high = this.#additive();
    return { kind: 'between', value, low, high, start: value.start, end: this.#cursor.end };
  }

  /** `(a, b)` is several tests, `(a..b)` one range. */
  #in(value: Expression): Expression {
    const open = this.#cursor.at;
    const tests: PositiveTest[] = [];
    if (this.#cursor.takes('(')) {
      tests.push(this.#test());
      if (this.#cursor.sees('..')) tests.push(rangeTest(this.#rangeFrom(open, lowOf(tests.pop()), false)));
      else {
        while (this.#cursor.takes(',')) tests.push(this.#test());
        this.#cursor.expect(')');
      }
    } else tests.push(this.#oneTest());
    return { kind: 'in', value, tests, start: value.start, end: this.#cursor.end };
  }

  /** Right of `in` without parentheses: no `and` or `or` belongs to it. */
  #oneTest(): PositiveTest {
    const start = this.#cursor.at;
    const operator = COMPARISONS.find((sign) => this.#cursor.takes(sign));
    const before = this.#inputs;
    const operand = this.#additive();
    const end = this.#cursor.end;
    if (operator) return { kind: 'compare', operator, operand, start, end };
    return { kind: 'expression', expression: operand, usesInput: this.#inputs > before, start, end };
  }

  #additive(): Expression {
    let left = this.#multiplicative();
    for (;;) {
      if (this.#cursor.takes('+')) left = this.#binary('+', left, this.#multiplicative());
      else if (this.#cursor.takes('-')) left = this.#binary('-', left, this.#multiplicative());
      else return left;
    }
  }

  #multiplicative(): Expression {
    let left = this.#power();
    for (;;) {
      if (!this.#cursor.sees('**') && this.#cursor.takes('*')) left = this.#binary('*', left, this.#power());
      else if (this.#cursor.takes('/')) left = this.#binary('/', left, this.#power());
      else return left;
    }
  }

  #power(): Expression {
    let left = this.#negation();
    while (this.#cursor.takes('**')) left = this.#binary('**', left, this.#negation());
    return left;
  }

  #negation(): Expression {
    const start = this.#cursor.at;
    if (!this.#cursor.takes('-')) return this.#instanceOf();
    const operand = this.#cursor.nested(() => this.#negation());
    return { kind: 'negate', operand, start, end: this.#cursor.end };
  }

  #instanceOf(): Expression {
    const value = this.#postfix();
    if (!this.#cursor.seesWord('instance')) return value;
    this.#cursor.expectWord('instance');
    this.#cursor.expectWord('of');
    const type = readType(this.#cursor, this.#types);
    return { kind: 'instanceOf', value, type, start: value.start, end: this.#cursor.end };
  }

  #postfix(): Expression {
    let of = this.#primary();
    for (;;) {
      if (this.#cursor.sees('..')) return of;
      const next = this.#path(of) ?? this.#filter(of) ?? this.#call(of);
      if (!next) return of;
      of = next;
    }
  }

  #path(of: Expression): Expression | undefined {
    if (!this.#cursor.takes('.')) return undefined;
    const name = takeKnownName(this.#cursor, this.#members) ?? takeWord(this.#cursor);
    if (name === undefined) return this.#cursor.fail('a name');
    return { kind: 'path', of, name, start: of.start, end: this.#cursor.end };
  }

  /** What looks like a filter may be the open end of a range: `[1..5[`. */
  #filter(of: Expression): Expression | undefined {
    if (!this.#cursor.sees('[')) return undefined;
    return this.#cursor.attempt(() => {
      this.#cursor.expect('[');
      const by = this.#within(new Names(['item'], this.#members), () => this.expression());
      this.#cursor.expect(']');
      return { kind: 'filter', of, by, start: of.start, end: this.#cursor.end };
    });
  }

  #call(callee: Expression): Expression | undefined {
    if (!this.#cursor.takes('(')) return undefined;
    const named = seesDeclaredName(this.#cursor) ? this.#namedArguments() : undefined;
    const span = () => ({ start: callee.start, end: this.#cursor.end });
    if (named) return { kind: 'namedCall', callee, arguments: named, ...span() };
    const given: Expression[] = [];
    while (!this.#cursor.takes(')')) {
      if (given.length > 0) this.#cursor.expect(',');
      given.push(this.expression());
    }
    return { kind: 'call', callee, arguments: given, ...span() };
  }

  #namedArguments(): { name: string; value: Expression }[] {
    const given: { name: string; value: Expression }[] = [];
    do {
      const name = takeDeclaredName(this.#cursor);
      this.#cursor.expect(':');
      given.push({ name, value: this.expression() });
    } while (this.#cursor.takes(','));
    this.#cursor.expect(')');
    return given;
  }

  #primary(): Expression {
    const literal =
      parseNumberLiteral(this.#cursor) ?? parseStringLiteral(this.#cursor) ?? parseAtLiteral(this.#cursor);
    if (literal) return literal;
    switch (this.#cursor.text[this.#cursor.at]) {
      case '(':
        return this.#parenthesis();
      case '[':
        return this.#listOrRange();
      case ']':
        return this.#reversedRange();
      case '{':
        return this.#context();
      default:
        return this.#wordOrName();
    }
  }

  #parenthesis(): Expression {
    const start = this.#cursor.at;
    this.#cursor.expect('(');
    const operator = COMPARISONS.find((sign) => this.#cursor.takes(sign));
    if (operator) {
      const range = this.#openRange(start, operator);
      this.#cursor.expect(')');
      return { ...range, end: this.#cursor.end };
    }
    const inner = this.expression();
    if (this.#cursor.sees('..')) return this.#rangeFrom(start, inner, false);
    this.#cursor.expect(')');
    return inner;
  }

  /** Behind a comparison: `(< 5)`, `(>= 5)` are ranges with an open end; `(= 5)` and `(!= 5)` are of or without one value. */
  #openRange(start: number, operator: ComparisonOperator): RangeLiteral {
    const bound = this.#additive();
    const isLow = !operator.startsWith('<');
    const isHigh = !operator.startsWith('>');
    const isIncluded = operator.endsWith('=') && operator !== '!=';
    return {
      kind: 'range',
      operator,
      low: isLow ? bound : undefined,
      high: isHigh ? bound : undefined,
      lowIncluded: isLow && isIncluded,
      highIncluded: isHigh && isIncluded,
      start,
      end: this.#cursor.end,
    };
  }

  /** The rest of a range, from its two dots on. */
  #rangeFrom(start: number, low: Expression, lowIncluded: boolean): RangeLiteral {
    this.#cursor.expect('..');
    const high = this.#additive();
    const highIncluded = this.#cursor.takes(']');
    if (!highIncluded && !this.#cursor.takes(')')) this.#cursor.expect('[');
    return {
      kind: 'range',
      operator: undefined,
      low,
      high,
      lowIncluded,
      highIncluded,
      start,
      end: this.#cursor.end,
    };
  }

  /** `]1..5]`: the low end is left out. */
  #reversedRange(): Expression {
    const start = this.#cursor.at;
    this.#cursor.expect(']');
    return this.#rangeFrom(start, this.#additive(), false);
  }

  /** Lists hold comparisons as well, kept as the ranges they are: `x in [< 1, > 5]`. */
  #listOrRange(): Expression {
    const start = this.#cursor.at;
    this.#cursor.expect('[');
    const items: Expression[] = [];
    while (!this.#cursor.takes(']')) {
      if (items.length > 0) this.#cursor.expect(',');
      const at = this.#cursor.at;
      const operator = COMPARISONS.find((sign) => this.#cursor.takes(sign));
      const item = operator ? this.#openRange(at, operator) : this.expression();
      if (items.length === 0 && this.#cursor.sees('..')) return this.#rangeFrom(start, item, true);
      items.push(item);
    }
    return { kind: 'list', items, start, end: this.#cursor.end };
  }

  /** Entries see those before them; their keys are members wherever the text goes on. */
  #context(): ContextLiteral {
    const start = this.#cursor.at;
    this.#cursor.expect('{');
    const own = new Names([], this.#variables);
    const entries: ContextLiteral['entries'] = [];
    while (!this.#cursor.takes('}')) {
      if (entries.length > 0) this.#cursor.expect(',');
      const key = parseStringLiteral(this.#cursor)?.value ?? takeDeclaredName(this.#cursor);
      this.#cursor.expect(':');
      entries.push({ key, value: this.#within(own, () => this.expression(), true) });
      own.add(key);
      this.#members.add(key);
    }
    return { kind: 'context', entries, start, end: this.#cursor.end };
  }

  #wordOrName(): Expression {
    const start = this.#cursor.at;
    const span = () => ({ start, end: this.#cursor.end });
    const known = takeKnownName(this.#cursor, this.#variables);
    if (known === '?') this.#inputs += 1;
    if (known !== undefined) return { kind: 'name', name: known, ...span() };
    const word = wordAt(this.#cursor.text, start);
    switch (word) {
      case 'null':
        this.#cursor.takesWord(word);
        return { kind: 'null', ...span() };
      case 'true':
      case 'false':
        this.#cursor.takesWord(word);
        return { kind: 'boolean', value: word === 'true', ...span() };
      case 'if':
        return this.#if();
      case 'for':
        return this.#for();
      case 'some':
      case 'every':
        return this.#quantified(word);
      case 'function':
        return this.#function();
      default:
        return this.#unknownName();
    }
  }

  #unknownName(): Expression {
    const start = this.#cursor.at;
    const name = takeWord(this.#cursor);
    if (name === undefined) return this.#cursor.fail('an expression');
    if (name === '?') this.#inputs += 1;
    return { kind: 'name', name, start, end: this.#cursor.end };
  }

  #if(): Expression {
    const start = this.#cursor.at;
    this.#cursor.expectWord('if');
    const condition = this.expression();
    this.#cursor.expectWord('then');
    const whenTrue = this.expression();
    this.#cursor.expectWord('else');
    const otherwise = this.expression();
    return { kind: 'if', condition, whenTrue, otherwise, start, end: this.#cursor.end };
  }

  #for(): Expression {
    const start = this.#cursor.at;
    this.#cursor.expectWord('for');
    return this.#iterating(['partial'], (iterators) => {
      this.#cursor.expectWord('return');
      const body = this.expression();
      return { kind: 'for', iterators, body, start, end: this.#cursor.end };
    });
  }

  #quantified(quantifier: 'some' | 'every'): Expression {
    const start = this.#cursor.at;
    this.#cursor.expectWord(quantifier);
    return this.#iterating([], (iterators) => {
      this.#cursor.expectWord('satisfies');
      const satisfies = this.expression();
      return { kind: 'quantified', quantifier, iterators, satisfies, start, end: this.#cursor.end };
    });
  }

  /** Reads iterators, each in sight of those before it, then what all of them are in sight of. */
  #iterating(more: readonly string[], read: (iterators: Iterator[]) => Expression): Expression {
    const bound = new Names([], this.#variables);
    return this.#within(
      bound,
      () => {
        const iterators: Iterator[] = [];
        do {
          const start = this.#cursor.at;
          const name = takeDeclaredName(this.#cursor);
          this.#cursor.expectWord('in');
          const from = this.expression();
          const to = this.#cursor.takes('..') ? this.expression() : undefined;
          iterators.push({ name, from, to, start, end: this.#cursor.end });
          bound.add(name);
        } while (this.#cursor.takes(','));
        for (const name of more) bound.add(name);
        return read(iterators);
      },
      true,
    );
  }

  #function(): FunctionLiteral {
    const start = this.#cursor.at;
    this.#cursor.expectWord('function');
    this.#cursor.expect('(');
    const parameters: FunctionLiteral['parameters'] = [];
    while (!this.#cursor.takes(')')) {
      if (parameters.length > 0) this.#cursor.expect(',');
      parameters.push(this.#parameter());
    }
    const names = new Names(
      parameters.map(({ name }) => name),
      this.#variables,
    );
    const external = this.#cursor.takesWord('external');
    const body = this.#within(names, () => this.expression(), true);
    return { kind: 'function', parameters, external, body, start, end: this.#cursor.end };
  }

  #parameter(): FunctionLiteral['parameters'][number] {
    if (seesDeclaredName(this.#cursor)) {
      const name = takeDeclaredName(this.#cursor);
      this.#cursor.expect(':');
      return { name, type: readType(this.#cursor, this.#types) };
    }
    const { text, at } = this.#cursor;
    const end = at + text.slice(at).search(/[,)]|$/u);
    this.#cursor.moveTo(end);
    const name = normalizeName(text.slice(at, end));
    if (wordAt(name, 0) === undefined) return this.#cursor.fail('a parameter');
    return { name, type: undefined };
  }

  /** Reads with other names in sight: over the present ones, or as `isWhole` says already holding them. */
  #within<T>(names: NameSource, read: () => T, isWhole = false): T {
    const before = this.#variables;
    this.#variables = isWhole ? names : overlay(names, before);
    try {
      return read();
    } finally {
      this.#variables = before;
    }
  }
}

/** Reads a whole text as an expression. @throws DecisionError FEEL_SYNTAX, LIMIT_DEPTH */
export function parseExpression(text: string, known: KnownNames): Expression {
  const parser = new Parser(text, known);
  return parser.whole(() => parser.expression());
}

/** Reads a whole text as the tests of a cell. @throws DecisionError FEEL_SYNTAX, LIMIT_DEPTH */
export function parseUnaryTests(text: string, known: KnownNames): UnaryTests {
  const parser = new Parser(text, known);
  return parser.whole(() => parser.unaryTests());
}
