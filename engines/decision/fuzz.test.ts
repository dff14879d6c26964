import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  beginningOf,
  checkModel,
  compileModel,
  explainDecision,
  parseXml,
  readModel,
  toPlain,
  toText,
  writeModel,
  type Value,
  type XmlElement,
} from './index.ts';
import { isElement } from './model/parse-xml.ts';
import { writeXml } from './model/write-xml.ts';
import { GARDEN } from './test/garden.ts';
import { escaped, LIMITS, outcomeOf } from './test/outcome.ts';

const ITEMS: Value = [
  new Map<string, Value>([
    ['price', 2.5],
    ['kind', 'x'],
  ]),
  new Map<string, Value>([
    ['price', 4],
    ['kind', 'y'],
  ]),
];
const INPUT: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['amount', 7.5],
  ['grade', 'B'],
  ['items', ITEMS],
]);

/** Every decision of a model, one line each. */
function decideAll(xml: string, backEnd: 'closures' | 'source'): string {
  return outcomeOf(() => {
    const model = readModel(xml);
    const compiled = compileModel(model, { backEnd, limits: LIMITS });
    const lines = model.decisions.map(({ name }) =>
      outcomeOf(() => `${name}: ${beginningOf(compiled.evaluate(name, INPUT).value, 10_000)}`),
    );
    return lines.join('\n');
  });
}

/** Every decision explained: sentences end, however long what they speak of. */
function explainAll(xml: string): void {
  outcomeOf(() => {
    const model = readModel(xml);
    const compiled = compileModel(model, { limits: LIMITS });
    for (const { name } of model.decisions)
      outcomeOf(() => {
        for (const { zh, en } of explainDecision(compiled, name, INPUT).tables)
          expect(Math.max(zh.length, en.length)).toBeLessThan(20_000);
        return name;
      });
    return model.name;
  });
}

/** Both back ends, which must agree. */
function decide(xml: string): string {
  const result = decideAll(xml, 'closures');
  expect(decideAll(xml, 'source')).toBe(result);
  return result;
}

const pristine = Object.getOwnPropertyNames(Object.prototype).toSorted();
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(pristine);
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  expect('pwned' in globalThis).toBe(false);
});

/** Text that breaks out of whatever does not quote it. */
const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "'];globalThis.pwned=1;//",
  '"];globalThis.pwned=1;//',
  '\\"];globalThis.pwned=1;//',
  '`${globalThis.pwned=1}`',
  '${globalThis.pwned=1}',
  '*/globalThis.pwned=1;/*',
  '\u2028globalThis.pwned=1\u2029',
  '\n;globalThis.pwned=1\n',
  '</script>',
  '){}};globalThis.pwned=1;({',
  '\\u0022];globalThis.pwned=1;//',
];

/** A FEEL string literal of this text. */
const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;

describe('the garden', () => {
  it('has one of each, and all of it works', () => {
    const lines = decide(GARDEN).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'table: 15.1',
      'context: [8.5, "c d", [2.5, 4], 6.5]',
      'list: [2026-02-28, null]',
    ]);
    expect(lines).toHaveLength(11);
  });
});

