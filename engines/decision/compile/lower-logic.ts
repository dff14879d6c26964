import { DecisionError } from '../decision-error.ts';
import { normalizeName, type Names } from '../feel/names.ts';
import { parseExpression, parseUnaryTests } from '../feel/parse-expression.ts';
import { unnamedOutput } from '../model/model.ts';
import type {
  BoxedContext,
  Conditional,
  DecisionTable,
  FeelText,
  FunctionDefinition,
  Invocation,
  Logic,
  Relation,
  TableOutput,
  Variable,
} from '../model/model.ts';
import type { TypeTable } from '../types/resolve-types.ts';
import { ANY, BOOLEAN, listOf, resultOf, type Type } from '../types/type.ts';
import type { Value } from '../values/value.ts';
import { commonType, constant } from './fold.ts';
import type { ContextEntry, Ir, Parameter, Primitive, Table, Test } from './ir.ts';
import { isClosed, listedByItself, listedOutput } from './listed-outputs.ts';
import { itemType, Lowering } from './lower-expression.ts';
import { lowerUnaryTests } from './lower-tests.ts';
import { NULL_IR, Scope } from './scope.ts';

/** Cells that rows of a relation may lack, all together; they are null. */
const MOST_MISSING = 100_000;

const FEEL_LANGUAGES = /^$|feel/i;

/** What texts of one model are read with. */
export interface Vocabulary {
  types: TypeTable;
  typeNames: Names;
  members: Names;
}

/** Lowers the boxed expressions of one unit (DMN 1.5, clause 10.2). */
export class LogicLowering {
  readonly #lowering: Lowering;
  readonly #words: Vocabulary;

  constructor(lowering: Lowering, words: Vocabulary) {
    this.#lowering = lowering;
    this.#words = words;
  }

  /** The type of a `typeRef`; any value where there is none. @throws DecisionError TYPE_UNKNOWN */
  typeOf(typeRef: string | undefined): Type {
    if (typeRef === undefined || typeRef === '') return ANY;
    const type = this.#words.types.find(typeRef);
    if (!type) throw new DecisionError('TYPE_UNKNOWN', { type: typeRef });
    return type;
  }

  #known(scope: Scope) {
    return { variables: scope.names, members: this.#words.members, types: this.#words.typeNames };
  }

  /** @throws DecisionError FEEL_SYNTAX and others, with the place in the model */
  text(from: FeelText, scope: Scope): Ir {
    const { text, language, place } = from;
    refuseOthers(language);
    if (text === '') return NULL_IR;
    const ir = atPlace(place, () =>
      this.#lowering.expression(parseExpression(text, this.#known(scope)), scope),
    );
    return { ...ir, text: from };
  }

  tests({ text, language, place }: FeelText, tested: { slot: number; type: Type; scope: Scope }): Test {
    refuseOthers(language);
    const scope = tested.scope.with('?', tested.slot, tested.type);
    return atPlace(place, () =>
      lowerUnaryTests(this.#lowering, parseUnaryTests(text, this.#known(scope)), tested),
    );
  }

  logic(logic: Logic, scope: Scope): Ir {
    return this.#lowering.coerce(
      this.#uncoerced(logic, scope),
      logic.kind === 'function' ? ANY : this.typeOf(logic.typeRef),
    );
  }

