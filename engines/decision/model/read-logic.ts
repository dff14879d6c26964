import { normalizeName } from '../feel/names.ts';
import type {
  Aggregation,
  BoxedContext,
  DecisionTable,
  FaultyLogic,
  FeelText,
  FunctionDefinition,
  HitPolicy,
  Invocation,
  Logic,
  LogicFault,
  TableInput,
  TableOutput,
  TableRule,
  Variable,
} from './model.ts';
import { attribute, childOf, childrenOf, isElement, textOf } from './parse-xml.ts';
import type { XmlElement } from './xml-tree.ts';

/** Elements that are boxed expressions. */
const BOXED = new Set([
  'literalExpression',
  'context',
  'list',
  'relation',
  'functionDefinition',
  'invocation',
  'conditional',
  'filter',
  'for',
  'some',
  'every',
  'decisionTable',
]);

export const placeOf = ({ line, column }: XmlElement) => ({ line, column });

/** Ends the reading of one boxed expression. */
class Fault extends Error {
  readonly fault: LogicFault;
  constructor(element: XmlElement, what: { missing: string } | { attribute: string; value: string }) {
    super();
    this.fault = { ...placeOf(element), element: element.name, ...what };
  }
}

function missing(element: XmlElement, what: string): never {
  throw new Fault(element, { missing: what });
}

/** What is read of an element, or what is wrong with it. */
function readOrFault<T>(element: XmlElement, read: () => T): T | FaultyLogic {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { kind: 'faulty', fault: error.fault, ...partOf(element) };
  }
}

/** The `text` within an element; undefined where there is none or it is blank. */
export function feelOf(element: XmlElement | undefined): FeelText | undefined {
  const text = element && childOf(element, 'text');
  const written = text && textOf(text).trim();
  if (!written || normalizeName(written) === '') return undefined;
  return { text: written, place: placeOf(text), language: attribute(element, 'expressionLanguage') };
}

function variableOf(element: XmlElement): Variable {
  const name = attribute(element, 'name') ?? '';
  if (normalizeName(name) === '') missing(element, 'name');
  return { name, typeRef: attribute(element, 'typeRef') };
}

/** The boxed expression within an element, if there is one. */
export function logicWithin(element: XmlElement | undefined): Logic | undefined {
  const found = element?.children
    .filter(isElement)
    .find((child) => child.namespace === element.namespace && BOXED.has(child.name));
  return found && readLogic(found);
}

function requiredLogic(element: XmlElement, name: string): Logic {
  return logicWithin(childOf(element, name)) ?? missing(element, name);
}

const partOf = (element: XmlElement) => ({
  id: attribute(element, 'id'),
  typeRef: attribute(element, 'typeRef'),
  place: placeOf(element),
});

const readLogic = (element: XmlElement): Logic => readOrFault(element, () => readBoxed(element));

function readBoxed(element: XmlElement): Logic {
  const part = partOf(element);
  switch (element.name) {
    case 'literalExpression':
      return {
        kind: 'literal',
        expression: feelOf(element) ?? blankOf(element),
        ...part,
      };
    case 'context':
      return readContext(element);
    case 'list':
      return { kind: 'list', items: logicsWithin(element), ...part };
    case 'relation':
      return {
        kind: 'relation',
        columns: childrenOf(element, 'column').map(variableOf),
        rows: childrenOf(element, 'row').map(logicsWithin),
        ...part,
      };
    case 'functionDefinition':
      return readFunction(element);
    case 'invocation':
      return readInvocation(element);
    case 'conditional':
      return {
        kind: 'conditional',
        condition: requiredLogic(element, 'if'),
        whenTrue: requiredLogic(element, 'then'),
        otherwise: requiredLogic(element, 'else'),
        ...part,
      };
    case 'filter':
      return {
        kind: 'filter',
        in: requiredLogic(element, 'in'),
        match: requiredLogic(element, 'match'),
        ...part,
      };
    case 'for':
      return { kind: 'for', ...iteratorOf(element), return: requiredLogic(element, 'return'), ...part };
    case 'some':
    case 'every':
      return {
        kind: 'quantified',
        quantifier: element.name,
        ...iteratorOf(element),
        satisfies: requiredLogic(element, 'satisfies'),
        ...part,
      };
    default:
      return readTable(element);
  }
}

function logicsWithin(element: XmlElement): Logic[] {
  return element.children
    .filter(isElement)
    .filter((child) => child.namespace === element.namespace && BOXED.has(child.name))
    .map(readLogic);
}

