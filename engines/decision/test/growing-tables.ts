import {
  text,
  input,
  decision,
  model,
  column,
  cell,
  output,
  table,
  logic,
  joined,
  type Write,
} from './growing-dmn.ts';

const POLICIES = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'];

/** Rules and columns of a table. */
export const TABLES: Record<string, Write> = {
  rules: (many) =>
    logic(
      table(
        'UNIQUE',
        `${column('x')}<output/>`,
        joined(many((i) => `<rule>${cell(`${i}`)}${output(`x + ${i}`)}</rule>`)),
      ),
    ),
  intervals: (many) =>
    logic(
      table(
        'FIRST',
        `${column('x')}<output/>`,
        joined(many((i) => `<rule>${cell(`[${i}..${i + 5}]`)}${output(`${i}`)}</rule>`)),
      ),
    ),
  texts: (many) =>
    logic(
      table(
        'ANY',
        `${column('s')}<output/>`,
        joined(many((i) => `<rule>${cell(`"a${i}"`)}${output(`"b${i}"`)}</rule>`)),
      ),
    ),
  predicates: (many) =>
    logic(
      table(
        'UNIQUE',
        `${column('s')}<output/>`,
        joined(many((i) => `<rule>${cell(`contains(?, "${i}")`)}${output('1')}</rule>`)),
      ),
    ),
  dates: (many) =>
    model(
      input('x', 'date') +
        decision(
          table(
            'FIRST',
            `${column('x')}<output/>`,
            joined(many((i) => `<rule>${cell(`< @"${2000 + (i % 7000)}-01-01"`)}${output('1')}</rule>`)),
          ),
        ),
    ),
  columns: (many) =>
    logic(
      table(
        'FIRST',
        `${joined(many((i) => column(`x + ${i}`)))}<output/>`,
        `<rule>${joined(many(() => cell('> 3')))}${output('1')}</rule>`,
      ),
    ),
  sameColumns: (many) =>
    logic(
      table(
        'UNIQUE',
        `${joined(many(() => column('x')))}<output/>`,
        `<rule>${joined(many((i) => cell(i % 2 ? '? > x - 1' : `< ${i}`)))}</rule>`,
      ),
    ),
  outputs: (many) =>
    logic(
      table(
        'UNIQUE',
        column('x') + joined(many((i) => `<output name="o${i}"/>`)),
        `<rule>${cell('-')}${joined(many((i) => output(`x + ${i}`)))}</rule>`,
      ),
    ),
  allowed: (many) =>
    logic(
      table(
        'PRIORITY',
        `${column('x')}<output><outputValues>${text(
          joined(
            many((i) => `${i}`),
            ',',
          ),
        )}</outputValues></output>`,
        joined(many((i) => `<rule>${cell('-')}${output(`${i}`)}</rule>`)),
      ),
    ),
  allowedDates: (many) =>
    logic(
      table(
        'OUTPUT ORDER',
        `${column('x')}<output><outputValues>${text(
          joined(
            many((i) => `@"${2000 + (i % 7000)}-01-01"`),
            ',',
          ),
        )}</outputValues></output>`,
        joined(many((i) => `<rule>${cell('-')}${output(`@"${2000 + ((i * 7) % 7000)}-01-01"`)}</rule>`)),
      ),
    ),
  inputValues: (many) =>
    logic(
      table(
        'UNIQUE',
        `<input><inputExpression>${text('x')}</inputExpression><inputValues>${text(
          joined(
            many((i) => `${i}`),
            ',',
          ),
        )}</inputValues></input><output/>`,
        joined(many((i) => `<rule>${cell(`${i}`)}${output(`${i}`)}</rule>`)),
      ),
    ),
  annotations: (many) =>
    logic(
      table(
        'FIRST',
        `${column('x')}<output/>${joined(many(() => '<annotation name="a"/>'))}`,
        `<rule>${cell('-')}${output('1')}${joined(many(() => '<annotationEntry><text>a</text></annotationEntry>'))}</rule>`,
      ),
    ),
  emptyColumns: (many) =>
    logic(table('FIRST', `${joined(many(() => '<input/>'))}<output/>`, joined(many(() => '<rule/>')))),
  tables: (many) =>
    logic(
      `<list>${joined(many((i) => table('FIRST', `${column('x')}<output/>`, `<rule>${cell(`< ${i}`)}${output('1')}</rule>`)))}</list>`,
    ),
};
/** Rules, columns and outputs of which rules have no cells, by hit policy. */
for (const policy of POLICIES) {
  TABLES[`noCells ${policy}`] = (many) =>
    logic(
      table(
        policy,
        joined(many((i) => column(`x + ${i}`))) + joined(many((i) => `<output name="o${i}"/>`)),
        joined(many(() => '<rule/>')),
      ),
    );
  TABLES[`someCells ${policy}`] = (many) =>
    logic(
      table(
        policy,
        joined(many((i) => column(`x + ${i}`))) + joined(many((i) => `<output name="o${i}"/>`)),
        joined(many((i) => `<rule>${cell(`> ${i}`)}${output(`${i}`)}</rule>`)),
      ),
    );
  TABLES[`dashes ${policy}`] = (many, count) => {
    const side = Math.ceil(Math.sqrt(count));
    const some = (one: string) => one.repeat(side);
    return logic(
      table(
        policy,
        joined(many((i) => (i < side ? column(`x + ${i}`) : ''))) +
          joined(many((i) => (i < side ? `<output name="o${i}"/>` : ''))),
        some(`<rule>${some('<inputEntry/>')}${some('<outputEntry/>')}</rule>`),
      ),
    );
  };
}
