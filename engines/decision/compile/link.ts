import { Names, normalizeName } from '../feel/names.ts';
import type {
  BusinessKnowledgeModel,
  Decision,
  DecisionService,
  InputData,
  Model,
  Reference,
} from '../model/model.ts';
import { TypeTable } from '../types/resolve-types.ts';
import { PROPERTY_NAMES } from '../values/properties.ts';
import type { Vocabulary } from './lower-logic.ts';

export type Element = { home: Home; name: string } & (
  | { kind: 'input'; part: InputData }
  | { kind: 'decision'; part: Decision }
  | { kind: 'knowledge'; part: BusinessKnowledgeModel }
  | { kind: 'service'; part: DecisionService }
);

/** A model among those compiled together. */
export interface Home {
  model: Model;
  elements: Element[];
  byId: Map<string, Element>;
  words: Vocabulary;
  imports: { prefix: string; home: Home }[];
}

type CompileTypes = (home: Home) => ConstructorParameters<typeof TypeTable>[1];

/** Ties models to those that they import (DMN 1.5, clause 6.3.3); one that is not at hand is left out. */
export function linkModels(models: readonly Model[], compileTypes: CompileTypes): Home[] {
  const members = new Names([...PROPERTY_NAMES, ...models.flatMap(memberNames)]);
  const homes = models.map((model) => homeOf(model, members, compileTypes));
  for (const { model, imports, words } of homes) {
    for (const { name, namespace, kind } of model.imports) {
      const imported = homes.find((home) => home.model !== model && home.model.namespace === namespace);
      if (!imported || kind !== 'dmn') continue;
      const prefix = normalizeName(name);
      imports.push({ prefix, home: imported });
      words.types.import(prefix, imported.words.types);
    }
  }
  for (const { words } of homes) for (const name of words.types.names()) words.typeNames.add(name);
  return homes;
}

function homeOf(model: Model, members: Names, compileTypes: CompileTypes): Home {
  const types = new TypeTable(model.itemDefinitions, {
    tests: (tests, on) => compileTypes(home).tests(tests, on),
    unknown: (definition, typeRef) => compileTypes(home).unknown(definition, typeRef),
  });
  const home: Home = {
    model,
    elements: [],
    byId: new Map(),
    imports: [],
    words: { types, members, typeNames: new Names() },
  };
  home.elements.push(
    ...model.inputs.map((part) => ({ kind: 'input' as const, part, home, name: nameOf(part) })),
    ...model.decisions.map((part) => ({ kind: 'decision' as const, part, home, name: nameOf(part) })),
    ...model.knowledge.map((part) => ({ kind: 'knowledge' as const, part, home, name: nameOf(part) })),
    ...model.services.map((part) => ({ kind: 'service' as const, part, home, name: nameOf(part) })),
  );
  for (const element of home.elements) {
    const id = element.part.id ?? element.part.name;
    if (!home.byId.has(id)) home.byId.set(id, element);
  }
  return home;
}

const nameOf = (part: { name: string; variable: { name: string } | undefined }): string =>
  normalizeName(part.variable?.name ?? part.name);

/** Names that anything in a model has: paths may use all of them. */
function memberNames(model: Model): string[] {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, value] of Object.entries(part)) {
      if (key === 'name' && typeof value === 'string') names.add(value);
      else if (key !== 'element' && key !== 'place') visit(value);
    }
  };
  visit(model);
  return [...names];
}

/** What a reference of a model refers to; undefined if no model at hand has it. */
export function findReferred(
  home: Home,
  homes: readonly Home[],
  { namespace, id }: Reference,
): Element | undefined {
  const isOwn = namespace === undefined || namespace === home.model.namespace;
  const at = isOwn ? home : homes.find((other) => other.model.namespace === namespace);
  return at?.byId.get(id);
}
