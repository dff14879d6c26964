import { normalizeName } from '../feel/names.ts';
import type { XmlElement } from './xml-tree.ts';

/**
 * A DMN model (DMN 1.5, clause 6–7) as read from XML of versions 1.2 to 1.5: what the engine understands. Each part
 * keeps the element it came from, so that writing loses nothing. Expressions are text until they are compiled.
 */
export interface Model {
  id: string | undefined;
  name: string;
  namespace: string;
  /** As declared by the file. */
  version: '1.2' | '1.3' | '1.4' | '1.5';
  imports: Import[];
  itemDefinitions: ItemDefinition[];
  inputs: InputData[];
  decisions: Decision[];
  knowledge: BusinessKnowledgeModel[];
  services: DecisionService[];
  element: XmlElement;
}

/** Where in the XML something stands, for findings and errors. */
export interface Place {
  line: number;
  column: number;
}

interface Part {
  id: string | undefined;
  name: string;
  label: string | undefined;
  place: Place;
}

export interface Import {
  name: string;
  namespace: string;
  /** `DMN` or something else (PMML, XSD), which is refused when it is used. */
  kind: 'dmn' | 'other';
  locationUri: string | undefined;
  place: Place;
}

/** `text` of FEEL and where its first character stands in the XML. */
export interface FeelText {
  text: string;
  place: Place;
  /** Undefined: FEEL. Anything else but FEEL is refused when compiled. */
  language: string | undefined;
}

export interface ItemDefinition extends Part {
  /** A built-in type or the name of another definition; undefined for one of components or of a function. */
  typeRef: string | undefined;
  isCollection: boolean;
  components: ItemDefinition[];
  /** Unary tests that values must meet; of elements for `allowedValues` of a collection. */
  allowedValues: FeelText | undefined;
  /** Unary tests on the whole (DMN 1.4 `typeConstraint`). */
  typeConstraint: FeelText | undefined;
  functionItem:
    | { parameters: { name: string; typeRef: string | undefined }[]; resultType: string | undefined }
    | undefined;
}

export interface Variable {
  name: string;
  typeRef: string | undefined;
}

export interface InputData extends Part {
  variable: Variable;
}

/** Reference to another part of this model (`#id`) or of an imported one (`namespace#id`). */
export interface Reference {
  namespace: string | undefined;
  id: string;
}

export interface Decision extends Part {
  variable: Variable;
  question: string | undefined;
  allowedAnswers: string | undefined;
  requiredInputs: Reference[];
  requiredDecisions: Reference[];
  requiredKnowledge: Reference[];
  /** Undefined: the decision has no logic and its value is null. */
  logic: Logic | undefined;
}

export interface BusinessKnowledgeModel extends Part {
  variable: Variable | undefined;
  requiredKnowledge: Reference[];
  logic: FunctionDefinition | undefined;
}

export interface DecisionService extends Part {
  variable: Variable | undefined;
  outputDecisions: Reference[];
  encapsulatedDecisions: Reference[];
  inputDecisions: Reference[];
  inputData: Reference[];
}

interface LogicPart {
  id: string | undefined;
  typeRef: string | undefined;
  place: Place;
}

/** Boxed expressions (clause 10.2). */
export type Logic =
  | LiteralExpression
  | BoxedContext
  | BoxedList
  | Relation
  | FunctionDefinition
  | Invocation
  | Conditional
  | BoxedFilter
  | BoxedFor
  | BoxedQuantified
  | DecisionTable
  | FaultyLogic;

/** What lacks a part that DMN asks for, or says what DMN does not know: it is null, all else works. */
export interface FaultyLogic extends LogicPart {
  kind: 'faulty';
  fault: LogicFault;
}
export type LogicFault = Place & { element: string } & (
    { missing: string } | { attribute: string; value: string }
  );

export interface LiteralExpression extends LogicPart {
  kind: 'literal';
  expression: FeelText;
}
/** The last entry is the result if it has no variable. */
export interface BoxedContext extends LogicPart {
  kind: 'context';
  entries: { variable: Variable | undefined; logic: Logic }[];
}
export interface BoxedList extends LogicPart {
  kind: 'list';
  items: Logic[];
}
export interface Relation extends LogicPart {
  kind: 'relation';
  columns: Variable[];
  rows: Logic[][];
}
export interface FunctionDefinition extends LogicPart {
  kind: 'function';
  functionKind: 'FEEL' | 'Java' | 'PMML';
  parameters: Variable[];
  body: Logic | undefined;
}
export interface Invocation extends LogicPart {
  kind: 'invocation';
  callee: Logic;
  bindings: { parameter: Variable; logic: Logic | undefined }[];
}
export interface Conditional extends LogicPart {
  kind: 'conditional';
  condition: Logic;
  whenTrue: Logic;
  otherwise: Logic;
}
export interface BoxedFilter extends LogicPart {
  kind: 'filter';
  in: Logic;
  match: Logic;
}
export interface BoxedFor extends LogicPart {
  kind: 'for';
  iteratorVariable: string;
  in: Logic;
  return: Logic;
}
export interface BoxedQuantified extends LogicPart {
  kind: 'quantified';
  quantifier: 'some' | 'every';
  iteratorVariable: string;
  in: Logic;
  satisfies: Logic;
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';
export type Aggregation = 'COUNT' | 'SUM' | 'MIN' | 'MAX';

export interface DecisionTable extends LogicPart {
  kind: 'table';
  hitPolicy: HitPolicy;
  aggregation: Aggregation | undefined;
  inputs: TableInput[];
  outputs: TableOutput[];
  annotations: string[];
  rules: TableRule[];
}
export interface TableInput {
  label: string | undefined;
  expression: FeelText;
  typeRef: string | undefined;
  /** Unary tests. */
  allowedValues: FeelText | undefined;
}
export interface TableOutput {
  /** Undefined for the only output of a table; of several, one without a name is a fault. */
  name: string | undefined;
  place: Place;
  label: string | undefined;
  typeRef: string | undefined;
  allowedValues: FeelText | undefined;
  defaultValue: FeelText | undefined;
}
/** Of several outputs, the first that no name tells from the others: its values would be lost. */
export const unnamedOutput = ({ outputs }: DecisionTable): TableOutput | undefined =>
  outputs.length > 1 ? outputs.find(({ name = '' }) => normalizeName(name) === '') : undefined;

export interface TableRule {
  id: string | undefined;
  /** Unary tests, one a column. */
  tests: FeelText[];
  outputs: FeelText[];
  annotations: string[];
  place: Place;
}
