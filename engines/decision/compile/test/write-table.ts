/** DMN around logic given as text, for tests. */
const escaped = (text: string): string =>
  text.replace(/[&<>"\n]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);

const text = (element: string, feel: string): string =>
  `<${element}><text>${escaped(feel)}</text></${element}>`;

export interface WrittenTable {
  hitPolicy: string;
  aggregation?: string | undefined;
  inputs: readonly { name: string; typeRef?: string | undefined; allowed?: string | undefined }[];
  outputs: readonly {
    name?: string;
    typeRef?: string | undefined;
    allowed?: string | undefined;
    default?: string | undefined;
  }[];
  rules: readonly { tests: readonly string[]; outputs: readonly string[] }[];
}

const attributes = (given: Record<string, string | undefined>): string =>
  Object.entries(given)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(value)}"`))
    .join('');

export function writeTable({ hitPolicy, aggregation, inputs, outputs, rules }: WrittenTable): string {
  const columns = inputs.map(
    ({ name, allowed }) =>
      `<input>${text('inputExpression', name)}${allowed === undefined ? '' : text('inputValues', allowed)}</input>`,
  );
  const results = outputs.map(
    (output) =>
      `<output${attributes({ name: output.name, typeRef: output.typeRef })}>${
        output.allowed === undefined ? '' : text('outputValues', output.allowed)
      }${output.default === undefined ? '' : text('defaultOutputEntry', output.default)}</output>`,
  );
  const lines = rules.map(
    (rule) =>
      `<rule>${rule.tests.map((test) => text('inputEntry', test)).join('')}${rule.outputs.map((output) => text('outputEntry', output)).join('')}</rule>`,
  );
  return `<decisionTable${attributes({ hitPolicy, aggregation })}>${columns.join('')}${results.join('')}${lines.join('')}</decisionTable>`;
}

export interface WrittenDecision {
  name: string;
  typeRef?: string | undefined;
  needs?: readonly string[];
  knows?: readonly string[];
  logic: string;
}

export const literal = (feel: string): string => text('literalExpression', feel);

const NAMESPACE = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

/** A model; what a decision needs is input data if `inputs` has it, else a decision. Ids are `_` and the name. */
export function writeDmn(given: {
  inputs?: Readonly<Record<string, string | undefined>>;
  decisions: readonly WrittenDecision[];
  more?: string;
  name?: string;
}): string {
  const inputs = Object.entries(given.inputs ?? {});
  const ids = (name: string) => escaped(`_${name}`);
  const needsOf = ({ needs = [], knows = [] }: WrittenDecision) =>
    [
      ...needs.map((name) => {
        const kind = inputs.some(([input]) => input === name) ? 'requiredInput' : 'requiredDecision';
        return `<informationRequirement><${kind} href="#${ids(name)}"/></informationRequirement>`;
      }),
      ...knows.map(
        (name) => `<knowledgeRequirement><requiredKnowledge href="#${ids(name)}"/></knowledgeRequirement>`,
      ),
    ].join('');
  const { name = 'm' } = given;
  return `<definitions xmlns="${NAMESPACE}" name="${name}" namespace="urn:${name}">${given.more ?? ''}
    ${inputs
      .map(
        ([input, typeRef]) =>
          `<inputData${attributes({ id: `_${input}`, name: input })}><variable${attributes({ name: input, typeRef })}/></inputData>`,
      )
      .join('')}
    ${given.decisions
      .map(
        (decision) =>
          `<decision${attributes({ id: `_${decision.name}`, name: decision.name })}><variable${attributes({ name: decision.name, typeRef: decision.typeRef })}/>${needsOf(decision)}${decision.logic}</decision>`,
      )
      .join('')}</definitions>`;
}
