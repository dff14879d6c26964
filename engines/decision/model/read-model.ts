import { DecisionError } from '../decision-error.ts';
import type {
  BusinessKnowledgeModel,
  Decision,
  DecisionService,
  Import,
  InputData,
  ItemDefinition,
  Model,
  Reference,
  Variable,
} from './model.ts';
import { attribute, childOf, childrenOf, parseXml, textOf } from './parse-xml.ts';
import { feelOf, logicWithin, placeOf, readFunction } from './read-logic.ts';
import type { XmlElement } from './xml-tree.ts';

const VERSIONS: ReadonlyMap<string, Model['version']> = new Map([
  ['http://www.omg.org/spec/DMN/20180521/MODEL/', '1.2'],
  ['https://www.omg.org/spec/DMN/20191111/MODEL/', '1.3'],
  ['https://www.omg.org/spec/DMN/20211108/MODEL/', '1.4'],
  ['https://www.omg.org/spec/DMN/20230324/MODEL/', '1.5'],
]);
const DMN_NAMESPACE = /^https?:\/\/www\.omg\.org\/spec\/DMN\//;

/**
 * Reads a DMN model of versions 1.2 to 1.5. What the engine does not understand stays in `element`.
 * @throws DecisionError XML_MALFORMED, XML_DOCTYPE_REFUSED, MODEL_TOO_LARGE, MODEL_NOT_DMN, MODEL_INVALID
 */
export function readModel(xml: string): Model {
  const element = parseXml(xml);
  const version = VERSIONS.get(element.namespace);
  if (element.name !== 'definitions' || version === undefined)
    throw new DecisionError('MODEL_NOT_DMN', { element: element.name, namespace: element.namespace });
  return {
    id: attribute(element, 'id'),
    name: attribute(element, 'name') ?? '',
    namespace: attribute(element, 'namespace') ?? '',
    version,
    imports: childrenOf(element, 'import').map(readImport),
    itemDefinitions: childrenOf(element, 'itemDefinition').map(readItemDefinition),
    inputs: childrenOf(element, 'inputData').map(readInputData),
    decisions: childrenOf(element, 'decision').map(readDecision),
    knowledge: childrenOf(element, 'businessKnowledgeModel').map(readKnowledge),
    services: childrenOf(element, 'decisionService').map(readService),
    element,
  };
}

/** @throws DecisionError MODEL_INVALID for an element without the name that DMN asks of it */
function nameOf(element: XmlElement): string {
  const name = attribute(element, 'name');
  if (name === undefined)
    throw new DecisionError('MODEL_INVALID', { ...placeOf(element), element: element.name, missing: 'name' });
  return name;
}

function partOf(element: XmlElement) {
  return {
    ...{ id: attribute(element, 'id'), name: nameOf(element) },
    ...{ label: attribute(element, 'label'), place: placeOf(element) },
  };
}

const variableOf = (element: XmlElement): Variable => ({
  name: nameOf(element),
  typeRef: attribute(element, 'typeRef'),
});

function readImport(element: XmlElement): Import {
  return {
    name: attribute(element, 'name') ?? '',
    namespace: attribute(element, 'namespace') ?? '',
    kind: DMN_NAMESPACE.test(attribute(element, 'importType') ?? '') ? 'dmn' : 'other',
    locationUri: attribute(element, 'locationURI'),
    place: placeOf(element),
  };
}

function readItemDefinition(element: XmlElement): ItemDefinition {
  const typeRef = childOf(element, 'typeRef');
  const functionItem = childOf(element, 'functionItem');
  return {
    ...partOf(element),
    typeRef: typeRef && textOf(typeRef).trim(),
    isCollection: attribute(element, 'isCollection') === 'true',
    components: childrenOf(element, 'itemComponent').map(readItemDefinition),
    allowedValues: feelOf(childOf(element, 'allowedValues')),
    typeConstraint: feelOf(childOf(element, 'typeConstraint')),
    functionItem: functionItem && {
      parameters: childrenOf(functionItem, 'parameters').map(variableOf),
      resultType: attribute(functionItem, 'outputTypeRef'),
    },
  };
}

/** The variable of a part; without one, or one without a name, it is named as the part is. */
function ownVariable(element: XmlElement): Variable {
  const variable = childOf(element, 'variable');
  return {
    name: (variable && attribute(variable, 'name')) ?? nameOf(element),
    typeRef: variable && attribute(variable, 'typeRef'),
  };
}

function readInputData(element: XmlElement): InputData {
  return { ...partOf(element), variable: ownVariable(element) };
}

/** `#id` is of this model, `namespace#id` of another. */
function referenceOf(element: XmlElement): Reference {
  const href = attribute(element, 'href') ?? '';
  const hash = href.lastIndexOf('#');
  return { namespace: hash > 0 ? href.slice(0, hash) : undefined, id: href.slice(hash + 1) };
}

/** What requirements of one kind refer to, by the element that holds the reference. */
function requirementsOf(element: XmlElement, requirement: string, name: string): Reference[] {
  return childrenOf(element, requirement).flatMap((one) => childrenOf(one, name).map(referenceOf));
}

function readDecision(element: XmlElement): Decision {
  const text = (name: string) => {
    const found = childOf(element, name);
    return found && textOf(found).trim();
  };
  return {
    ...partOf(element),
    variable: ownVariable(element),
    question: text('question'),
    allowedAnswers: text('allowedAnswers'),
    requiredInputs: requirementsOf(element, 'informationRequirement', 'requiredInput'),
    requiredDecisions: requirementsOf(element, 'informationRequirement', 'requiredDecision'),
    requiredKnowledge: requirementsOf(element, 'knowledgeRequirement', 'requiredKnowledge'),
    logic: logicWithin(element),
  };
}

function readKnowledge(element: XmlElement): BusinessKnowledgeModel {
  const variable = childOf(element, 'variable');
  const logic = childOf(element, 'encapsulatedLogic');
  return {
    ...partOf(element),
    variable: variable && variableOf(variable),
    requiredKnowledge: requirementsOf(element, 'knowledgeRequirement', 'requiredKnowledge'),
    logic: logic && readFunction(logic),
  };
}

function readService(element: XmlElement): DecisionService {
  const variable = childOf(element, 'variable');
  const references = (name: string) => childrenOf(element, name).map(referenceOf);
  return {
    ...partOf(element),
    variable: variable && variableOf(variable),
    outputDecisions: references('outputDecision'),
    encapsulatedDecisions: references('encapsulatedDecision'),
    inputDecisions: references('inputDecision'),
    inputData: references('inputData'),
  };
}
