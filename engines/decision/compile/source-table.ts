import { FeelDate } from '../values/date.ts';
import { outputOf, resultOfHits, resultOfNone, violated } from './hit-policy.ts';
import type { Ir, Table, Test } from './ir.ts';
import { marksOf } from './source-marks.ts';
import { plainTest, type PlainKind } from './source-tests.ts';
import { slotName, type SourceWriter } from './source-writer.ts';
import { orderOfTests, plainKinds, RULES_AT_ONCE, stepsOf } from './table-order.ts';

interface Expressions {
  value: (ir: Ir) => string;
  passes: (test: Test, variable: string) => string;
  /** Slots that hold numbers of days for dates. */
  days: ReadonlySet<number>;
}

/** A column whose values are looked at as they are, once it is known that they are of this kind. */
interface PlainColumn {
  slot: number;
  kind: PlainKind;
  /** Of dates: it holds the number of the day. */
  isDays: boolean;
}

/**
 * A table as statements that return its result. When all columns hold values of the kinds that their tests are about,
 * rules are plain comparisons; for others (null, numbers of many digits, …) all is done by the rules of FEEL.
 */
export function tableStatements(table: Table, out: SourceWriter, expressions: Expressions): string {
  const inputs = table.inputs.map(({ slot, value }) => {
    const text = expressions.value(value);
    return `${out.declareSlot(slot)}=${text};`;
  });
  const isDays = ({ value }: Table['inputs'][number]) =>
    value.op === 'slot' && expressions.days.has(value.slot);
  const kinds = plainKinds(table);
  const columns = table.inputs.map((input, column) => {
    const kind = kinds[column];
    return kind && { slot: input.slot, kind, isDays: isDays(input) };
  });
  const plain = columns.filter((column) => column !== undefined);
  const steps = stepsOf(table);
  const spend = steps > 0 ? `r.spend(${steps});` : '';
  const writer = new TableWriter({ table, kinds }, out, expressions);
  const dates = table.inputs.filter(isDays).map(({ slot }) => {
    const name = slotName(slot);
    return `${name}=typeof ${name}==='number'?${out.keep(FeelDate.ofDays)}(${name}):${name};`;
  });
  const thorough = `return ${out.outlined(() => `${dates.join('')}${writer.rules([])}`)};`;
  if (plain.length === 0) return `${inputs.join('')}${spend}${thorough}`;
  const guard = plain.map(({ slot, kind, isDays: areDays }) =>
    kind === 'date' && !areDays
      ? `${slotName(slot)} instanceof ${out.keep(FeelDate)}`
      : `typeof ${slotName(slot)}==='${areDays ? 'number' : kind}'`,
  );
  return `${inputs.join('')}${spend}if(${guard.join('&&')}){${writer.rules(columns)}}${thorough}`;
}

class TableWriter {
  readonly #table: Table;
  readonly #out: SourceWriter;
  readonly #expressions: Expressions;
  readonly #orderOf: ReturnType<typeof orderOfTests>;

  constructor(
    { table, kinds }: { table: Table; kinds: readonly (PlainKind | undefined)[] },
    out: SourceWriter,
    expressions: Expressions,
  ) {
    this.#table = table;
    this.#orderOf = orderOfTests(kinds);
    this.#out = out;
    this.#expressions = expressions;
  }

