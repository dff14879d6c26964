/** Different tables over the same subjects, in the form of one model; and the subjects, as columns. */
import { FeelDate, type Column } from '@tandem/decision';
import { pick, seededRandom } from '../../demo/seeded-random.ts';

const NUMBERS = Array.from({ length: 10 }, (_none, index) => `amount ${index + 1}`);
const TEXTS = ['grade', 'district', 'industry', 'status'];
const DATES = ['registered', 'inspected', 'expires'];
const FIRST_DAY = 17_000;
const DAYS = 3_000;
const wordsOf = (name: string) =>
  Array.from({ length: name.length }, (_none, index) => `${name} ${index + 1}`);

type Random = () => number;
const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const cellText = (text: string) => `<text>${text.replaceAll('<', '&lt;')}</text>`;
const amount = (random: Random) => Math.round(random() * random() * 1_000_000) / 100;
const day = (random: Random) => FeelDate.ofDays(FIRST_DAY + Math.floor(random() * DAYS))?.toString();

function cell(random: Random, input: string): string {
  if (random() < 0.4) return '-';
  if (TEXTS.includes(input)) {
    const words = wordsOf(input).filter(() => random() < 0.4);
    return words.map((word) => `"${word}"`).join(', ') || '-';
  }
  const isDate = DATES.includes(input);
  const [low = '', high = ''] = [0, 0]
    .map(() => (isDate ? day(random) : amount(random)))
    .toSorted((a, b) => (a !== undefined && b !== undefined && a < b ? -1 : 1))
    .map((end) => (isDate ? `date("${end}")` : String(end)));
  return pick(random, [`< ${high}`, `>= ${low}`, `[${low}..${high})`, `[${low}..${high}]`]);
}

function table(random: Random): string {
  const inputs = [...NUMBERS, ...TEXTS, ...DATES].filter(() => random() < 0.35);
  if (inputs.length === 0) inputs.push('grade');
  const rules = Array.from({ length: 8 + Math.floor(random() * 33) }, () => {
    const cells = inputs.map((input) => `<inputEntry>${cellText(cell(random, input))}</inputEntry>`);
    return `<rule>${cells.join('')}<outputEntry>${cellText(String(amount(random)))}</outputEntry></rule>`;
  });
  const columns = inputs.map(
    (input) => `<input><inputExpression>${cellText(input)}</inputExpression></input>`,
  );
  const policy = pick(random, [
    '"FIRST"',
    '"FIRST"',
    '"COLLECT" aggregation="SUM"',
    '"COLLECT" aggregation="MAX"',
    '"COLLECT" aggregation="COUNT"',
  ]);
  return `${inputs
    .map((input) => `<informationRequirement><requiredInput href="#${input}"/></informationRequirement>`)
    .join(
      '',
    )}<decisionTable hitPolicy=${policy}>${columns.join('')}<output/>${rules.join('')}</decisionTable>`;
}

/** Decisions are named `1` and so on. */
export function manyTables(count: number): string {
  const random = seededRandom('many tables');
  const type = (name: string) => (TEXTS.includes(name) ? 'string' : DATES.includes(name) ? 'date' : 'number');
  const inputs = [...NUMBERS, ...TEXTS, ...DATES].map(
    (name) =>
      `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${type(name)}"/></inputData>`,
  );
  const decisions = Array.from(
    { length: count },
    (_none, index) =>
      `<decision id="d${index + 1}" name="${index + 1}"><variable name="${index + 1}"/>${table(random)}</decision>`,
  );
  return `<definitions xmlns="${DMN}" name="many" namespace="urn:many">${inputs.join('')}${decisions.join('')}</definitions>`;
}

/** One in a hundred numbers is missing. */
export function manySubjects(rows: number): Map<string, Column> {
  const random = seededRandom('many subjects');
  const bytes = (size: number) => new SharedArrayBuffer(rows * size);
  const columns = new Map<string, Column>();
  for (const name of NUMBERS) {
    const values = new Float64Array(bytes(8));
    for (let row = 0; row < rows; row += 1) values[row] = random() < 0.01 ? Number.NaN : amount(random);
    columns.set(name, { kind: 'number', values });
  }
  for (const name of TEXTS) {
    const [codes, dictionary] = [new Int32Array(bytes(4)), wordsOf(name)];
    for (let row = 0; row < rows; row += 1) codes[row] = Math.floor(random() * dictionary.length);
    columns.set(name, { kind: 'coded', codes, dictionary });
  }
  for (const name of DATES) {
    const days = new Int32Array(bytes(4));
    for (let row = 0; row < rows; row += 1) days[row] = FIRST_DAY + Math.floor(random() * DAYS);
    columns.set(name, { kind: 'date', days });
  }
  return columns;
}
