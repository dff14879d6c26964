/** The table that `bench/decision.ts` asks all engines: 20 rows, 6 inputs, of which the last row asks nothing. */
import { pick, seededRandom } from '../../demo/seeded-random.ts';

/** `from` ≤ value < `below`. */
interface Span {
  from?: number;
  below?: number;
}
export interface Row {
  age?: Span;
  income?: Span;
  score?: Span;
  grade?: string;
  /** Days since 1970, both included. */
  registered?: readonly [from: number, to: number];
  district?: readonly string[];
  rate: number;
}
export interface Subject {
  age: number;
  income: number;
  score: number;
  grade: string;
  registered: number;
  district: string;
}

/** As it comes from JSON. */
export type SubjectOfText = Record<'grade' | 'registered' | 'district', string> &
  Record<'age' | 'income' | 'score', number>;

export const INPUTS = ['age', 'income', 'score', 'grade', 'registered', 'district'] as const;

const day = (date: string) => Date.parse(date) / 86_400_000;
export const dateOf = (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10);

const NORTH = ['兴庆区', '金凤区', '西夏区'];
const SOUTH = ['利通区', '红寺堡区', '青铜峡市', '盐池县'];
const Y2019 = [day('2019-01-01'), day('2019-12-31')] as const;
const Y2020 = [day('2020-01-01'), day('2021-12-31')] as const;
const Y2022 = [day('2022-01-01'), day('2024-06-30')] as const;

export const ROWS: readonly Row[] = [
  { age: { from: 18, below: 25 }, income: { below: 3000.5 }, grade: 'A', district: NORTH, rate: 0.95 },
  {
    age: { from: 18, below: 25 },
    income: { from: 3000.5, below: 5000 },
    grade: 'A',
    registered: Y2020,
    rate: 0.9,
  },
  { age: { from: 18, below: 25 }, score: { from: 0.75 }, grade: 'B', registered: Y2022, rate: 0.85 },
  { age: { from: 25, below: 35 }, income: { below: 3500 }, grade: 'A', district: NORTH, rate: 0.82 },
  {
    age: { from: 25, below: 35 },
    income: { from: 3500, below: 8000 },
    grade: 'B',
    district: SOUTH,
    rate: 0.8,
  },
  {
    age: { from: 25, below: 35 },
    score: { from: 0.6, below: 0.8 },
    registered: Y2019,
    district: NORTH,
    rate: 0.75,
  },
  { age: { from: 35, below: 45 }, income: { below: 4200.25 }, grade: 'C', registered: Y2020, rate: 0.7 },
  { age: { from: 35, below: 45 }, income: { from: 12_000 }, score: { from: 0.9 }, grade: 'A', rate: 0.65 },
  { age: { from: 35, below: 45 }, grade: 'B', registered: Y2022, district: SOUTH, rate: 0.6 },
  { age: { from: 45, below: 60 }, income: { below: 2500 }, district: SOUTH, rate: 0.55 },
  {
    age: { from: 45, below: 60 },
    income: { from: 2500, below: 6000 },
    grade: 'C',
    district: NORTH,
    rate: 0.5,
  },
  { age: { from: 45, below: 60 }, score: { below: 0.1 }, registered: Y2019, rate: 0.45 },
  { age: { from: 60 }, income: { below: 2000 }, grade: 'D', rate: 0.42 },
  { age: { from: 60 }, score: { from: 0.5 }, registered: Y2020, district: ['大武口区', '惠农区'], rate: 0.4 },
  { income: { below: 1200 }, score: { from: 0.95 }, grade: 'D', rate: 0.35 },
  { income: { from: 20_000 }, grade: 'A', registered: Y2022, district: NORTH, rate: 0.3 },
  { income: { from: 20_000 }, score: { below: 0.05 }, grade: 'B', rate: 0.25 },
  { score: { from: 0.98 }, registered: Y2019, district: ['大武口区', '惠农区'], rate: 0.2 },
  { age: { below: 18 }, grade: 'A', registered: Y2022, district: ['原州区'], rate: 0.1 },
  { rate: 0.05 },
];

/** Cells of a table in the words that DMN and ZEN share; `-` asks nothing. */
export function cellOf(row: Row, input: (typeof INPUTS)[number], dateText: (days: number) => string): string {
  switch (input) {
    case 'grade':
      return row.grade === undefined ? '-' : `"${row.grade}"`;
    case 'district':
      return row.district?.map((name) => `"${name}"`).join(', ') ?? '-';
    case 'registered':
      return row.registered ? `[${row.registered.map(dateText).join('..')}]` : '-';
    default:
      return spanText(row[input]);
  }
}

function spanText({ from, below }: Span = {}): string {
  if (from !== undefined && below !== undefined) return `[${from}..${below})`;
  if (from !== undefined) return `>= ${from}`;
  return below === undefined ? '-' : `< ${below}`;
}

const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const TYPES = {
  age: 'number',
  income: 'number',
  score: 'number',
  grade: 'string',
  registered: 'date',
  district: 'string',
};

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const textOf = (name: string, text: string) => `<${name}><text>${escaped(text)}</text></${name}>`;

/** A model of two decisions, `first` and `all`. */
export function tableAsDmn(): string {
  const rules = ROWS.map((row) => {
    const cells = INPUTS.map((input) =>
      textOf(
        'inputEntry',
        cellOf(row, input, (days) => `date("${dateOf(days)}")`),
      ),
    );
    return `<rule>${cells.join('')}${textOf('outputEntry', String(row.rate))}</rule>`;
  });
  const columns = INPUTS.map((input) => `<input>${textOf('inputExpression', input)}</input>`);
  const needs = INPUTS.map(
    (input) => `<informationRequirement><requiredInput href="#_${input}"/></informationRequirement>`,
  );
  const decision = (
    name: string,
    policy: string,
  ) => `<decision name="${name}" id="_${name}"><variable name="${name}"/>
    ${needs.join('')}<decisionTable hitPolicy="${policy}">${columns.join('')}<output/>${rules.join('')}</decisionTable></decision>`;
  const inputs = INPUTS.map(
    (input) =>
      `<inputData name="${input}" id="_${input}"><variable name="${input}" typeRef="${TYPES[input]}"/></inputData>`,
  );
  return `<definitions xmlns="${DMN}" name="bench" namespace="urn:bench">${inputs.join('')}${decision(
    'first',
    'FIRST',
  )}${decision('all', 'COLLECT')}</definitions>`;
}

/** So many subjects; three quarters of them fit the last row only. */
export function makeSubjects(count: number, fitsLastOnly: (subject: Subject) => boolean): Subject[] {
  const random = seededRandom('bench decision');
  const found: Subject[] = [];
  for (let index = 0; index < count; index += 1) {
    const wanted = index % 4 !== 0;
    let subject = anySubject(random);
    while (fitsLastOnly(subject) !== wanted) subject = anySubject(random);
    found.push(subject);
  }
  return found;
}

const DISTRICTS = [...NORTH, ...SOUTH, '大武口区', '惠农区', '原州区', '沙坡头区'];

function anySubject(random: () => number): Subject {
  return {
    age: Math.floor(10 + random() * 70),
    income: Math.round(random() * random() * 3_000_000) / 100,
    score: Math.round(random() * 1000) / 1000,
    grade: pick(random, ['A', 'B', 'C', 'D']),
    registered: Math.floor(day('2018-06-01') + random() * 2600),
    district: pick(random, DISTRICTS),
  };
}
