/** Writes DMN by parts, as small as it gets. */
export const NS = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
export const text = (feel: string): string => `<text>${escaped(feel)}</text>`;
export const literal = (feel: string): string => `<literalExpression>${text(feel)}</literalExpression>`;
export const input = (name: string, type = 'number'): string =>
  `<inputData id="i_${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;
export const need = (kind: 'Input' | 'Decision', id: string): string =>
  `<informationRequirement><required${kind} href="#${id}"/></informationRequirement>`;
export const call = (id: string): string =>
  `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
export const decision = (logic: string, needs = need('Input', 'i_x'), name = 'd', type = ''): string =>
  `<decision id="${name}" name="${name}"><variable name="${name}"${type}/>${needs}${logic}</decision>`;
export const model = (parts: string): string =>
  `<definitions xmlns="${NS}" name="m" namespace="urn:m">${parts}</definitions>`;
export const column = (feel: string): string =>
  `<input><inputExpression>${text(feel)}</inputExpression></input>`;
export const cell = (feel: string): string => `<inputEntry>${text(feel)}</inputEntry>`;
export const output = (feel: string): string => `<outputEntry>${text(feel)}</outputEntry>`;
export const table = (policy: string, columns: string, rules: string): string =>
  `<decisionTable hitPolicy="${policy}">${columns}${rules}</decisionTable>`;

export type Write = (many: <T>(one: (index: number) => T) => T[], count: number) => string;

export const X = input('x');
const S = input('s', 'string');
export const logic = (of: string): string =>
  model(X + S + decision(of, need('Input', 'i_x') + need('Input', 'i_s')));
export const feel = (of: string): string => logic(literal(of));
export const joined = (parts: readonly string[], by = ''): string => parts.join(by);
export const knowledge = (name: string, inner: string): string =>
  `<businessKnowledgeModel id="${name}" name="${name}"><variable name="${name}"/>${inner}</businessKnowledgeModel>`;
/** A decision table of one rule with one cell. */
export const inCell = (of: string, tests: string): string =>
  logic(table('UNIQUE', `${column(of)}<output/>`, `<rule>${cell(tests)}${output('1')}</rule>`));
/** A function of one parameter, `a`. */
export const ofOne = (name: string, body: string, needs = ''): string =>
  knowledge(
    name,
    `<encapsulatedLogic><formalParameter name="a"/>${literal(body)}</encapsulatedLogic>${needs}`,
  );
export const definition = (name: string, typeRef: string): string =>
  `<itemDefinition name="${name}"><typeRef>${typeRef}</typeRef></itemDefinition>`;
/** Decisions that ask each the one before: `q0`, `q1`, … */
export const chainOf = (many: Parameters<Write>[0]): string =>
  joined(
    many((i) =>
      i === 0
        ? decision(literal('x'), need('Input', 'i_x'), 'q0')
        : decision(literal(`q${i - 1} + 1`), need('Decision', `q${i - 1}`), `q${i}`),
    ),
  );
