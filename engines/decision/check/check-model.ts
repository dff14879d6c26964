import { BUILTINS } from '../builtins/builtins.ts';
import { Names, normalizeName } from '../feel/names.ts';
import type { BusinessKnowledgeModel, DecisionService, ItemDefinition, Model } from '../model/model.ts';
import { ANY, ANY_FUNCTION, functionType, resultOf, type Type } from '../types/type.ts';
import { PROPERTY_NAMES } from '../values/properties.ts';
import { withinLimits } from '../within-limits.ts';
import { LogicCheck } from './check-logic.ts';
import { checkNames, repeated } from './check-names.ts';
import { checkRequirements } from './check-requirements.ts';
import type { TableLimits } from './check-table.ts';
import { TextCheck } from './check-text.ts';
import { Definitions } from './definitions.ts';
import { FULL } from './domain.ts';
import {
  Elements,
  isDecision,
  isFunction,
  isRequiring,
  isService,
  variableName,
  type Element,
  type Located,
  type Requiring,
} from './elements.ts';
import { placeOfElement, type Finding } from './finding.ts';
import { asDeclared } from './infer.ts';
import { local, Scope, shapeOf, told, type Known, type Told } from './scope.ts';

const DEFAULT_LIMITS: TableLimits = { cells: 25_000_000, steps: 1_000_000, regions: 100 };

/**
 * Checks models before they are run; imported ones are to be among them. Whatever it says of tables holds for every
 * input: what it can't tell it leaves out, and says so (CELLS_NOT_ANALYSED, INCOMPLETE_…).
 * @throws DecisionError LIMIT_DEPTH, LIMIT_SIZE for definitions or requirements in chains of many thousands
 */
export function checkModel(models: Model | readonly Model[], limits: Partial<TableLimits> = {}): Finding[] {
  return withinLimits(() => new ModelCheck([models].flat(), { ...DEFAULT_LIMITS, ...limits }).run());
}

class ModelCheck {
  readonly #elements: Elements;
  readonly #limits: TableLimits;
  readonly #definitions: ReadonlyMap<Model, Definitions>;
  readonly #members: Names;
  readonly #base = new Map<Model, Scope>();
  readonly #found = new Map<Element, { told: Told; findings: readonly Finding[] }>();

  constructor(models: readonly Model[], limits: TableLimits) {
    this.#elements = new Elements(models);
    this.#limits = limits;
    this.#definitions = new Map(models.map((model) => [model, new Definitions(model)]));
    for (const [model, definitions] of this.#definitions)
      for (const { name, imported } of this.#imports(model)) {
        const theirs = this.#definitions.get(imported);
        if (theirs) definitions.import(name, theirs);
      }
    this.#members = new Names([...PROPERTY_NAMES, ...models.flatMap(namesWithin)]);
  }

  run(): Finding[] {
    const { models } = this.#elements;
    return [
      ...checkRequirements(this.#elements),
      ...checkNames(this.#elements),
      ...models.flatMap((model) =>
        model.itemDefinitions.flatMap((definition) => this.#definition(definition, model)),
      ),
      ...models.flatMap((model) =>
        this.#elements.of(model).flatMap((element) => {
          this.#told({ element, model });
          return this.#found.get(element)?.findings ?? [];
        }),
      ),
    ];
  }

  #imports(model: Model): { name: string; imported: Model }[] {
    return model.imports.flatMap(({ name, namespace }) => {
      const imported = this.#elements.model(namespace);
      return imported && imported !== model ? [{ name, imported }] : [];
    });
  }

  #texts({ model, ...part }: { model: Model } & Parameters<typeof placeOfElement>[0]): TextCheck {
    return new TextCheck(this.#definitionsOf(model), placeOfElement({ model, ...part }));
  }

  #definitionsOf(model: Model): Definitions {
    return this.#definitions.get(model) ?? new Definitions(model);
  }

