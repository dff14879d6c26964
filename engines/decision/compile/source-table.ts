import { FeelDate } from '../values/date.ts';
import { bareType } from '../types/type.ts';
import { resultOfHits, resultOfNone, violated } from './hit-policy.ts';
import type { Ir, Table, Test } from './ir.ts';
import { plainKindOf, plainTest, type PlainKind } from './source-tests.ts';
import { slotName, type SourceWriter } from './source-writer.ts';

interface Expressions {
  value: (ir: Ir) => string;
  passes: (test: Test, variable: string) => string;
}

/** A column whose values are looked at as they are, once it is known that they are of this kind. */
interface PlainColumn {
  slot: number;
  kind: PlainKind;
}

/** Rules of one function: engines compile functions well up to a size. */
const RULES_AT_ONCE = 64;

/**
 * A table as statements that return its result. When all columns hold values of the kinds that their tests are about,
 * rules are plain comparisons; for others (null, numbers of many digits, …) all is done by the rules of FEEL.
 */
export function tableStatements(table: Table, out: SourceWriter, expressions: Expressions): string {
  const inputs = table.inputs.map(({ slot, value }) => {
    const text = expressions.value(value);
    return `${out.declareSlot(slot)}=${text};`;
  });
  const columns = table.inputs.map(({ slot, value }, column) => plainColumn(table, column, slot, value));
  const plain = columns.filter((column) => column !== undefined);
  const spend = table.rules.length > RULES_AT_ONCE ? `r.spend(${table.rules.length});` : '';
  const writer = new TableWriter(table, out, expressions);
  const thorough = `return ${out.outlined(() => writer.rules([]))};`;
  if (plain.length === 0) return `${inputs.join('')}${spend}${thorough}`;
  const guard = plain.map(({ slot, kind }) =>
    kind === 'date'
      ? `${slotName(slot)} instanceof ${out.keep(FeelDate)}`
      : `typeof ${slotName(slot)}==='${kind}'`,
  );
  return `${inputs.join('')}${spend}if(${guard.join('&&')}){${writer.rules(columns)}}${thorough}`;
}

/** The kind that the tests of a column are about; undefined if none of them can be plain. */
function plainColumn({ rules }: Table, column: number, slot: number, value: Ir): PlainColumn | undefined {
  const tests = rules.flatMap(({ tests: all }) => all[column] ?? []).filter(({ test }) => test !== 'any');
  const declared = bareType(value.type).kind;
  const kind =
    (['number', 'string', 'boolean', 'date'] as const).find((one) => one === declared) ?? kindOfTests(tests);
  if (!kind || !tests.some((test) => plainTest(test, 'x', kind, () => 'k') !== undefined)) return undefined;
  return { slot, kind };
}

function kindOfTests(tests: readonly Test[]): PlainKind | undefined {
  for (const test of tests) {
    const kind = kindOfTest(test);
    if (kind) return kind;
  }
  return undefined;
}

function kindOfTest(test: Test): PlainKind | undefined {
  switch (test.test) {
    case 'compare':
      return test.operand.op === 'constant' ? plainKindOf(test.operand.value) : undefined;
    case 'between':
      return test.low.op === 'constant' ? plainKindOf(test.low.value) : undefined;
    case 'either':
      return kindOfTests(test.tests);
    case 'not':
      return kindOfTest(test.of);
    default:
      return undefined;
  }
}

class TableWriter {
  readonly #table: Table;
  readonly #out: SourceWriter;
  readonly #expressions: Expressions;

  constructor(table: Table, out: SourceWriter, expressions: Expressions) {
    this.#table = table;
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
    const values = rules.map((rule) => (rule.outputs.length === 1 ? rule.outputs[0] : undefined));
    if (outputs.length === 1 && values.every((value) => value?.op === 'constant')) {
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
      const days = columns.filter((column) => column?.kind === 'date');
      const read = days.map((column) => `const d${column?.slot}=v${column?.slot}.days;`);
      const texts = rules
        .slice(from, to)
        .map((rule, index) => `if(${this.#condition(rule, columns)})${write.hit(rule, from + index)}`);
      return `${read.join('')}${texts.join('\n')}`;
    };
    if (rules.length <= RULES_AT_ONCE) return part(0, rules.length);
    const calls: string[] = [];
    for (let from = 0; from < rules.length; from += RULES_AT_ONCE)
      calls.push(
        write.call(this.#out.outlined(() => `${part(from, from + RULES_AT_ONCE)}${write.end}`, shared)),
      );
    return calls.join('');
  }

  #condition({ tests }: Table['rules'][number], columns: readonly (PlainColumn | undefined)[]): string {
    const texts = tests.flatMap((test, index) => {
      if (test.test === 'any') return [];
      const column = columns[index];
      const slot = this.#table.inputs[index]?.slot ?? 0;
      const variable = column?.kind === 'date' ? `d${slot}` : slotName(slot);
      const plain = column && plainTest(test, variable, column.kind, (value) => this.#out.keep(value));
      return [plain ?? this.#expressions.passes(test, slotName(slot))];
    });
    return texts.join('&&') || 'true';
  }

  #values({ outputs }: Table['rules'][number]): string {
    return `[${outputs.map((output) => this.#expressions.value(output)).join(',')}]`;
  }

  #output({ outputs }: Table['rules'][number]): string {
    return this.#named(outputs);
  }

  /** One value, or a context of them: a constant one if all are. */
  #named(values: readonly (Ir | undefined)[]): string {
    const [only] = values;
    if (values.length === 1 && only) return this.#expressions.value(only);
    const names = this.#table.outputs.map(({ name }) => name ?? '');
    if (values.every((value) => value?.op === 'constant')) {
      const constants = values.map((value) => (value?.op === 'constant' ? value.value : null));
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
