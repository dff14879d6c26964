import {
  NS,
  text,
  literal,
  input,
  need,
  call,
  decision,
  model,
  column,
  cell,
  output,
  table,
  X,
  joined,
  type Write,
  ofOne,
  definition,
  chainOf,
} from './growing-dmn.ts';

/** Parts of models. */
export const PARTS: Record<string, Write> = {
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
  chain: (many) => model(X + chainOf(many) + decision(literal('x'))),
  chainEnd: (many, count) =>
    model(X + chainOf(many) + decision(literal(`q${count - 1}`), need('Decision', `q${count - 1}`))),
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
        joined(many((i) => ofOne(`f${i}`, 'a'))) +
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
        joined(many((i) => ofOne(`f${i}`, i > 0 ? `f${i - 1}(a)` : 'a', i > 0 ? call(`f${i - 1}`) : ''))) +
        decision(literal(`f${count - 1}(x)`), need('Input', 'i_x') + call(`f${count - 1}`)),
    ),
  functionDoubling: (many, count) =>
    model(
      X +
        joined(
          many((i) =>
            ofOne(`f${i}`, i > 0 ? `f${i - 1}(a) + f${i - 1}(a)` : 'a', i > 0 ? call(`f${i - 1}`) : ''),
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
      joined(many((i) => definition(`t${i}`, i > 0 ? `t${i - 1}` : 'number'))) + X + decision(literal('x')),
    ),
  definitionsEnd: (many, count) =>
    model(
      joined(many((i) => definition(`t${i}`, i > 0 ? `t${i - 1}` : 'number'))) +
        input('x', `t${count - 1}`) +
        decision(literal('x')),
    ),
  definitionsReversed: (many, count) =>
    model(
      joined(many((i) => definition(`t${i}`, i < count - 1 ? `t${i + 1}` : 'number'))) +
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
  signNames: (_many, count) =>
    model(
      X +
        input('a') +
        input(`a${'+a'.repeat(count)}+b`) +
        input(`a${'+a'.repeat(count)}+c`) +
        decision(
          literal(`a${'+a'.repeat(count)}`),
          joined(
            ['a', ...['b', 'c'].map((end) => `a${'+a'.repeat(count)}+${end}`)].map((name) =>
              need('Input', `i_${name}`),
            ),
          ),
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
