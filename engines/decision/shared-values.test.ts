import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelOf, tableModel } from './check/test/table-model.ts';
import {
  beginningOf,
  checkModel,
  compareVersions,
  compileModel,
  explainDecision,
  toPlain,
  toSql,
  toText,
  type Value,
} from './index.ts';
import { escaped } from './test/outcome.ts';

/** One list that stands in another twice, that in the next, and so on. */
const SHARED = 'for i in 0..60 return if i = 0 then [1] else [partial[-1], partial[-1]]';
const CONTEXTS = `{a0: {x: 1}, ${Array.from({ length: 60 }, (_, i) => `a${i + 1}: {l: a${i}, r: a${i}}`).join(', ')}}.a60`;
const literal = (feel: string) =>
  modelOf(
    `<decision id="d" name="D"><variable name="D"/><literalExpression><text>${escaped(feel)}</text></literalExpression></decision>`,
  );
const table = (over: Partial<Parameters<typeof tableModel>[0]>) =>
  compileModel(tableModel({ policy: 'FIRST', inputs: [{ name: 'x' }], rules: [['-', SHARED]], ...over }));
const valueOf = (feel: string): Value => compileModel(literal(feel)).evaluate('D').value;

/** Well above what is usual, far below what walking through all of them would take. */
const SOON = 30_000;
const soon = <T>(work: () => T): T => {
  const started = performance.now();
  try {
    return work();
  } finally {
    expect(performance.now() - started).toBeLessThan(SOON);
  }
};

describe('what holds one list many times over', () => {
  it('has a text and a plain form to a limit only', () => {
    const value = valueOf(SHARED);
    soon(() => expect(() => toText(value)).toThrow(expect.objectContaining({ code: 'LIMIT_SIZE' })));
    soon(() => expect(() => toPlain(value)).toThrow(expect.objectContaining({ code: 'LIMIT_SIZE' })));
    for (const feel of [SHARED, CONTEXTS])
      expect(soon(() => beginningOf(valueOf(feel), 40))).toHaveLength(41);
  });

  it('is told by its beginning where it is not allowed', () => {
    const { messages } = soon(() => table({ outputs: [{ allowed: '1, 2' }] }).evaluate('D', { x: 1 }));
    const [told] = messages.filter(({ code }) => code === 'OUTPUT_NOT_ALLOWED');
    expect(told?.params['value']).toMatch(/^\[\[1\], \[\[1\], .{88}…$/);
  });

  it('is explained by its beginning, as input and as result', () => {
    for (const rules of [[['-', SHARED]], [['1', '2']]]) {
      const given = new Map([['x', valueOf(SHARED)]]);
      const [explained] = soon(() => explainDecision(table({ rules }), 'D', given).tables);
      expect(explained?.en).toMatch(/\[\[1\], .*…/);
      expect(explained?.en.length).toBeLessThan(2000);
    }
  });

  it('counts as changed where two versions can not be compared', () => {
    const { changed, byRule } = soon(() => compareVersions(table({}), table({}), 'D', [{ x: 1 }]));
    expect(changed).toBe(1);
    expect(byRule[0]?.examples[0]).toMatchObject({
      before: { value: null, error: 'LIMIT_STEPS' },
      after: { value: null, error: 'LIMIT_STEPS' },
    });
  });

  it('has a type that is told by its beginning, and no SQL', () => {
    const [finding] = soon(() => checkModel(literal(`${CONTEXTS} + 1`)));
    expect(finding).toMatchObject({ code: 'TYPE_MISMATCH' });
    expect(finding?.en.length).toBeLessThan(2000);
    const sql = soon(() => toSql(compileModel(literal(`${CONTEXTS} = null`)), 'D', { dialect: 'duckdb' }));
    expect(sql).toMatchObject({ unsupported: [{ code: 'SQL_TOO_LARGE' }] });
  });
});

it('findings about long texts tell their beginnings', () => {
  const long = 'y'.repeat(2_000_000);
  const rules = Array.from({ length: 30 }, (_, at) => [`"${long}", "${at}"`, `> ${at}`, '1']);
  const inputs = ['s', 'n'].map((name, at) => ({ name, type: at === 0 ? 'string' : 'number' }));
  const findings = soon(() => checkModel(tableModel({ policy: 'UNIQUE', inputs, rules })));
  expect(findings.map(({ code }) => code)).toContain('TABLE_OVERLAP');
  expect(JSON.stringify(findings).length).toBeLessThan(1_000_000);
});

describe('explanations', () => {
  const column = Array.from({ length: 400 }, () => [`not("${'y'.repeat(1000)}")`, '1']);

  it('say no more of long values and many rules than people read', () => {
    const compiled = compileModel(
      tableModel({ policy: 'COLLECT', inputs: [{ name: 's', type: 'string' }], rules: column }),
    );
    const [explained] = explainDecision(compiled, 'D', { s: 'x'.repeat(900_000) }).tables;
    expect(explained?.hits).toHaveLength(400);
    expect(explained?.zh.length).toBeLessThan(15_000);
  });

  it('of tables that are decided without end come to one', () => {
    const looped =
      modelOf(`<businessKnowledgeModel id="b" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="p"/>
      <decisionTable hitPolicy="FIRST"><input><inputExpression><text>p</text></inputExpression></input><output/>
      <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable></encapsulatedLogic></businessKnowledgeModel>
      <decision id="d" name="D"><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
      <literalExpression><text>count(for i in 1..500000 return f(i))</text></literalExpression></decision>`);
    const compiled = compileModel(looped);
    expect(compiled.evaluate('D').value).toBe(500_000);
    soon(() =>
      expect(() => explainDecision(compiled, 'D')).toThrow(expect.objectContaining({ code: 'LIMIT_STEPS' })),
    );
  });
});

it('the beginning of a value is that of its text', () => {
  const { any } = fc.letrec<{ any: Value }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Value>(null, true, 12.5, ''),
      fc.string({ unit: 'binary' }),
      fc.array(tie('any'), { maxLength: 4 }),
      fc
        .dictionary(fc.string({ maxLength: 9 }), tie('any'), { maxKeys: 3 })
        .map((one) => new Map(Object.entries(one))),
      fc.constantFrom(
        valueOf('[1..2)'),
        valueOf('(< "a")'),
        valueOf('["a".."b"]'),
        valueOf('function(a, b) a'),
      ),
    ),
  }));
  fc.assert(
    fc.property(any, fc.nat(60), (value, most) => {
      const text = toText(value);
      const begun = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
      expect(beginningOf(value, most)).toBe(text.length > most ? `${begun}…` : text);
    }),
    { numRuns: 1000 },
  );
});
