import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readModel } from '../model/read-model.ts';
import { fromPlain } from '../plain.ts';
import { toText } from '../values/to-text.ts';
import { compileModel, type Result } from './compiled-model.ts';
import { literal, writeDmn, writeTable } from './test/write-table.ts';

const INPUTS = {
  age: 'number',
  name: 'string',
  flag: 'boolean',
  day: 'date',
  moment: 'date and time',
  span: 'days and time duration',
  share: 'tShare',
  grade: 'tGrade',
  due: 'tDue',
  list: 'tList',
  person: 'tPerson',
  anything: undefined,
  'two words': 'string',
  constructor: 'number',
  toString: undefined,
};
const TYPES = `<itemDefinition name="tShare"><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>
  <itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>
  <itemDefinition name="tDue"><typeRef>date</typeRef><allowedValues><text>&gt; date("2020-01-01")</text></allowedValues></itemDefinition>
  <itemDefinition name="tList" isCollection="true"><typeRef>number</typeRef></itemDefinition>
  <itemDefinition name="tPerson"><itemComponent name="born"><typeRef>date</typeRef></itemComponent></itemDefinition>`;
const NAMES = Object.keys(INPUTS);

const MODEL = readModel(
  writeDmn({
    name: 'home',
    more: TYPES,
    inputs: INPUTS,
    decisions: [
      { name: 'all', needs: NAMES, logic: literal(`[${NAMES.join(', ')}]`) },
      {
        name: 'table',
        needs: ['age', 'name', 'day'],
        logic: writeTable({
          hitPolicy: 'FIRST',
          inputs: [{ name: 'age' }, { name: 'name' }, { name: 'day' }],
          outputs: [{}],
          rules: [
            { tests: ['< 18', '-', '-'], outputs: ['"young"'] },
            { tests: ['-', '"x", "y"', '>= date("2024-02-29")'], outputs: ['"x or y"'] },
            { tests: ['null', '-', '-'], outputs: ['"none"'] },
          ],
        }),
      },
      {
        name: 'days',
        needs: ['age', 'day'],
        logic: writeTable({
          hitPolicy: 'RULE ORDER',
          inputs: [{ name: 'age' }, { name: 'day' }],
          outputs: [{}],
          rules: [
            { tests: ['< 18', '< date("2024-02-29")'], outputs: ['1'] },
            { tests: ['[0.5..17]', '[date("2024-02-29")..date("9999-12-31"))'], outputs: ['2'] },
            { tests: ['not(0)', 'date("2024-02-29")'], outputs: ['3'] },
            { tests: ['>= 18', 'not(date("2024-02-29"))'], outputs: ['4'] },
            { tests: ['-', '>= date("2024-02-29")'], outputs: ['5'] },
          ],
        }),
      },
    ],
  }),
);
const bySource = compileModel(MODEL);
const byClosures = compileModel(MODEL, { backEnd: 'closures' });

const text = ({ value, messages }: Result) => `${toText(value)} ${JSON.stringify(messages)}`;
/** An object with another prototype: its members are looked for one by one. */
const unusual = (input: object): Record<string, unknown> =>
  Object.defineProperties(Object.create(null), Object.getOwnPropertyDescriptors(input)) as Record<
    string,
    unknown
  >;

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    true,
    false,
    0,
    -0,
    17,
    18,
    0.5,
    1.5,
    Number.NaN,
    Infinity,
    1n,
    10n ** 20n,
  ),
  fc.constantFrom('', 'x', 'A', 'C', '12', '0.1000000000000000000000001', '1e3', 'PT5M', 'P1D', '兴庆区'),
  fc.constantFrom(
    '2024-02-29',
    '2023-02-29',
    '0000-01-01',
    '9999-12-31',
    '12345-01-01',
    '-0044-03-15',
    '2024-2-299',
  ),
  fc.constantFrom(
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-01-32',
    '2024/01/01',
    ' 024-01-01',
    '２０24-01-01',
  ),
  fc.constantFrom('2024-02-29T10:00:00', '2024-02-29T10:00:00Z', '10:00:00'),
  fc.constantFrom([], [1], [1, '2'], ['x'], {}, { born: '2000-01-01' }, { born: 1 }, new Map([['born', 1]])),
  fc.constantFrom(() => 1, Symbol('x'), new Date(0), fromPlain('2024-02-29', { kind: 'date' })),
  fc.double(),
  fc.string(),
  fc
    .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);