  /** All rules and the result, given what is known of the columns. */
  rules(columns: readonly (PlainColumn | undefined)[]): string {
    const { hitPolicy, aggregation } = this.#table;
    if (hitPolicy === 'FIRST') return this.#first(columns);
    if (hitPolicy === 'UNIQUE') return this.#unique(columns);
    const isList = hitPolicy === 'RULE ORDER' || (hitPolicy === 'COLLECT' && !aggregation);
    const statements = this.#chunked(columns, ['o'], {
      hit: (rule) => `o.push(${isList ? this.#output(rule) : this.#values(rule)});`,
      call: (call) => `${call};`,
      end: '',
    });
    const result = isList ? 'o' : `${this.#out.keep(resultOfHits)}(r,${this.#out.keep(this.#table)},o)`;
    return `const o=[];${statements}return o.length===0?${this.#none()}:${result};`;
  }

  #first(columns: readonly (PlainColumn | undefined)[]): string {
    const statements = this.#chunked(columns, [], {
      hit: (rule) => `return ${this.#output(rule)};`,
      call: (call) => `{const q=${call};if(q!==undefined)return q;}`,
      end: 'return undefined;',
    });
    return `${statements}return ${this.#none()};`;
  }

  /** `h` is the rule that is hit, −1 for none, −2 for more than one. */
  #unique(columns: readonly (PlainColumn | undefined)[]): string {
    const refuse = `return ${this.#out.keep(violated)}(r,${this.#out.keep(this.#table)});`;
    const isChunked = this.#table.rules.length > RULES_AT_ONCE;
    const statements = this.#chunked(columns, ['h'], {
      hit: (_rule, index) => `{if(h>=0)${isChunked ? 'return -2;' : refuse}h=${index};}`,
      call: (call) => `h=${call};if(h===-2)${refuse}`,
      end: 'return h;',
    });
    return `let h=-1;${statements}${this.#outputOfHit()}`;
  }

  #outputOfHit(): string {
    const { rules, outputs } = this.#table;
    const values = rules.map((rule) => rule.outputs[0]);
    if (outputs.length === 1 && values.every((value) => !value || value.op === 'constant')) {
      const constants = values.map((value) => (value?.op === 'constant' ? value.value : null));
      return `return h<0?${this.#none()}:${this.#out.keep(constants)}[h];`;
    }
    const cases = rules.map((rule, index) => `case ${index}:return ${this.#output(rule)};`);
    return `switch(h){${cases.join('')}default:return ${this.#none()};}`;
  }

  /** Rules one after the other, in functions of their own where they are many. */
  #chunked(
    columns: readonly (PlainColumn | undefined)[],
    shared: readonly string[],
    write: {
      hit: (rule: Table['rules'][number], index: number) => string;
      call: (call: string) => string;
      end: string;
    },
  ): string {
    const { rules } = this.#table;
    const part = (from: number, to: number): string => {
      const some = rules.slice(from, to);
      const asked = askedOf(some);
      const read = asked.flatMap((at) => {
        const column = columns[at];
        if (column?.kind !== 'date') return [];
        return [`const d${column.slot}=v${column.slot}${column.isDays ? '' : '.days'};`];
      });
      const marks = new Map<number, string>();
      for (const at of asked) {
        const mark = this.#marks(some, at, columns);
        if (mark !== undefined) marks.set(at, mark);
      }
      const all = [...marks.values()];
      const marked = all.length === 0 ? '' : `const m=${all.map((text) => `(${text})`).join('&')};`;
      const texts = some.map((rule, index) => {
        const isMarked = rule.tests.some(({ test }, at) => test !== 'any' && marks.has(at));
        const rest = this.#condition(rule, columns, marks);
        const condition = isMarked ? `(m&${1 << index})!==0${rest && `&&${rest}`}` : rest || 'true';
        return `if(${condition})${write.hit(rule, from + index)}`;
      });
      return `${read.join('')}${marked}${texts.join('\n')}`;
    };
    if (rules.length <= RULES_AT_ONCE) return part(0, rules.length);
    const calls: string[] = [];
    for (let from = 0; from < rules.length; from += RULES_AT_ONCE)
      calls.push(
        write.call(this.#out.outlined(() => `${part(from, from + RULES_AT_ONCE)}${write.end}`, shared)),
      );
    return calls.join('');
  }

  /** The marks of a column whose values are of one kind; bit r is that of the r-th of these rules. */
  #marks(
    rules: Table['rules'],
    at: number,
    columns: readonly (PlainColumn | undefined)[],
  ): string | undefined {
    const column = columns[at];
    const tests = rules.map(({ tests: all }): Test => all[at] ?? { test: 'any' });
    return (
      column && marksOf(tests, this.#variable(at, column), column.kind, (value) => this.#out.keep(value))
    );
  }

  #variable(at: number, column: PlainColumn | undefined): string {
    const slot = this.#table.inputs[at]?.slot ?? 0;
    return column?.kind === 'date' ? `d${slot}` : slotName(slot);
  }

  /** Of the columns without marks; empty for none. */
  #condition(
    { tests }: Table['rules'][number],
    columns: readonly (PlainColumn | undefined)[],
    marks: ReadonlyMap<number, string>,
  ): string {
    const texts = this.#orderOf(tests).flatMap(({ test, column: at }) => {
      if (marks.has(at)) return [];
      const column = columns[at];
      const plain =
        column && plainTest(test, this.#variable(at, column), column.kind, (value) => this.#out.keep(value));
      return [plain ?? this.#expressions.passes(test, this.#variable(at, undefined))];
    });
    return texts.join('&&');
  }

  #values({ outputs }: Table['rules'][number]): string {
    return `[${outputs.map((output) => this.#expressions.value(output)).join(',')}]`;
  }

  #output(rule: Table['rules'][number]): string {
    const { outputs } = this.#table;
    if (outputs.length > 1 && rule.outputs.length < outputs.length)
      return `${this.#out.keep(outputOf)}(r,${this.#out.keep(this.#table)},${this.#values(rule)})`;
    return this.#named(rule.outputs);
  }

  /** One value, or a context of them: a constant one if all are. */
  #named(values: readonly Ir[]): string {
    const [only] = values;
    if (this.#table.outputs.length === 1) return only ? this.#expressions.value(only) : 'null';
    const names = this.#table.outputs.map(({ name }) => name ?? '');
    if (values.every(({ op }) => op === 'constant')) {
      const constants = values.map((value) => (value.op === 'constant' ? value.value : null));
      return this.#out.keep(new Map(names.map((name, index) => [name, constants[index] ?? null])));
    }
    const pairs = names.map((name, index) => {
      const value = values[index];
      return `[${this.#out.literal(name)},${value ? this.#expressions.value(value) : 'null'}]`;
    });
    return `new Map([${pairs.join(',')}])`;
  }

  #none(): string {
    const defaults = this.#table.outputs.map(({ defaultValue }) => defaultValue);
    if (defaults.every((value) => value === undefined)) return this.#out.literal(resultOfNone(this.#table));
    return this.#named(
      defaults.map((value) => value ?? { op: 'constant', value: null, type: { kind: 'null' } }),
    );
  }
}

/** Columns that some of these rules test, in their order. */
function askedOf(rules: Table['rules']): readonly number[] {
  const asked = new Set<number>();
  for (const { tests } of rules)
    for (const [at, { test }] of tests.entries()) if (test !== 'any') asked.add(at);
  return [...asked].toSorted((a, b) => a - b);
}