const iteratorOf = (element: XmlElement) => ({
  iteratorVariable: attribute(element, 'iteratorVariable') ?? missing(element, 'iteratorVariable'),
  in: requiredLogic(element, 'in'),
});

function readContext(element: XmlElement): BoxedContext {
  const entries = childrenOf(element, 'contextEntry').map((entry, index, { length }) => {
    const variable = childOf(entry, 'variable');
    if (!variable && index < length - 1) missing(entry, 'variable');
    return {
      variable: variable && variableOf(variable),
      logic: logicWithin(entry) ?? missing(entry, 'expression'),
    };
  });
  return { kind: 'context', entries, ...partOf(element) };
}

export function readFunction(element: XmlElement): FunctionDefinition {
  const kind = attribute(element, 'kind') ?? 'FEEL';
  const parameters = readOrFault(element, () => childrenOf(element, 'formalParameter').map(variableOf));
  const isFaulty = 'fault' in parameters;
  return {
    kind: 'function',
    functionKind: kind === 'Java' || kind === 'PMML' ? kind : 'FEEL',
    parameters: isFaulty ? [] : parameters,
    body: isFaulty ? parameters : logicWithin(element),
    ...partOf(element),
  };
}

function readInvocation(element: XmlElement): Invocation {
  const bindings = childrenOf(element, 'binding').map((binding) => ({
    parameter: variableOf(childOf(binding, 'parameter') ?? missing(binding, 'parameter')),
    logic: logicWithin(binding),
  }));
  return {
    kind: 'invocation',
    callee: logicWithin(element) ?? missing(element, 'expression'),
    bindings,
    ...partOf(element),
  };
}

const HIT_POLICIES: ReadonlySet<string> = new Set<HitPolicy>([
  'UNIQUE',
  'FIRST',
  'PRIORITY',
  'ANY',
  'COLLECT',
  'RULE ORDER',
  'OUTPUT ORDER',
]);
const AGGREGATIONS: ReadonlySet<string> = new Set<Aggregation>(['COUNT', 'SUM', 'MIN', 'MAX']);

function readTable(element: XmlElement): DecisionTable {
  const policy = attribute(element, 'hitPolicy') ?? 'UNIQUE';
  const aggregation = attribute(element, 'aggregation');
  if (!HIT_POLICIES.has(policy)) throw new Fault(element, { attribute: 'hitPolicy', value: policy });
  if (aggregation !== undefined && !AGGREGATIONS.has(aggregation))
    throw new Fault(element, { attribute: 'aggregation', value: aggregation });
  return {
    kind: 'table',
    hitPolicy: policy as HitPolicy,
    aggregation: aggregation as Aggregation | undefined,
    inputs: childrenOf(element, 'input').map(readInput),
    outputs: childrenOf(element, 'output').map(readOutput),
    annotations: childrenOf(element, 'annotation').map((one) => attribute(one, 'name') ?? ''),
    rules: childrenOf(element, 'rule').map(readRule),
    ...partOf(element),
  };
}

/** One without an expression is a column all the same; its text is empty. */
function readInput(element: XmlElement): TableInput {
  const expression = childOf(element, 'inputExpression');
  return {
    label: attribute(element, 'label'),
    expression: feelOf(expression) ?? blankOf(expression ?? element),
    typeRef: expression && attribute(expression, 'typeRef'),
    allowedValues: feelOf(childOf(element, 'inputValues')),
  };
}

function readOutput(element: XmlElement): TableOutput {
  return {
    name: attribute(element, 'name'),
    place: placeOf(element),
    label: attribute(element, 'label'),
    typeRef: attribute(element, 'typeRef'),
    allowedValues: feelOf(childOf(element, 'outputValues')),
    defaultValue: feelOf(childOf(element, 'defaultOutputEntry')),
  };
}

const blankOf = (element: XmlElement, text = ''): FeelText => ({
  ...{ text, place: placeOf(element) },
  language: attribute(element, 'expressionLanguage'),
});

/** A blank cell tests nothing; a blank output is null. */
function readRule(element: XmlElement): TableRule {
  const cell = (blank: string) => (entry: XmlElement) => feelOf(entry) ?? blankOf(entry, blank);
  return {
    id: attribute(element, 'id'),
    tests: childrenOf(element, 'inputEntry').map(cell('-')),
    outputs: childrenOf(element, 'outputEntry').map(cell('')),
    annotations: childrenOf(element, 'annotationEntry').map((entry) => {
      const text = childOf(entry, 'text');
      return text ? textOf(text).trim() : '';
    }),
    place: placeOf(element),
  };
}
