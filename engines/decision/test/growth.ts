/** Models that grow in one direction, for finding what grows faster than they do. */
const NS = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = (feel: string): string => `<text>${escaped(feel)}</text>`;
const literal = (feel: string): string => `<literalExpression>${text(feel)}</literalExpression>`;
const input = (name: string, type = 'number'): string =>
  `<inputData id="i_${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;
const need = (kind: 'Input' | 'Decision', id: string): string =>
  `<informationRequirement><required${kind} href="#${id}"/></informationRequirement>`;
const call = (id: string): string =>
  `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
const decision = (logic: string, needs = need('Input', 'i_x'), name = 'd', type = ''): string =>
  `<decision id="${name}" name="${name}"><variable name="${name}"${type}/>${needs}${logic}</decision>`;
const model = (parts: string): string =>
  `<definitions xmlns="${NS}" name="m" namespace="urn:m">${parts}</definitions>`;
const column = (feel: string): string => `<input><inputExpression>${text(feel)}</inputExpression></input>`;
const cell = (feel: string): string => `<inputEntry>${text(feel)}</inputEntry>`;
const output = (feel: string): string => `<outputEntry>${text(feel)}</outputEntry>`;
const table = (policy: string, columns: string, rules: string): string =>
  `<decisionTable hitPolicy="${policy}">${columns}${rules}</decisionTable>`;

type Write = (many: <T>(one: (index: number) => T) => T[], count: number) => string;

const X = input('x');
const S = input('s', 'string');
const logic = (of: string): string =>
  model(X + S + decision(of, need('Input', 'i_x') + need('Input', 'i_s')));
const feel = (of: string): string => logic(literal(of));
const joined = (parts: readonly string[], by = ''): string => parts.join(by);
const knowledge = (name: string, inner: string): string =>
  `<businessKnowledgeModel id="${name}" name="${name}"><variable name="${name}"/>${inner}</businessKnowledgeModel>`;
const POLICIES = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'];

