import { FeelDate } from '../values/date.ts';
import { FeelFunction } from '../values/function.ts';
import { bareType, type Type } from '../types/type.ts';
import { SHORT_TEXT } from '../values/text-steps.ts';
import { callNamed, callValue, coerce, coerceGiven, modelFunction } from './calls.ts';
import type { Ir, IrIterator, IrOf, Test } from './ir.ts';
import { collect, each, filter, quantify, soFar } from './iteration.ts';
import { both, COMPARISONS, eitherOf, inInterval, matches } from './operators.ts';
import { plainComparison, plainTest, type PlainKind } from './source-tests.ts';
import { tableStatements } from './source-table.ts';
import { slotName, type SourceWriter } from './source-writer.ts';
import type { ComparisonOperator } from '../feel/ast.ts';

/** Writes expressions as JavaScript. `r` is the evaluation in all that is written. */
export class ExpressionWriter {
  readonly #out: SourceWriter;
  readonly #keep: (value: unknown) => string;
  /** Slots that hold numbers of days for dates. */
  readonly days: ReadonlySet<number>;

  constructor(out: SourceWriter, days: ReadonlySet<number> = new Set()) {
    this.#out = out;
    this.days = days;
    this.#keep = (value) => out.keep(value);
  }

  /** The value of an expression. */
  value(ir: Ir): string {
    switch (ir.op) {
      case 'constant':
        return this.#out.literal(ir.value);
      case 'slot':
        return slotName(ir.slot);
      case 'apply':
        return this.#apply(ir);
      case 'and':
      case 'or':
        return this.#logic(ir);
      case 'if':
        return `(${this.condition(ir.condition)}?${this.value(ir.whenTrue)}:${this.value(ir.otherwise)})`;
      case 'let':
        return `(${this.#assign(ir.slot, ir.value)},${this.value(ir.body)})`;
      case 'list':
        return `[${ir.items.map((item) => this.value(item)).join(',')}]`;
      case 'context':
        return this.#context(ir);
      case 'member': {
        const [item, found] = [slotName(ir.slot), this.#out.temp()];
        const has = `${item} instanceof Map&&(${found}=${item}.get(${this.#out.literal(ir.name)}))!==undefined`;
        return `(${has}?${found}:${this.value(ir.otherwise)})`;
      }
      case 'coerce':
        return this.#coerce(this.value(ir.value), ir.to);
      default:
        return this.#composed(ir);
    }
  }

  #composed(ir: IrOf<'function' | 'call' | 'for' | 'some' | 'every' | 'filter' | 'test' | 'table'>): string {
    switch (ir.op) {
      case 'function':
        return this.#function(ir);
      case 'call':
        return this.#call(ir);
      case 'for': {
        const { iterators, partial, body } = ir;
        const inmost = () => {
          const results =
            partial === undefined ? '' : `${this.#out.declareSlot(partial)}=${this.#keep(soFar)}(r,o),`;
          return `${results}y(${this.value(body)})`;
        };
        return `${this.#keep(collect)}(r,${this.#out.arrow(['y', 'o'], () => this.#loop(iterators, inmost))})`;
      }
      case 'some':
      case 'every': {
        const loop = this.#out.arrow(['y'], () =>
          this.#loop(ir.iterators, () => `y(${this.value(ir.body)})`),
        );
        return `${this.#keep(quantify)}(r,${ir.op === 'some'},${loop})`;
      }
      case 'filter': {
        const of = this.value(ir.of);
        const by = this.#out.arrow([slotName(ir.item)], () => this.value(ir.by));
        return `${this.#keep(filter)}(r,${of},${by})`;
      }
      case 'test':
        return this.#tristate(ir.test, slotName(ir.slot));
      case 'table':
        return this.#out.outlined(() => tableStatements(ir.table, this.#out, this));
    }
  }

  /** Whether an expression is true: a JavaScript boolean. */
  condition(ir: Ir): string {
    switch (ir.op) {
      case 'constant':
        return String(ir.value === true);
      case 'and':
        return `(${this.condition(ir.left)}&&${this.condition(ir.right)})`;
      case 'or':
        return `(${this.condition(ir.left)}||${this.condition(ir.right)})`;
      case 'test':
        return this.passes(ir.test, slotName(ir.slot));
      default:
        return `${this.value(ir)}===true`;
    }
  }

  #assign(slot: number, value: Ir): string {
    const text = this.value(value);
    return `${this.#out.declareSlot(slot)}=${text}`;
  }

  /** A variable that holds the value of an expression, and what has to stand before it is read. */
  #held(ir: Ir): { first: string; name: string } {
    const text = this.value(ir);
    if (ir.op === 'slot' || ir.op === 'constant') return { first: text, name: text };
    const name = this.#out.temp();
    return { first: `(${name}=${text})`, name };
  }

  #apply(ir: IrOf<'apply'>): string {
    const { primitive, args } = ir;
    const [left, right] = args;
    if (left && right && primitive.name in COMPARISONS)
      return this.#comparison(primitive.name as ComparisonOperator, left, right);
    return `${this.#keep(primitive.call)}(r${args.map((arg) => `,${this.value(arg)}`).join('')})`;
  }

  /** Numbers, and texts for equality, are compared as they are; all else by the rules of FEEL. */
  #comparison(operator: ComparisonOperator, left: Ir, right: Ir): string {
    const isEquality = operator === '=' || operator === '!=';
    const kinds = [left, right].map(({ type }) => bareType(type).kind);
    const kind = (['number', 'string'] as const).find((one) => kinds.includes(one));
    const [a, b] = [this.#held(left), this.#held(right)];
    const slow = (x: string, y: string) => `${this.#keep(COMPARISONS[operator].call)}(r,${x},${y})`;
    const fast =
      kind && (kind === 'number' || isEquality)
        ? plainComparison(kind, operator, a.name, b.name, this.#keep)
        : undefined;
    if (fast === undefined) return slow(a.first, b.first);
    const isPlain = (ir: Ir) => ir.op === 'constant' && typeof ir.value === kind;
    // Both are evaluated before either is compared.
    const held = [a, b].filter(({ first, name }) => first !== name).map(({ first }) => first);
    // Long texts are compared where that is paid for.
    const isOfKind = (name: string) =>
      `typeof ${name}==='${kind}'${kind === 'string' ? `&&${name}.length<=${SHORT_TEXT}` : ''}`;
    const guards = [isPlain(left) ? '' : isOfKind(a.name), isPlain(right) ? '' : isOfKind(b.name)];
    const guard = guards.filter((text) => text !== '').join('&&') || 'true';
    return `(${held.map((text) => `${text},`).join('')}${guard}?${fast}:${slow(a.name, b.name)})`;
  }

  #logic({ op, left, right }: IrOf<'and' | 'or'>): string {
    const held = this.#out.temp();
    const [decisive, join] = op === 'and' ? ['false', both] : ['true', eitherOf];
    return `((${held}=${this.value(left)})===${decisive}?${decisive}:${this.#keep(join)}(${held},${this.value(right)}))`;
  }

  #context({ entries, result }: IrOf<'context'>): string {
    const assigned = entries.map(({ slot, value }) => this.#assign(slot, value));
    const pairs = entries.map(({ key, slot }) => `[${this.#out.literal(key)},${slotName(slot)}]`);
    const last = result ? this.value(result) : `new Map([${pairs.join(',')}])`;
    return `(${[...assigned, last].join(',')})`;
  }

  /** What can be seen to conform at a glance is taken as it is. */
  #coerce(
    value: string,
    to: Type,
    slow = (held: string) => `${this.#keep(coerce)}(r,${held},${this.#keep(to)})`,
  ): string {
    const held = this.#out.temp();
    const isFit = this.fits(to, held) ?? `${held}===null`;
    return `(${held}=${value},${isFit}?${held}:${slow(held)})`;
  }

  /** Whether a variable holds a value of a type, as far as that can be seen at a glance; undefined if it can't. */
  fits(type: Type, variable: string): string | undefined {
    switch (type.kind) {
      case 'number':
      case 'string':
      case 'boolean':
        return `typeof ${variable}==='${type.kind}'`;
      case 'date':
        return `${variable} instanceof ${this.#keep(FeelDate)}`;
      case 'defined': {
        const { kind } = bareType(type);
        const tests = type.constraints.map(({ test }) =>
          test && (kind === 'number' || kind === 'string' || kind === 'boolean')
            ? plainTest(test, variable, kind, this.#keep)
            : undefined,
        );
        const base = this.fits(type.base, variable);
        return base === undefined || tests.includes(undefined) ? undefined : [base, ...tests].join('&&');
      }
      default:
        return undefined;
    }
  }

  /** Makes a value given from outside one of a type. */
  given(value: string, to: Type, element: string): string {
    if (to.kind === 'any') return value;
    const slow = (held: string) =>
      `${this.#keep(coerceGiven)}(r,${held},${this.#keep(to)},${this.#out.literal(element)})`;
    return this.#coerce(value, to, slow);
  }

  #function({ parameters, body, type }: IrOf<'function'>): string {
    const result = type.kind === 'function' ? type.result : type;
    const code = this.#out.arrow(['a', 'r'], () => {
      const taken = parameters.map(({ slot }, index) => `${this.#out.declareSlot(slot)}=a[${index}],`);
      return `${taken.join('')}${this.value(body)}`;
    });
    return `${this.#keep(modelFunction)}(${this.#keep(parameters)},${this.#keep(result)},${code})`;
  }

  #call({ callee, args, names }: IrOf<'call'>): string {
    const values = `[${args.map((arg) => this.value(arg)).join(',')}]`;
    if (callee.op === 'constant' && callee.value instanceof FeelFunction && !names)
      return `${this.#keep(callee.value.call)}(${values},r)`;
    if (names) return `${this.#keep(callNamed)}(r,${this.value(callee)},${this.#keep(names)},${values})`;
    return `${this.#keep(callValue)}(r,${this.value(callee)},${values})`;
  }

  #loop(iterators: readonly IrIterator[], inmost: () => string): string {
    const [first, ...others] = iterators;
    if (!first) return inmost();
    const bounds = [this.value(first.from), first.to ? this.value(first.to) : 'undefined'];
    const visit = this.#out.arrow([slotName(first.slot)], () => this.#loop(others, inmost));
    return `${this.#keep(each)}(r,${bounds.join(',')},${visit})`;
  }

  /** Whether a test passes: a JavaScript boolean. */
  passes(test: Test, variable: string): string {
    switch (test.test) {
      case 'any':
        return 'true';
      case 'holds':
        return this.condition(test.condition);
      case 'either':
        return `(${test.tests.map((one) => this.passes(one, variable)).join('||') || 'false'})`;
      case 'not':
        return `${this.#tristate(test.of, variable)}===false`;
      default:
        return this.#guarded(test, variable) ?? `${this.#tristate(test, variable)}===true`;
    }
  }

  /** With plain JavaScript for values of the kind that the test is about. */
  #guarded(test: Test, variable: string): string | undefined {
    for (const kind of ['number', 'string'] as const satisfies readonly PlainKind[]) {
      const plain = plainTest(test, variable, kind, this.#keep);
      if (plain !== undefined)
        return `(typeof ${variable}==='${kind}'?${plain}:${this.#tristate(test, variable)}===true)`;
    }
    return undefined;
  }

  /** What a test says: true, false or null. */
  #tristate(test: Test, variable: string): string {
    switch (test.test) {
      case 'any':
        return 'true';
      case 'compare':
        return `${this.#keep(COMPARISONS[test.operator].call)}(r,${variable},${this.value(test.operand)})`;
      case 'between': {
        const { low, high, lowIncluded, highIncluded } = test;
        const interval = `{low:${this.value(low)},high:${this.value(high)},lowIncluded:${lowIncluded},highIncluded:${highIncluded}}`;
        return `${this.#keep(inInterval)}(r,${variable},${interval})`;
      }
      case 'matches':
        return `${this.#keep(matches)}(r,${variable},${this.value(test.operand)})`;
      case 'holds': {
        const held = this.#out.temp();
        return `(typeof (${held}=${this.value(test.condition)})==='boolean'?${held}:null)`;
      }
      case 'not': {
        const held = this.#out.temp();
        return `((${held}=${this.#tristate(test.of, variable)})===null?null:!${held})`;
      }
      case 'either': {
        // One after the other, since many that stand within each other are more than an engine's stack can read.
        const [held, last, join] = [this.#out.temp(), this.#out.temp(), this.#keep(eitherOf)];
        const asked = test.tests.map((one, index) => {
          const passes = `(${last}=${this.#tristate(one, variable)})===true`;
          return index === 0 ? passes : `(${held}=${join}(${held},${last}),${passes})`;
        });
        return asked.length === 0
          ? 'false'
          : `(${held}=false,${asked.join('||')}?true:${join}(${held},${last}))`;
      }
    }
  }
}