  #uncoerced(logic: Logic, scope: Scope): Ir {
    const lowering = this.#lowering;
    switch (logic.kind) {
      case 'literal':
        return this.text(logic.expression, scope);
      case 'context':
        return this.#context(logic, scope);
      case 'list': {
        const items = logic.items.map((item) => this.logic(item, scope));
        return { op: 'list', items, type: listOf(ANY) };
      }
      case 'relation':
        return this.#relation(logic, scope);
      case 'function':
        return this.#function(logic, scope);
      case 'invocation':
        return this.#invocation(logic, scope);
      case 'conditional':
        return this.#conditional(logic, scope);
      case 'filter':
        return lowering.filter(this.logic(logic.in, scope), scope, (inner) => this.logic(logic.match, inner));
      case 'for': {
        const from = this.logic(logic.in, scope);
        const slot = lowering.slot();
        const inner = scope.with(normalizeName(logic.iteratorVariable), slot, itemType(from.type));
        return lowering.loop([{ slot, from, to: undefined }], inner, (within) =>
          this.logic(logic.return, within),
        );
      }
      case 'quantified': {
        const from = this.logic(logic.in, scope);
        const slot = lowering.slot();
        const inner = scope.with(normalizeName(logic.iteratorVariable), slot, itemType(from.type));
        const body = this.logic(logic.satisfies, inner);
        return { op: logic.quantifier, iterators: [{ slot, from, to: undefined }], body, type: BOOLEAN };
      }
      case 'table':
        return this.#table(logic, scope);
      case 'faulty':
        throw new DecisionError('MODEL_INVALID', { ...logic.fault });
    }
  }

  /** Unlike `if` in FEEL, it has no value when its condition is something else than true, false or null. */
  #conditional(logic: Conditional, scope: Scope): Ir {
    const lowering = this.#lowering;
    const [whenTrue, otherwise] = [this.logic(logic.whenTrue, scope), this.logic(logic.otherwise, scope)];
    return lowering.inSlot(this.logic(logic.condition, scope), (slot) => {
      const condition: Ir = { op: 'slot', slot, type: BOOLEAN };
      const fits: Primitive['call'] = (_run, value) => value === null || typeof value === 'boolean';
      const isFit: Ir = {
        op: 'apply',
        primitive: { name: 'is condition', call: fits },
        args: [condition],
        type: BOOLEAN,
      };
      const other = lowering.choose(isFit, otherwise, lowering.failing('CONDITION_NOT_BOOLEAN', {}));
      return lowering.choose(condition, whenTrue, other);
    });
  }

  #context({ entries }: BoxedContext, outer: Scope): Ir {
    const scope = new Scope(outer);
    const lowered: ContextEntry[] = [];
    const members = new Map<string, Type>();
    let result: Ir | undefined;
    for (const { variable, logic } of entries) {
      const value = this.logic(logic, scope);
      if (!variable) {
        result = value;
        continue;
      }
      const key = normalizeName(variable.name);
      const coerced =
        logic.kind === 'function' ? value : this.#lowering.coerce(value, this.typeOf(variable.typeRef));
      const slot = this.#lowering.slot();
      scope.add(key, slot, coerced.type);
      members.set(key, coerced.type);
      lowered.push({ key, slot, value: coerced });
    }
    return { op: 'context', entries: lowered, result, type: result?.type ?? { kind: 'context', members } };
  }

  #relation({ columns, rows }: Relation, scope: Scope): Ir {
    const missing = rows.reduce((sum, row) => sum + Math.max(0, columns.length - row.length), 0);
    if (missing > MOST_MISSING) throw new DecisionError('LIMIT_SIZE', { limit: MOST_MISSING });
    const items = rows.map((row): Ir => {
      const entries = columns.map((column, index) => {
        const cell = row[index];
        const value = cell ? this.logic(cell, scope) : NULL_IR;
        return {
          key: normalizeName(column.name),
          slot: this.#lowering.slot(),
          value: this.#lowering.coerce(value, this.typeOf(column.typeRef)),
        };
      });
      return { op: 'context', entries, result: undefined, type: { kind: 'context', members: new Map() } };
    });
    return { op: 'list', items, type: listOf({ kind: 'context', members: new Map() }) };
  }

  parameters(variables: readonly Variable[]): Omit<Parameter, 'slot'>[] {
    return variables.map(({ name, typeRef }) => ({ name: normalizeName(name), type: this.typeOf(typeRef) }));
  }

  #function(definition: FunctionDefinition, scope: Scope): Ir {
    if (definition.functionKind !== 'FEEL')
      return this.#lowering.failing('EXTERNAL_FUNCTION_REFUSED', { kind: definition.functionKind });
    return this.#lowering.functionOf(this.parameters(definition.parameters), scope, (inner) =>
      this.body(definition, inner),
    );
  }

  /** What a function gives, made to conform to the type that it declares. */
  body({ body, typeRef }: FunctionDefinition, scope: Scope): Ir {
    const value = body ? this.logic(body, scope) : NULL_IR;
    return this.#lowering.coerce(value, resultOf(this.typeOf(typeRef)));
  }

  #invocation({ callee, bindings }: Invocation, scope: Scope): Ir {
    const given = bindings.map(({ parameter, logic }) => ({
      name: normalizeName(parameter.name),
      value: this.#lowering.coerce(
        logic ? this.logic(logic, scope) : NULL_IR,
        this.typeOf(parameter.typeRef),
      ),
    }));
    return this.#lowering.namedCall(this.logic(callee, scope), given);
  }

  #table(table: DecisionTable, scope: Scope): Ir {
    const inputs = table.inputs.map(({ expression, typeRef, allowedValues }) => {
      if (expression.text === '')
        throw new DecisionError('MODEL_INVALID', { ...expression.place, element: 'input', missing: 'text' });
      const value = this.#lowering.coerce(this.text(expression, scope), this.typeOf(typeRef));
      return {
        slot: this.#lowering.slot(),
        value: allowedValues ? this.#allowed(value, allowedValues, scope) : value,
      };
    });
    const unnamed = unnamedOutput(table);
    if (unnamed)
      throw new DecisionError('MODEL_INVALID', { ...unnamed.place, element: 'output', missing: 'name' });
    const listed = table.outputs.map(({ allowedValues }) => this.#listing(allowedValues, scope));
    const outputs = table.outputs.map((output, column) => {
      const made = this.#output(output, scope);
      const { defaultValue } = made;
      return { ...made, defaultValue: defaultValue && listed[column]?.(defaultValue) };
    });
    const columns = inputs.map(({ slot, value }) => this.#cells({ slot, type: value.type, scope }));
    const rules = table.rules.map((rule) => ({
      tests: rule.tests.map((test, column) => {
        const cells = columns[column];
        if (!cells)
          throw new DecisionError('MODEL_INVALID', { ...rule.place, element: 'rule', missing: 'input' });
        return cells(test);
      }),
      // Cells beyond the columns say nothing.
      outputs: rule.outputs.slice(0, table.outputs.length).map((output, column) => {
        const typeRef = table.outputs[column]?.typeRef;
        const value = this.#lowering.coerce(this.text(output, scope), this.typeOf(typeRef));
        return listed[column]?.(value) ?? value;
      }),
    }));
    const { hitPolicy, aggregation } = table;
    return {
      op: 'table',
      table: { hitPolicy, aggregation, inputs, outputs, rules, source: table },
      type: tableType({ hitPolicy, outputs, rules }),
    };
  }

  /** Cells of one column: the same text is the same test. */
  #cells(tested: { slot: number; type: Type; scope: Scope }): (cell: FeelText) => Test {
    const known = new Map<string, Test>();
    return (cell) => {
      const test = known.get(cell.text) ?? this.tests(cell, tested);
      known.set(cell.text, test);
      return test;
    };
  }

  /** A value that is not among the allowed ones is null to the table, with a warning. */
  #allowed(value: Ir, allowedValues: FeelText, scope: Scope): Ir {
    return this.#lowering.inSlot(value, (slot) => {
      const test = this.tests(allowedValues, { slot, type: value.type, scope });
      const same: Ir = { op: 'slot', slot, type: value.type };
      const isAllowed: Ir = { op: 'test', slot, test: orNull(test), type: BOOLEAN };
      return {
        op: 'if',
        condition: isAllowed,
        whenTrue: same,
        otherwise: this.#lowering.failing('INPUT_NOT_ALLOWED', {}),
        type: value.type,
      };
    });
  }

  /** What is done to outputs of a column so that those which are not listed for it are told. */
  #listing(allowedValues: FeelText | undefined, scope: Scope): (value: Ir) => Ir {
    if (!allowedValues) return (value) => value;
    const alone = this.tests(allowedValues, { slot: 0, type: ANY, scope });
    if (isClosed(alone)) return listedByItself({ slot: 0, test: alone });
    const slot = this.#lowering.slot();
    return listedOutput({ slot, test: this.tests(allowedValues, { slot, type: ANY, scope }) });
  }

  #output(
    { name, allowedValues, defaultValue, typeRef }: TableOutput,
    scope: Scope,
  ): Table['outputs'][number] {
    const value = defaultValue && this.#lowering.coerce(this.text(defaultValue, scope), this.typeOf(typeRef));
    return {
      name: name === undefined ? undefined : normalizeName(name),
      defaultValue: value,
      ranks: this.#ranks(allowedValues ?? this.#words.types.allowedValuesOf(typeRef ?? ''), scope),
    };
  }

  /** The constants among the allowed values, in their order. */
  #ranks(allowedValues: FeelText | undefined, scope: Scope): Value[] {
    if (!allowedValues) return [];
    const test = this.tests(allowedValues, { slot: this.#lowering.slot(), type: ANY, scope });
    const tests = test.test === 'either' ? test.tests : [test];
    return tests.flatMap((one) =>
      (one.test === 'compare' || one.test === 'matches') && one.operand.op === 'constant'
        ? [one.operand.value]
        : [],
    );
  }
}

/** Null needs no allowance. */
const orNull = (test: Test): Test => ({
  test: 'either',
  tests: [test, { test: 'compare', operator: '=', operand: constant(null) }],
});

function tableType({ hitPolicy, outputs, rules }: Pick<Table, 'hitPolicy' | 'outputs' | 'rules'>): Type {
  if (outputs.length !== 1 || hitPolicy === 'COLLECT' || hitPolicy.endsWith('ORDER')) return ANY;
  const values = [
    ...rules.flatMap((rule) => rule.outputs),
    ...outputs.flatMap((one) => one.defaultValue ?? []),
  ];
  return commonType(values.map(({ type }) => type));
}

/** @throws DecisionError LANGUAGE_REFUSED for what is not in FEEL */
function refuseOthers(language = ''): void {
  if (!FEEL_LANGUAGES.test(language)) throw new DecisionError('LANGUAGE_REFUSED', { language });
}

/** @throws DecisionError what reading throws, with the place of the text in the model */
function atPlace<T>(place: { line: number; column: number }, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    throw new DecisionError(error.code, {
      ...error.params,
      modelLine: place.line,
      modelColumn: place.column,
    });
  }
}