  /** Types that it names and the tests of its values. */
  #definition(definition: ItemDefinition, model: Model): Finding[] {
    const texts = this.#texts({ element: definition, model });
    const scope = this.#scope(model, []);
    const visit = (part: ItemDefinition) => {
      const type = texts.typeOf(part.typeRef);
      const of = told(type);
      const tests = [part.allowedValues, part.isCollection ? undefined : part.typeConstraint];
      for (const text of tests) if (text) texts.tests(text, of, scope);
      for (const { name, place } of repeated(part.components, (one) => normalizeName(one.name)))
        texts.report('ENTRY_DUPLICATE', { at: place }, { name });
      part.components.forEach(visit);
    };
    visit(definition);
    const circle = this.#definitionsOf(model).circle(definition);
    // Each circle once, at the definition that stands first.
    const all = this.#elements.models.values().flatMap(({ itemDefinitions }) => itemDefinitions);
    if (circle && all.find((one) => circle.includes(one)) === definition)
      texts.report('TYPE_CYCLE', {}, { path: circle.map(({ name }) => name).join(' → ') });
    return texts.findings;
  }

  /** Checks an element, those that it requires first, and keeps what is told of its value. */
  #told(located: Located): Told {
    const { element, model } = located;
    const known = this.#found.get(element);
    if (known) return known.told;
    const texts = this.#texts(located);
    const declared = texts.typeOf(element.variable?.typeRef);
    const definition = this.#definitionsOf(model).find(element.variable?.typeRef);
    const given = this.#given(located, declared, definition);
    // Of a circle of requirements nothing more is told.
    this.#found.set(element, { told: given, findings: texts.findings });
    if (!isRequiring(element)) {
      if (declared && isService(element)) this.#result({ element, model }, resultOf(declared), texts);
      return given;
    }
    const { value: own, roots } = texts.collecting(() => this.#checkLogic({ element, model }, texts));
    const result = isDecision(element)
      ? {
          ...own,
          ...(declared && { type: asDeclared(own.type, declared), definition, shape: undefined }),
          roots,
          source: undefined,
        }
      : { ...(declared ? given : own), roots: [] };
    if (declared && isDecision(element)) texts.result(own, declared, {});
    else if (declared) texts.result(own.gives ?? told(resultOf(own.type)), resultOf(declared), {});
    this.#found.set(element, { told: result, findings: texts.findings });
    return result;
  }

  /** What a service gives: its only output, or a context of several. */
  #result({ element, model }: Located<DecisionService>, declared: Type, texts: TextCheck): void {
    const found = element.outputDecisions.flatMap((reference) => this.#elements.find(reference, model) ?? []);
    const outputs = found.map((one): [string, Told] => [variableName(one.element), this.#told(one)]);
    const [only] = outputs;
    const where = { at: element.place };
    if (found.length < element.outputDecisions.length || !only) return;
    const entries = new Map(outputs.map(([name, of]) => [name, shapeOf(of, where)]));
    const members = new Map(outputs.map(([name, { type }]) => [name, type]));
    const several: Told = {
      ...told({ kind: 'context', members }),
      shape: { kind: 'context', entries, where },
    };
    texts.result(outputs.length === 1 ? only[1] : several, declared, {});
  }

  /** What is told of an element before its logic. */
  #given(
    { element, model }: Located,
    declared: Type | undefined,
    definition: ItemDefinition | undefined,
  ): Told {
    if (isDecision(element)) return { ...told(declared), definition };
    if (isFunction(element)) {
      const parameters = this.#parameters(element, model);
      const type = parameters ? functionType(parameters, declared ? resultOf(declared) : ANY) : ANY_FUNCTION;
      return { ...told(type), roots: [] };
    }
    const source = `${model.namespace}.${variableName(element)}`;
    return { ...told(declared), definition, source, domain: FULL };
  }

  /** What a function takes; undefined where that can't be read. */
  #parameters(
    element: BusinessKnowledgeModel | DecisionService,
    model: Model,
  ): { name: string; type: Type }[] | undefined {
    const typed = (name: string, typeRef: string | undefined, home: Model) => ({
      name: normalizeName(name),
      type: (typeRef !== undefined && this.#definitionsOf(home).types.find(typeRef)) || ANY,
    });
    if ('requiredKnowledge' in element) {
      const { logic } = element;
      if (!logic || logic.body?.kind === 'faulty') return undefined;
      return logic.parameters.map(({ name, typeRef }) => typed(name, typeRef, model));
    }
    return [...element.inputData, ...element.inputDecisions]
      .flatMap((reference) => this.#elements.find(reference, model) ?? [])
      .map(({ element: one, model: home }) => typed(variableName(one), one.variable?.typeRef, home));
  }

  #checkLogic({ element, model }: Located<Requiring>, texts: TextCheck): Told {
    const requirements = this.#elements.requirements({ element, model });
    const required = requirements.flatMap(({ found }) => found ?? []);
    for (const located of required) this.#told(located);
    const { logic } = element;
    if (!logic) {
      texts.report('LOGIC_MISSING', {});
      return { ...told(), isNullable: true };
    }
    const check = new LogicCheck(texts, this.#limits);
    // A function may call itself.
    const inSight = isDecision(element) ? required : [...required, { element, model }];
    const result = check.check(logic, this.#scope(model, inSight));
    if (texts.isRead)
      for (const { element: one, model: home } of required)
        if (home === model && !texts.used.has(variableName(one)))
          texts.report('REQUIREMENT_UNUSED', {}, { name: variableName(one) });
    return result;
  }

  /** Names in sight of an element's logic: what is built in, what its model imports, what it requires. */
  #scope(model: Model, required: readonly Located[]): Scope {
    const imported = this.#imports(model).flatMap(({ name, imported: theirs }) =>
      this.#imported(name, theirs),
    );
    const own = required
      .filter((one) => one.model === model)
      .map(({ element }): [string, Known] => [
        variableName(element),
        { ...this.#toldSoFar(element), origin: 'required' },
      ]);
    return this.#outermost(model).with(imported).with(own);
  }

  /** What is built in, and outside of that what the model has but its element does not require. */
  #outermost(model: Model): Scope {
    const kept = this.#base.get(model);
    if (kept) return kept;
    const types = new Names(this.#definitionsOf(model).types.names());
    const unrequired = this.#elements
      .of(model)
      .map((element): [string, Known] => [variableName(element), { ...told(), origin: 'unrequired' }]);
    const functions = [...BUILTINS.keys()].map((name): [string, Known] => [
      name,
      { ...told(ANY_FUNCTION), origin: 'builtIn' },
    ]);
    const scope = new Scope(unrequired, { members: this.#members, types }).with(functions);
    this.#base.set(model, scope);
    return scope;
  }

  #toldSoFar(element: Element): Told {
    return this.#found.get(element)?.told ?? told();
  }

  /** Elements of an imported model: entries of its name, or names of their own if it has none. */
  #imported(prefix: string, model: Model): [string, Known][] {
    const elements = this.#elements
      .of(model)
      .map((element): [string, Told] => [variableName(element), this.#toldSoFar(element)]);
    if (prefix === '') return elements.map(([name, of]) => [name, { ...of, origin: 'local' }]);
    const types = new Map(elements.map(([name, { type }]) => [name, type]));
    const members = new Map(
      elements.map(([name, of]): [string, Known] => [name, { ...of, origin: 'required' }]),
    );
    return [
      [
        prefix,
        { ...local(types.size === 0 ? ANY : { kind: 'context', members: types }), members, roots: [] },
      ],
    ];
  }
}

/** Names that anything within a model has: paths may use all of them. */
function namesWithin(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(namesWithin);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === 'name') return typeof value === 'string' ? [value] : [];
    return key === 'element' || key === 'place' ? [] : namesWithin(value);
  });
}
