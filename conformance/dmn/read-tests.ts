import {
  attribute,
  childOf,
  childrenOf,
  DaysDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  MonthsDuration,
  parseNumber,
  parseXml,
  textOf,
  type Value,
  type XmlElement,
} from '@tandem/decision';

export interface TestFile {
  modelName: string | undefined;
  cases: TestCase[];
}

export interface TestCase {
  id: string;
  kind: 'decision' | 'bkm' | 'decisionService';
  /** The service or function to be called. */
  invocableName: string | undefined;
  inputs: ReadonlyMap<string, Value>;
  results: ExpectedResult[];
}

export interface ExpectedResult {
  name: string;
  value: Value;
  /** That evaluation ends in an error is what is expected; by FEEL its result is null. */
  isError: boolean;
}

/**
 * Reads a file of tests (testCases.xsd of the kit).
 * @throws DecisionError XML_MALFORMED
 */
export function readTests(xml: string): TestFile {
  const root = parseXml(xml);
  const modelName = childOf(root, 'modelName');
  return {
    modelName: modelName && textOf(modelName).trim(),
    cases: childrenOf(root, 'testCase').map(readCase),
  };
}

function readCase(element: XmlElement): TestCase {
  const kind = attribute(element, 'type');
  return {
    id: attribute(element, 'id') ?? '',
    kind: kind === 'bkm' || kind === 'decisionService' ? kind : 'decision',
    invocableName: attribute(element, 'invocableName'),
    inputs: new Map(childrenOf(element, 'inputNode').map((node) => [nameOf(node), readValue(node)])),
    results: childrenOf(element, 'resultNode').map((node) => {
      const expected = childOf(node, 'expected');
      return {
        name: nameOf(node),
        value: expected ? readValue(expected) : null,
        isError: attribute(node, 'errorResult') === 'true',
      };
    }),
  };
}

const nameOf = (element: XmlElement): string => attribute(element, 'name') ?? '';

/** Within a node: a simple value, a list of items, or the components of a context. */
function readValue(element: XmlElement): Value {
  if (isNil(element)) return null;
  const [value, list, components] = [
    childOf(element, 'value'),
    childOf(element, 'list'),
    childrenOf(element, 'component'),
  ];
  if (value) return isNil(value) ? null : readSimple(textOf(value), typeOf(value));
  if (list) return isNil(list) ? null : childrenOf(list, 'item').map(readValue);
  return components.length === 0 ? null : new Map(components.map((one) => [nameOf(one), readValue(one)]));
}

const ofSchemaInstance = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find(
    (one) => one.name === name && one.namespace === 'http://www.w3.org/2001/XMLSchema-instance',
  )?.value;
const isNil = (element: XmlElement): boolean => ofSchemaInstance(element, 'nil') === 'true';
const typeOf = (element: XmlElement): string | undefined =>
  ofSchemaInstance(element, 'type')?.replace(/^.*:/, '');

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false };

/** By its XML Schema type; undefined for text that is no value of it. */
const READERS: ReadonlyMap<string, (text: string) => Value | undefined> = new Map([
  ...['decimal', 'double', 'float', 'integer', 'int', 'long'].map(
    (type) => [type, parseNumber] as [string, (text: string) => Value | undefined],
  ),
  ['boolean', (text) => BOOLEANS[text]],
  ['date', FeelDate.parse],
  ['time', FeelTime.parse],
  ['dateTime', FeelDateTime.parse],
  ['duration', (text) => DaysDuration.parse(text) ?? MonthsDuration.parse(text)],
]);

/** A few old tests leave the type out: there the text is what it looks like. */
const LOOKS_LIKE = ['decimal', 'boolean', 'date', 'time', 'dateTime', 'duration'];

/** Text that is no value of its type stays text, which then is what no result equals. */
function readSimple(text: string, type: string | undefined): Value {
  const read = (one: string) => READERS.get(one)?.(text.trim());
  if (type === undefined) return LOOKS_LIKE.map(read).find((value) => value !== undefined) ?? text;
  return read(type) ?? text;
}
