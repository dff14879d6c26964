import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkModel } from './check/check-model.ts';
import { compileModel } from './compile/compiled-model.ts';
import { literal, writeDmn } from './compile/test/write-table.ts';
import { DecisionError } from './decision-error.ts';
import { EXPECTED } from './feel/expected.ts';
import { expressions, NAMES } from './feel/test/generate-expressions.ts';
import { printExpression } from './feel/print-expression.ts';
import { parseExpression } from './feel/parse-expression.ts';
import { Names } from './feel/names.ts';
import { parseType } from './feel/parse-type.ts';
import { readModel } from './model/read-model.ts';
import { xmlFaultZh } from './model/xml-faults.ts';
import { toSql } from './sql/to-sql.ts';

/** Words that Chinese sentences share with FEEL, DMN, SQL and this package. */
const SHARED = new Set(
  [
    'FEEL DMN XML SQL UNIQUE ANY PRIORITY COUNT SUM MIN MAX id null true false boolean columns',
    'number string date time and years months days duration list context range function Any',
  ].flatMap((words) => words.split(' ')),
);

/** What of a Chinese sentence is neither in quotes nor such a word. */
const foreign = (zh: string): string[] =>
  (zh.replace(/“[^”]*”|'[^']*'|\{\w+\}/g, ' ').match(/[A-Za-z]{2,}/g) ?? []).filter(
    (word) => !SHARED.has(word),
  );

const FILES = [
  ...['check/sentences.ts', 'explain/sentences.ts', 'explain/message-sentences.ts'],
  ...['sql/sentences.ts', 'feel/expected.ts', 'model/xml-faults.ts'],
];

describe('Chinese sentences', () => {
  it.each(FILES)('%s: hold no other words than those of FEEL', (file) => {
    const source = readFileSync(new URL(file, import.meta.url), 'utf8');
    const texts = [...source.matchAll(/(['`])((?:(?!\1).)*\p{Script=Han}(?:(?!\1).)*)\1/gu)].map(
      ([, , text]) => text ?? '',
    );
    expect(texts.length).toBeGreaterThan(5);
    const left = texts.flatMap((text) => foreign(text.replace(/\$\{[^}]*\}/g, ' ')));
    expect(left).toEqual([]);
  });

  it.each([
    ...[
      '1 +',
      '',
      '1 2',
      'x.',
      '[1, 2',
      '{a 1}',
      '"open',
      '@ 1',
      'for in',
      'function(:) 1',
      'if 1',
      '(1',
      'x in [1..2',
    ],
    ...['x instance of', 'x instance of list<', 'f(a: 1', 'some x', 'function(', '1 between 2'],
  ])('of what can not be read: %s', (text) => {
    const cell = `<decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>${text.replaceAll('<', '&lt;') || '((('}</text></outputEntry></rule></decisionTable>`;
    const found = checkModel(readModel(writeDmn({ decisions: [{ name: 'd', logic: cell }] }))).filter(
      ({ code }) => code === 'FEEL_SYNTAX',
    );
    expect(found.length).toBe(1);
    for (const { zh, en } of found) {
      expect(foreign(zh)).toEqual([]);
      expect(zh).not.toContain('undefined');
      expect(en).toMatch(/ is expected/);
    }
  });

  it('all that a text may be expected to go on with is met, and has its Chinese', () => {
    const none = new Names();
    const known = { variables: none, members: none, types: none };
    const met = new Set<string>();
    const read = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        if (!(error instanceof DecisionError)) throw error;
        met.add(String(error.params['expected']));
      }
    };
    const texts = ['1 2', '1 +', '{: 1}', 'function(1) 1', '1 instance of !', '"open', '@ 1'];
    for (const text of texts) read(() => parseExpression(text, known));
    read(() => parseType('!', none));
    expect(Object.keys(EXPECTED).filter((one) => !met.has(one))).toEqual([]);
  });

  it('of XML that is no XML', () => {
    const texts = [
      '<a>',
      '<a></b>',
      '<a b="1" b="2"/>',
      '<a>&x;</a>',
      '<p:a/>',
      '<a b=1/>',
      '',
      'x',
      '<a/><b/>',
      '<?xml a?><a/>',
      '<a><!-- -- --></a>',
      '<a>\u0001</a>',
      '<a',
      '<a b/>',
    ];
    for (const text of texts) {
      try {
        readModel(text);
        expect.unreachable(text);
      } catch (error) {
        if (!(error instanceof DecisionError)) throw error;
        expect(error.code).toBe('XML_MALFORMED');
        const zh = String(error.params['messageZh']);
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(foreign(zh)).toEqual([]);
        expect(zh).not.toBe(xmlFaultZh('?'));
      }
    }
  });

  it('of what no SQL is made of, whatever the expression', () => {
    const types = ['number', 'string', 'date', 'boolean', 'number', 'dateTime', 'yearMonthDuration'];
    const inputs = Object.fromEntries(NAMES.map((name, index) => [name, types[index]]));
    fc.assert(
      fc.property(expressions, (expression) => {
        const logic = literal(printExpression(expression));
        const model = readModel(writeDmn({ inputs, decisions: [{ name: 'r', needs: [...NAMES], logic }] }));
        const made = toSql(compileModel(model), 'r', { dialect: 'postgres' });
        const refused = 'sql' in made ? [] : made.unsupported;
        for (const { code, zh } of refused.filter((one) => one.code !== 'NOT_COMPILED'))
          expect(foreign(zh), code).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
