import {
  text,
  input,
  need,
  decision,
  model,
  column,
  cell,
  output,
  table,
  X,
  joined,
  type Write,
} from './growing-dmn.ts';

const enumerated = (many: Parameters<Write>[0]): string =>
  `<itemDefinition name="t"><typeRef>string</typeRef><allowedValues>${text(
    joined(
      many((i) => `"a${i}"`),
      ',',
    ),
  )}</allowedValues></itemDefinition>`;

const times = <T>(count: number, one: (index: number) => T): T[] =>
  Array.from({ length: count }, (_none, index) => one(index));

/** A table over so many inputs of a type, `y0`, `y1`, …, with so many rules of these cells. */
const over = (
  type: string,
  [columns, rules]: readonly [number, number],
  write: (rule: number, column: number) => string,
  policy = 'UNIQUE',
): string =>
  X +
  joined(times(columns, (i) => input(`y${i}`, type))) +
  decision(
    table(
      policy,
      `${joined(times(columns, (i) => column(`y${i}`)))}<output/>`,
      joined(
        times(
          rules,
          (rule) => `<rule>${joined(times(columns, (at) => cell(write(rule, at))))}${output('1')}</rule>`,
        ),
      ),
    ),
    need('Input', 'i_x') + joined(times(columns, (i) => need('Input', `i_y${i}`))),
  );

const sideOf = (count: number): number => Math.ceil(Math.sqrt(count));

/** Values that types list, and tables with many columns of them. */
export const VALUES: Record<string, Write> = {
  enumeratedColumns: (many, count) =>
    model(enumerated(many) + over('t', [count, 2], (rule) => `"a${rule + 1}"`)),
  enumeratedOutputs: (many) =>
    model(
      enumerated(many) +
        X +
        decision(
          table(
            'FIRST',
            `${column('x')}<output typeRef="t"/>`,
            joined(many((i) => `<rule>${cell(`${i}`)}${output(`"${i % 2 ? 'a' : 'b'}${i}"`)}</rule>`)),
          ),
        ),
    ),
  enumeratedCells: (many, count) => {
    const side = sideOf(count);
    const listed = (rule: number, at: number) =>
      times(side, (i) => `"a${(rule * 7 + at * 3 + i * 5) % count}"`);
    return model(
      enumerated(many) +
        over('t', [side, side], (rule, at) =>
          at % 2 ? listed(rule, at).join() : `not(${listed(rule, at).join()})`,
        ),
    );
  },
  intervalsApart: (many, count) =>
    model(
      `<itemDefinition name="t"><typeRef>number</typeRef><allowedValues>${text(
        joined(
          many((i) => `[${2 * i}..${2 * i + 1}]`),
          ',',
        ),
      )}</allowedValues></itemDefinition>${over('t', [sideOf(count), 2], (rule, at) => `${rule + at}`)}`,
    ),
  intervalColumns: (_many, count) => {
    const side = sideOf(count);
    return model(
      over('number', [side, 4 * side], (rule, at) => {
        const low = (rule * 7919 + at * 31) % count;
        return at % 2 ? `[${low}..${low + side}]` : `> ${low}`;
      }),
    );
  },
  booleanColumns: (_many, count) => {
    const side = sideOf(count);
    return model(
      over(
        'boolean',
        [side, 4 * side],
        (rule, at) => ['true', 'false', '-'][(rule * 31 + at * 17 + rule * at) % 3] ?? '-',
        'FIRST',
      ),
    );
  },
};