/** Rules and columns of a table. */
const TABLES: Record<string, Write> = {
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

/** Boxed expressions. */
const BOXES: Record<string, Write> = {
  entries: (many) =>
    logic(
      `<context>${joined(many((i) => `<contextEntry><variable name="a${i}"/>${literal(i > 0 ? `a${i - 1} + 1` : 'x')}</contextEntry>`))}</context>`,
    ),
  wordyEntries: (many) =>
    logic(
      `<context>${joined(many((i) => `<contextEntry><variable name="a ${i}"/>${literal(i > 0 ? `a ${i - 1} + 1` : 'x')}</contextEntry>`))}</context>`,
    ),
  relationColumns: (many) =>
    logic(
      `<relation>${joined(many((i) => `<column name="c${i}"/>`))}<row>${joined(many(() => literal('x')))}</row></relation>`,
    ),
  relationRows: (many) =>
    logic(`<relation><column name="a"/>${joined(many(() => `<row>${literal('x')}</row>`))}</relation>`),
  relationEmpty: (many) =>
    logic(
      `<relation>${joined(many((i) => `<column name="c${i}"/>`))}${joined(many(() => '<row/>'))}</relation>`,
    ),
  items: (many) => logic(`<list>${joined(many(() => literal('x')))}</list>`),
  bindings: (many) =>
    model(
      X +
        knowledge(
          'f',
          `<encapsulatedLogic>${joined(many((i) => `<formalParameter name="p${i}"/>`))}${literal('p0')}</encapsulatedLogic>`,
        ) +
        decision(
          `<invocation>${literal('f')}${joined(many((i) => `<binding><parameter name="p${i}"/>${literal('x')}</binding>`))}</invocation>`,
          need('Input', 'i_x') + call('f'),
        ),
    ),
  nested: (_many, count) => logic(`${'<list>'.repeat(count)}${literal('x')}${'</list>'.repeat(count)}`),
  faulty: (many) => logic(`<list>${joined(many(() => '<conditional/>'))}</list>`),
};

/** Texts of FEEL. */
const TEXTS: Record<string, Write> = {
  numbersInCell: (many) =>
    logic(
      table(
        'UNIQUE',
        `${column('x')}<output/>`,
        `<rule>${cell(
          joined(
            many((i) => `${i}`),
            ',',
          ),
        )}${output('1')}</rule>`,
      ),
    ),
  notInCell: (many) =>
    logic(
      table(
        'UNIQUE',
        `${column('x')}<output/>`,
        `<rule>${cell(
          `not(${joined(
            many((i) => `${i}`),
            ',',
          )})`,
        )}${output('1')}</rule>`,
      ),
    ),
  intervalsInCell: (many) =>
    logic(
      table(
        'UNIQUE',
        `${column('x')}<output/>`,
        `<rule>${cell(
          joined(
            many((i) => `[${i}..${i}.5]`),
            ',',
          ),
        )}${output('1')}</rule>`,
      ),
    ),
  textsInCell: (many) =>
    logic(
      table(
        'UNIQUE',
        `${column('s')}<output/>`,
        `<rule>${cell(
          joined(
            many((i) => `"a${i}"`),
            ',',
          ),
        )}${output('1')}</rule>`,
      ),
    ),
  listInCell: (many) =>
    logic(
      table(
        'UNIQUE',
        `${column('x')}<output/>`,
        `<rule>${cell(
          `[${joined(
            many((i) => `${i}`),
            ',',
          )}]`,
        )}${output('1')}</rule>`,
      ),
    ),
  predicatesInCell: (many) =>
    logic(
      table(
        'UNIQUE',
        `${column('x')}<output/>`,
        `<rule>${cell(
          joined(
            many((i) => `? > x + ${i}`),
            ',',
          ),
        )}${output('1')}</rule>`,
      ),
    ),
  feelContext: (many) =>
    feel(
      `{${joined(
        many((i) => `a${i}: ${i > 0 ? `a${i - 1} + 1` : 'x'}`),
        ', ',
      )}}`,
    ),
  feelWordy: (many) =>
    feel(
      `{${joined(
        many((i) => `a ${i}: ${i > 0 ? `a ${i - 1}` : 'x'}`),
        ', ',
      )}}`,
    ),
  feelList: (many) =>
    feel(
      `[${joined(
        many(() => 'x'),
        ',',
      )}]`,
    ),
  sum: (many) =>
    feel(
      `sum(${joined(
        many(() => 'x'),
        ',',
      )})`,
    ),
  or: (many) =>
    feel(
      joined(
        many((i) => `x = ${i}`),
        ' or ',
      ),
    ),
  plus: (many) =>
    feel(
      joined(
        many(() => 'x'),
        ' + ',
      ),
    ),
  ifs: (many) => feel(`${joined(many((i) => `if x = ${i} then ${i} else `))}0`),
  divisions: (many) =>
    feel(
      joined(
        many((i) => `if x != ${i} then 1 / (x - ${i}) else 0`),
        ' + ',
      ),
    ),
  iterators: (many) =>
    feel(
      `for ${joined(
        many((i) => `v${i} in [x]`),
        ', ',
      )} return v0`,
    ),
  somes: (many) =>
    feel(
      `some ${joined(
        many((i) => `v${i} in [x]`),
        ', ',
      )} satisfies v0 = 1`,
    ),
  parameters: (many) =>
    feel(
      `(function(${joined(
        many((i) => `p${i}`),
        ', ',
      )}) p0)(${joined(
        many(() => 'x'),
        ', ',
      )})`,
    ),
  paths: (many) => feel(`x${joined(many(() => '.a'))}`),
  filters: (many) => feel(`[x]${joined(many(() => '[true]'))}`),
  parens: (_many, count) => feel(`${'('.repeat(count)}x${')'.repeat(count)}`),
  longName: (_many, count) => feel(`${'名'.repeat(count)} + x`),
  manyWords: (many) =>
    feel(
      `${joined(
        many((i) => `w${i}`),
        ' ',
      )} + x`,
    ),
  longText: (_many, count) => feel(`"${'名'.repeat(count)}" = s`),
  longNumber: (_many, count) => feel(`${'9'.repeat(count)} + x`),
  spaces: (_many, count) => feel(`x ${' '.repeat(count)} + 1`),
  inTests: (many) =>
    feel(
      `x in (${joined(
        many((i) => `< ${i}`),
        ', ',
      )})`,
    ),
  functionTypes: (_many, count) => feel(`x instance of ${'function<number>->'.repeat(count)}number`),
};

/** Parts of models. */
const PARTS: Record<string, Write> = {
  inputData: (many) =>
    model(
      X +
        joined(many((i) => input(`x${i}`))) +
        decision(literal('x'), need('Input', 'i_x') + joined(many((i) => need('Input', `i_x${i}`)))),
    ),
  inputDates: (many) =>
    model(
      joined(many((i) => input(`x${i}`, 'date'))) +
        decision(
          table(
            'FIRST',
            `${joined(many((i) => column(`x${i}`)))}<output/>`,
            `<rule>${joined(many(() => cell('> @"2020-01-01"')))}${output('1')}</rule>`,
          ),
          joined(many((i) => need('Input', `i_x${i}`))),
        ),
    ),
  wordyInputs: (many) =>
    model(
      X +
        joined(many((i) => input(`a ${i}`))) +
        decision(
          literal(
            joined(
              many((i) => `a ${i}`),
              ' + ',
            ),
          ),
          joined(many((i) => need('Input', `i_a ${i}`))),
        ),
    ),
  decisions: (many) =>
    model(
      X +
        joined(many((i) => decision(literal('x'), need('Input', 'i_x'), `q${i}`))) +
        decision(literal('q0'), joined(many((i) => need('Decision', `q${i}`)))),
    ),
  chain: (many) =>
    model(
      X +
        joined(
          many((i) =>
            decision(
              literal(i > 0 ? `q${i - 1} + 1` : 'x'),
              i > 0 ? need('Decision', `q${i - 1}`) : need('Input', 'i_x'),
              `q${i}`,
            ),
          ),
        ) +
        decision(literal('x')),
    ),
  chainEnd: (many, count) =>
    model(
      X +
        joined(
          many((i) =>
            decision(
              literal(i > 0 ? `q${i - 1} + 1` : 'x'),
              i > 0 ? need('Decision', `q${i - 1}`) : need('Input', 'i_x'),
              `q${i}`,
            ),
          ),
        ) +
        decision(literal(`q${count - 1}`), need('Decision', `q${count - 1}`)),
    ),
  sameNames: (many) =>
    model(
      X +
        joined(many((i) => `<decision id="e${i}" name="q"><variable name="q"/>${literal('1')}</decision>`)) +
        decision(literal('x')),
    ),
  faults: (many) =>
    model(X + joined(many((i) => decision(literal('1 +'), '', `q${i}`))) + decision(literal('x'))),
  unknowns: (many) =>
    model(
      X +
        joined(many((i) => decision(literal('nix'), '', `q${i}`))) +
        decision(
          literal(
            joined(
              many((i) => `n${i}`),
              ' + ',
            ),
          ),
        ),
    ),
  functions: (many) =>
    model(
      X +
        joined(
          many((i) =>
            knowledge(
              `f${i}`,
              `<encapsulatedLogic><formalParameter name="a"/>${literal('a')}</encapsulatedLogic>`,
            ),
          ),
        ) +
        decision(
          literal(
            joined(
              many((i) => `f${i}(x)`),
              ' + ',
            ),
          ),
          need('Input', 'i_x') + joined(many((i) => call(`f${i}`))),
        ),
    ),
  functionChain: (many, count) =>
    model(
      X +
        joined(
          many((i) =>
            knowledge(
              `f${i}`,
              `<encapsulatedLogic><formalParameter name="a"/>${literal(i > 0 ? `f${i - 1}(a)` : 'a')}</encapsulatedLogic>${i > 0 ? call(`f${i - 1}`) : ''}`,
            ),
          ),
        ) +
        decision(literal(`f${count - 1}(x)`), need('Input', 'i_x') + call(`f${count - 1}`)),
    ),
  functionDoubling: (many, count) =>
    model(
      X +
        joined(
          many((i) =>
            knowledge(
              `f${i}`,
              `<encapsulatedLogic><formalParameter name="a"/>${literal(i > 0 ? `f${i - 1}(a) + f${i - 1}(a)` : 'a')}</encapsulatedLogic>${i > 0 ? call(`f${i - 1}`) : ''}`,
            ),
          ),
        ) +
        decision(literal(`f${count - 1}(x)`), need('Input', 'i_x') + call(`f${count - 1}`)),
    ),
  services: (many) =>
    model(
      X +
        decision(literal('x')) +
        joined(
          many(
            (i) =>
              `<decisionService id="s${i}" name="s${i}"><variable name="s${i}"/><outputDecision href="#d"/><inputData href="#i_x"/></decisionService>`,
          ),
        ),
    ),
  serviceOutputs: (many) =>
    model(
      X +
        decision(literal('x')) +
        `<decisionService id="s" name="s"><variable name="s"/>${joined(many(() => '<outputDecision href="#d"/>'))}</decisionService>`,
    ),
  definitions: (many) =>
    model(
      joined(
        many(
          (i) =>
            `<itemDefinition name="t${i}"><typeRef>${i > 0 ? `t${i - 1}` : 'number'}</typeRef></itemDefinition>`,
        ),
      ) +
        X +
        decision(literal('x')),
    ),
  definitionsEnd: (many, count) =>
    model(
      joined(
        many(
          (i) =>
            `<itemDefinition name="t${i}"><typeRef>${i > 0 ? `t${i - 1}` : 'number'}</typeRef></itemDefinition>`,
        ),
      ) +
        input('x', `t${count - 1}`) +
        decision(literal('x')),
    ),
  definitionsReversed: (many, count) =>
    model(
      joined(
        many(
          (i) =>
            `<itemDefinition name="t${i}"><typeRef>${i < count - 1 ? `t${i + 1}` : 'number'}</typeRef></itemDefinition>`,
        ),
      ) +
        X +
        decision(literal('x')),
    ),
  definitionsApart: (many) =>
    model(
      joined(
        many(
          (i) =>
            `<itemDefinition name="t${i}"><typeRef>number</typeRef><allowedValues>${text('> 1')}</allowedValues></itemDefinition>`,
        ),
      ) +
        X +
        decision(literal('x')),
    ),
  definitionsCycle: (many, count) =>
    model(
      joined(
        many((i) => `<itemDefinition name="t${i}"><typeRef>t${(i + 1) % count}</typeRef></itemDefinition>`),
      ) +
        X +
        decision(literal('x')),
    ),
  definitionsUnknown: (many) =>
    model(
      joined(many((i) => `<itemDefinition name="t${i}"><typeRef>nix${i}</typeRef></itemDefinition>`)) +
        X +
        decision(literal('x')),
    ),
  definitionsConstrained: (many, count) =>
    model(
      joined(
        many(
          (i) =>
            `<itemDefinition name="t${i}"><typeRef>${i > 0 ? `t${i - 1}` : 'number'}</typeRef><allowedValues>${text(`> -${i}`)}</allowedValues></itemDefinition>`,
        ),
      ) +
        input('x', `t${count - 1}`) +
        decision(literal('x')),
    ),
  definitionsDoubling: (many, count) =>
    model(
      joined(
        many(
          (i) =>
            `<itemDefinition name="t${i}">${i > 0 ? `<itemComponent name="a"><typeRef>t${i - 1}</typeRef></itemComponent><itemComponent name="b"><typeRef>t${i - 1}</typeRef></itemComponent>` : '<typeRef>number</typeRef>'}</itemDefinition>`,
        ),
      ) +
        X +
        input('y', `t${count - 1}`) +
        decision(literal('y.a.b'), need('Input', 'i_y')),
    ),
  components: (many) =>
    model(
      `<itemDefinition name="t">${joined(many((i) => `<itemComponent name="c${i}"><typeRef>number</typeRef></itemComponent>`))}</itemDefinition>${input('x', 't')}${decision(literal('x.c0'))}`,
    ),
  componentsNested: (_many, count) =>
    model(
      `<itemDefinition name="t">${'<itemComponent name="c">'.repeat(count)}<typeRef>number</typeRef>${'</itemComponent>'.repeat(count)}</itemDefinition>${input('x', 't')}${decision(literal('x.c'))}`,
    ),
  allowedTexts: (many) =>
    model(
      `<itemDefinition name="t"><typeRef>string</typeRef><allowedValues>${text(
        joined(
          many((i) => `"a${i}"`),
          ',',
        ),
      )}</allowedValues></itemDefinition>${input('x', 't')}${decision(literal('x'), undefined, 'd', ' typeRef="t"')}`,
    ),
  functionItems: (many) =>
    model(
      `<itemDefinition name="t"><functionItem outputTypeRef="number">${joined(many((i) => `<parameters name="p${i}" typeRef="number"/>`))}</functionItem></itemDefinition>${X}${decision(literal('x'), undefined, 'd', ' typeRef="t"')}`,
    ),
  imports: (many) =>
    model(
      joined(many((i) => `<import name="m${i}" namespace="urn:m${i}" importType="${NS}"/>`)) +
        X +
        decision(literal('x')),
    ),
  importsSame: (many) =>
    model(
      joined(many((i) => `<import name="m${i}" namespace="urn:other" importType="${NS}"/>`)) +
        X +
        decision(literal('x')),
    ),
  longNames: (_many, count) =>
    model(
      X +
        input(`n${'名'.repeat(count)}`) +
        decision(
          literal(`x + n${'名'.repeat(count)}`),
          need('Input', 'i_x') + need('Input', `i_n${'名'.repeat(count)}`),
        ),
    ),
  comments: (many) => model(X + joined(many(() => '<!-- a -->')) + decision(literal('x'))),
  attributes: (many) =>
    model(
      X +
        decision(
          `<literalExpression ${joined(
            many((i) => `a${i}="1"`),
            ' ',
          )}>${text('x')}</literalExpression>`,
        ),
    ),
  otherElements: (many) =>
    model(X + joined(many(() => '<textAnnotation><text>a</text></textAnnotation>')) + decision(literal('x'))),
};

/** By name, a model of so many parts of one kind as XML; its decision is `d`. */
export const GROWING: Readonly<Record<string, (count: number) => string>> = Object.fromEntries(
  Object.entries({ ...TABLES, ...BOXES, ...TEXTS, ...PARTS }).map(([name, write]) => [
    name,
    (count: number) => write((one) => Array.from({ length: count }, (_none, index) => one(index)), count),
  ]),
);