describe('names and texts stay names and texts', () => {
  it.each(HOSTILE)('%j as every name of the model', (name) => {
    for (const word of [
      'amount',
      'twice',
      'table',
      'price',
      'tItem',
      'service',
      'p',
      'n',
      'a',
      'i',
      'garden',
    ])
      decide(GARDEN.replaceAll(`name="${word}"`, `name="${escaped(name)}"`));
    for (const word of ['i', 'c d', 'tItem', 'number', 'x'])
      decide(GARDEN.replaceAll(`"${word}"`, `"${escaped(name)}"`));
  });

  it.each(HOSTILE)('%j as text and key', (name) => {
    const text = quoted(name);
    const asked = `{v: ${text}, ${text}: {${text}: 1}, w: get value({${text}: 2}, ${text}),
      x: context put({}, ${text}, ${text}), y: ${text} in (${text}, "b"), z: [{${text}: 3}].v, u: split("a", ${text})}`;
    const xml = GARDEN.replace('date("2026-02-30")', escaped(asked)).replace('"A", "B"', escaped(text));
    const result = decide(xml);
    expect(result).toContain('w: 2');
    expect(result).toContain('y: true');
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'then'])(
    'a path, a variable, an entry called %s is nothing that JavaScript has',
    (name) => {
      const asked = `[{b: 1}.${name}, "s".${name}, [1].${name}, (1).${name}, sum.${name}, @"2026-01-01".${name}, get value({}, "${name}"), ${name}]`;
      const result = decide(GARDEN.replace('date("2026-02-30")', escaped(asked)));
      expect(result).not.toMatch(/native code|\[object/);
      expect(decide(GARDEN.replace('date("2026-02-30")', escaped(`{${name}: 5}.${name}`)))).toContain('5]');
    },
  );
});

describe('what grows without end is stopped', () => {
  const run = (text: string) => decide(GARDEN.replace('date("2026-02-30")', escaped(text)));
  it.each([
    'for a in 1..1000000000 return a',
    'count(for a in 1..1000, b in 1..1000, c in 1..1000 return 1)',
    'some a in 1..1000000000 satisfies a < 0',
    '{f: function(g, n) g(g, n + 1), r: f(f, 0)}.r',
    '{f: function(g, s) g(g, s + s), r: f(f, "aaaaaaaa")}.r',
    '(for a in 1..60 return if a = 1 then [1, 1] else concatenate(partial[-1], partial[-1]))[-1]',
    'string join(for a in 1..10 return replace("aaaaaaaaaa", "a", string join(for b in 1..2000 return "b")))',
    'distinct values(for a in 1..10000 return a)',
    'flatten(for a in 1..100 return for b in 1..100 return for c in 1..100 return 1)',
    'sort(for a in 1..9000 return 9000 - a, function(x, y) x < y)',
    'for a in @"0001-01-01"..@"9999-12-31" return a',
  ])('%s', (text) => {
    expect(run(text)).toMatch(/^LIMIT_(STEPS|SIZE|DEPTH)$/m);
  });

  it('a regular expression that would run away', () => {
    const started = performance.now();
    run('matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "^(a|a|a+)+$")');
    run('replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "(a*)*(a*)*c", "x")');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each(['(for a in 1..3000 return [partial[-1]])[-1]', '(for a in 1..3000 return {b: partial[-1]})[-1]'])(
    'values nested without end: %s',
    (text) => {
      const xml = GARDEN.replace('date("2026-02-30")', escaped(`[${text}, 1]`));
      const compiled = compileModel(readModel(xml), { limits: { ...LIMITS, steps: 10_000_000 } });
      for (const use of [toText, (value: Value) => JSON.stringify(toPlain(value))])
        outcomeOf(() => use(compiled.evaluate('list', INPUT).value));
      expect(run(`count(distinct values([${text}, ${text}]))`)).toBeDefined();
    },
  );

  it.each([
    ['terms', Array(50_000).fill('1').join(' + ')],
    ['conditions', Array(50_000).fill('true').join(' and ')],
    ['members', `{a: 1}${'.a'.repeat(50_000)}`],
    ['filters', `[1]${'[1]'.repeat(50_000)}`],
    ['calls', `sum${'(1)'.repeat(50_000)}`],
    ['types', `1 instance of ${'list<'.repeat(5_000)}Any${'>'.repeat(5_000)}`],
  ])('a row of %s without end is refused, and nothing else of the model', (_, text) => {
    const lines = run(text).split('\n');
    expect([lines[0], lines[2]]).toEqual(['table: 15.1', 'list: null']);
  });

  it('decisions that rest on each other, types within types without end', () => {
    const decisions = Array.from(
      { length: 3_000 },
      (_, index) => `<decision name="d${index}" id="_d${index}"><variable name="d${index}"/>
        <informationRequirement><requiredDecision href="#_d${index + 1}"/></informationRequirement>
        <literalExpression><text>d${index + 1}</text></literalExpression></decision>`,
    );
    const types = Array.from(
      { length: 20_000 },
      (_, index) => `<itemDefinition name="t${index}"><typeRef>t${index + 1}</typeRef></itemDefinition>`,
    );
    for (const parts of [decisions, types]) {
      const xml = GARDEN.replace('<inputData', () => `${parts.join('')}<inputData`);
      for (const backEnd of ['closures', 'source'] as const)
        outcomeOf(() => toText(compileModel(readModel(xml), { backEnd }).evaluate('d0').value));
    }
  });

  it('numbers of any size', () => {
    expect(run('[9 ** 9 ** 9 ** 9, 1e6144 * 10, 10 ** 6145, factorial(1e9)]')).toContain('null');
  });
});

/** Elements of a tree that are within others, with those. */
function within(root: XmlElement): { parent: XmlElement; element: XmlElement }[] {
  return root.children
    .filter(isElement)
    .flatMap((element) => [{ parent: root, element }, ...within(element)]);
}

const change = fc.record({
  kind: fc.constantFrom('remove', 'repeat', 'swap', 'nest', 'rename', 'attribute', 'text'),
  at: fc.nat(),
  other: fc.nat(),
  text: fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.constantFrom(
      'amount',
      'items',
      '#_table',
      '#_twice',
      '',
      '-',
      // One list in another many times over.
      'for i in 0..40 return if i = 0 then [1] else [partial[-1], partial[-1]]',
      'number',
      'tItems',
      'table(1)',
      'twice',
      'FIRST',
    ),
    fc
      .array(
        fc.constantFrom(
          ...[
            'amount',
            '(',
            ')',
            '[',
            ']',
            ' + ',
            ' in ',
            '{a:',
            '}',
            '1',
            '"s"',
            '?',
            '.',
            ' for i in ',
            ' return ',
            ',',
            'not(',
            'null',
            ' and ',
            '..',
            'partial',
            'item',
          ],
        ),
        { maxLength: 9 },
      )
      .map((pieces) => pieces.join('')),
  ),
});

/** Changes the tree in place; it stays well-formed XML. */
function apply(
  root: XmlElement,
  { kind, at, other, text }: typeof change extends fc.Arbitrary<infer T> ? T : never,
): void {
  const all = within(root);
  const chosen = all[at % Math.max(all.length, 1)];
  const second = all[other % Math.max(all.length, 1)];
  if (!chosen || !second) return;
  const { parent, element } = chosen;
  const place = parent.children.indexOf(element);
  const copy = structuredClone(second.element);
  if (kind === 'remove') parent.children.splice(place, 1);
  if (kind === 'repeat') parent.children.splice(place, 0, structuredClone(element));
  if (kind === 'swap') parent.children[place] = copy;
  if (kind === 'nest') element.children.push(copy);
  if (kind === 'rename') element.name = second.element.name;
  if (kind === 'text') element.children = text === '' ? [] : [{ text, cdata: false, line: 1, column: 1 }];
  const attribute = element.attributes[other % Math.max(element.attributes.length, 1)];
  if (kind === 'attribute' && attribute && attribute.name !== 'xmlns') attribute.value = text;
}

describe('models that were tampered with', () => {
  it('end in values or codes, the same from both back ends, and are written as they were read', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const root = parseXml(GARDEN);
        for (const one of changes) apply(root, one);
        const xml = writeXml(root, ({ value }) => value);
        decide(xml);
        outcomeOf(() => String(checkModel(readModel(xml)).length));
        explainAll(xml);
        expect(outcomeOf(() => writeModel(readModel(xml)))).toBe(outcomeOf(() => (readModel(xml), xml)));
      }),
      { numRuns: 150 },
    );
  });

  it('so do those whose text was', () => {
    fc.assert(
      fc.property(
        fc.nat(GARDEN.length),
        fc.nat(30),
        fc.oneof(
          fc.constantFrom(...HOSTILE, '<', '&', '>', '"', '&lt;', '<list>', '</decision>'),
          fc.string(),
        ),
        (at, length, text) => void decide(GARDEN.slice(0, at) + text + GARDEN.slice(at + length)),
      ),
      { numRuns: 150 },
    );
  });
});

describe('input that is none', () => {
  const compiled = compileModel(readModel(GARDEN), { limits: LIMITS });
  const decideFrom = (given: Record<string, unknown>) => {
    for (const name of ['table', 'context', 'loop', 'filter', 'conditional'])
      outcomeOf(() => toText(compiled.evaluate(name, given).value));
  };

  it('ends in values or codes', () => {
    const names = fc.constantFrom('amount', 'grade', 'items', '__proto__');
    fc.assert(
      fc.property(fc.dictionary(names, fc.anything({ withBigInt: true, withMap: true })), decideFrom),
      {
        numRuns: 300,
      },
    );
  });

  it('even when it holds itself, or goes down without end', () => {
    const endless: unknown[] = [];
    endless.push({ price: endless });
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    for (const items of [endless, deep, new Map([['a', endless]])])
      decideFrom({ items, amount: items, grade: items });
  });
});
