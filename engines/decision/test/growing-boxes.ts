import {
  literal,
  need,
  call,
  decision,
  model,
  X,
  logic,
  feel,
  joined,
  knowledge,
  type Write,
  inCell,
} from './growing-dmn.ts';

/** Boxed expressions. */
export const BOXES: Record<string, Write> = {
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
export const TEXTS: Record<string, Write> = {
  numbersInCell: (many) =>
    inCell(
      'x',
      joined(
        many((i) => `${i}`),
        ',',
      ),
    ),
  notInCell: (many) =>
    inCell(
      'x',
      `not(${joined(
        many((i) => `${i}`),
        ',',
      )})`,
    ),
  intervalsInCell: (many) =>
    inCell(
      'x',
      joined(
        many((i) => `[${i}..${i}.5]`),
        ',',
      ),
    ),
  textsInCell: (many) =>
    inCell(
      's',
      joined(
        many((i) => `"a${i}"`),
        ',',
      ),
    ),
  listInCell: (many) =>
    inCell(
      'x',
      `[${joined(
        many((i) => `${i}`),
        ',',
      )}]`,
    ),
  predicatesInCell: (many) =>
    inCell(
      'x',
      joined(
        many((i) => `? > x + ${i}`),
        ',',
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