const key = fc.constantFrom(...NAMES, ...NAMES.map((name) => `home.${name}`), 'extra', 'valueOf');
const objects = fc
  .array(fc.tuple(key, anything))
  .map((entries) => Object.fromEntries(entries) as Record<string, unknown>);

describe('plain objects', () => {
  afterEach(() => {
    for (const name of NAMES) if (name !== 'constructor' && name !== 'toString') delete POLLUTED[name];
  });
  const POLLUTED = Object.prototype as unknown as Record<string, unknown>;

  it('are read at a glance as they are read one by one', () => {
    fc.assert(
      fc.property(objects, fc.constantFrom('all', 'table', 'days'), (input, decision) => {
        const expected = text(byClosures.evaluate(decision, input));
        expect(text(bySource.evaluate(decision, input))).toBe(expected);
        expect(text(bySource.evaluate(decision, unusual(input)))).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('give the same as JSON does', () => {
    fc.assert(
      fc.property(fc.record({ age: fc.double(), day: fc.string() }), (input) => {
        const json = JSON.parse(JSON.stringify(input)) as Record<string, unknown>;
        expect(text(bySource.evaluate('all', json))).toBe(text(byClosures.evaluate('all', json)));
      }),
    );
  });

  it('give their own members only, whatever prototypes have', () => {
    POLLUTED['age'] = 5;
    POLLUTED['name'] = 'x';
    expect(text(bySource.evaluate('table', { day: '2024-02-29' }))).toBe('none []');
    expect(text(bySource.evaluate('table', { age: 20, name: 'y', day: '2024-02-29' }))).toBe('x or y []');
    class Person {
      get age() {
        return 5;
      }
    }
    expect(text(bySource.evaluate('table', new Person() as unknown as Record<string, unknown>))).toBe(
      'none []',
    );
  });

  it('may decide something themselves while they are read', () => {
    const inner: string[] = [];
    const input = {
      get age() {
        inner.push(text(bySource.evaluate('table', { age: 'old' })));
        return 17;
      },
      name: 7,
    };
    const told = JSON.stringify([{ element: 'name', code: 'TYPE_MISMATCH', params: { type: 'string' } }]);
    expect(text(bySource.evaluate('table', input))).toBe(`young ${told}`);
    expect(inner).toHaveLength(1);
    expect(inner[0]).toContain('none [{"element":"age"');
  });

  it('that hold themselves are refused, and the next is decided', () => {
    const circle: Record<string, unknown> = {};
    circle['person'] = circle;
    expect(() => bySource.evaluate('all', circle)).toThrow('LIMIT_DEPTH');
    expect(bySource.evaluate('table', { age: 3 }).value).toBe('young');
  });

  it('leave nothing of one case to the next', () => {
    const first = bySource.evaluate('table', { age: true });
    const second = bySource.evaluate('table', { age: 3 });
    expect(first.messages).toHaveLength(1);
    expect(second.messages).toEqual([]);
  });
});

it.each([Number.NaN, Infinity, -Infinity])('%s is no number, and is told', (number) => {
  const model = compileModel(
    readModel(
      writeDmn({
        inputs: { n: 'number' },
        decisions: [{ name: 'd', needs: ['n'], logic: literal('n + 1') }],
      }),
    ),
  );
  expect(model.evaluate('d', { n: number }).messages[0]).toMatchObject({
    element: 'n',
    code: 'TYPE_MISMATCH',
  });
  expect(model.evaluate('d', { n: number }).value).toBeNull();
});

it('a list longer than any that is read ends before it is walked through', () => {
  const empty = (length: number) => Object.assign([], { length });
  expect(() => fromPlain(empty(1e9))).toThrow('LIMIT_SIZE');
  expect(fromPlain(empty(2))).toEqual([null, null]);
});
