import { normalizeName } from '../feel/names.ts';
import type {
  BusinessKnowledgeModel,
  Decision,
  DecisionService,
  InputData,
  Model,
  Reference,
} from '../model/model.ts';

export type Element = Decision | BusinessKnowledgeModel | InputData | DecisionService;
export type Requiring = Decision | BusinessKnowledgeModel;

/** An element and the model that it is in. */
export interface Located<T extends Element = Element> {
  element: T;
  model: Model;
}

export const isDecision = (element: Element): element is Decision => 'requiredDecisions' in element;

export const isRequiring = (element: Element): element is Requiring => 'requiredKnowledge' in element;

export const isService = (element: Element): element is DecisionService => 'outputDecisions' in element;

/** Whether it is called with arguments. */
export const isFunction = (element: Element): element is BusinessKnowledgeModel | DecisionService =>
  isService(element) || (isRequiring(element) && !isDecision(element));

/** The name by which expressions know it. */
export const variableName = ({ name, variable }: Element): string => normalizeName(variable?.name ?? name);

/** All elements of models that know each other. */
export class Elements {
  readonly models: readonly Model[];
  readonly #of: ReadonlyMap<Model, readonly Element[]>;
  readonly #byId = new Map<Model, ReadonlyMap<string, Element>>();

  constructor(models: readonly Model[]) {
    this.models = models;
    this.#of = new Map(
      models.map((model) => [
        model,
        [...model.inputs, ...model.decisions, ...model.knowledge, ...model.services],
      ]),
    );
    for (const [model, elements] of this.#of)
      this.#byId.set(
        model,
        new Map(elements.toReversed().map((element) => [element.id ?? element.name, element])),
      );
  }

  model(namespace: string): Model | undefined {
    return this.models.find((model) => model.namespace === namespace);
  }

  of(model: Model): readonly Element[] {
    return this.#of.get(model) ?? [];
  }

  /** What a reference from within a model refers to; undefined if that is nothing, or in a model that is not at hand. */
  find({ namespace, id }: Reference, from: Model): Located | undefined {
    const model = namespace === undefined ? from : this.model(namespace);
    const element = model && this.#byId.get(model)?.get(id);
    return element && model && { element, model };
  }

  /** What an element requires: inputs, decisions, then knowledge. */
  requirements({ element, model }: Located): { reference: Reference; found: Located | undefined }[] {
    return referencesOf(element).map((reference) => ({ reference, found: this.find(reference, model) }));
  }
}

function referencesOf(element: Element): readonly Reference[] {
  if (isDecision(element))
    return [...element.requiredInputs, ...element.requiredDecisions, ...element.requiredKnowledge];
  if (isRequiring(element)) return element.requiredKnowledge;
  if (isService(element))
    return [
      ...element.outputDecisions,
      ...element.encapsulatedDecisions,
      ...element.inputDecisions,
      ...element.inputData,
    ];
  return [];
}
