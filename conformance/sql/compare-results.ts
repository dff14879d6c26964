import {
  compileModel,
  equal,
  fromPlain,
  readModel,
  toSql,
  toText,
  type CompiledModel,
  type DialectName,
  type SqlColumn,
  type SqlStatement,
  type Value,
} from '@tandem/decision';
import { COLUMNS, INPUTS, type Case, type InputName } from './generate-cases.ts';

export interface Question extends SqlStatement {
  decision: string;
  rows: Case['rows'];
}

/** The statements for both decisions of a case; none for what is refused. */
export function questionsOf(
  { xml, rows }: Case,
  dialect: DialectName,
): { model: CompiledModel; questions: Question[] } {
  const model = compileModel(readModel(xml));
  const questions = ['d1', 'd2'].flatMap((decision) => {
    const made = toSql(model, decision, { dialect, columns: COLUMNS });
    return 'sql' in made ? [{ ...made, decision, rows }] : [];
  });
  return { model, questions };
}

/** A statement that gives texts: dates in their own form, moments in UTC, lists as JSON of texts. */
export function asTexts({ sql, outputs }: Question, dialect: DialectName): string {
  const [quote, text] = dialect === 'spark' ? ['`', 'string'] : ['"', 'varchar'];
  const texts = outputs.map(({ name, sqlType }, index) => {
    const column = `${quote}${name}${quote}`;
    const list = dialect === 'spark' ? `array<${text}>` : `${text}[]`;
    const isList = sqlType.endsWith('[]') || sqlType.startsWith('array');
    return `cast(${isList ? `to_json(cast(${column} as ${list}))` : column} as ${text}) as o${index}`;
  });
  return `select ${texts.join(', ')} from (${sql}) as results order by ${quote}key${quote}`;
}

const MOMENT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00(?::00)?)?$/;

/** What a database said, as the value that FEEL has for it. */
function valueOf(text: string | null, expected: Value): Value {
  if (text === null) return null;
  if (Array.isArray(expected)) {
    const items = JSON.parse(text) as (string | null)[];
    return items.map((item, index) => valueOf(item, expected[index] ?? null));
  }
  if (typeof expected === 'boolean') return text === 'true' || text === 't';
  if (typeof expected === 'string') return text;
  const moment = MOMENT.exec(text);
  if (moment) return fromPlain(`${moment[1]}T${moment[2]}Z`, { kind: 'date and time' });
  const number = fromPlain(text, { kind: 'number' });
  return typeof number === 'string' ? fromPlain(text, { kind: 'date' }) : number;
}

function inputValue(name: InputName, text: string | null): Value {
  const { type } = INPUTS[name];
  if (text === null) return null;
  if (type === 'boolean') return text === 'true';
  if (type === 'string' || type === 'tGrade') return text;
  return fromPlain(text, { kind: type === 'dateTime' ? 'date and time' : type });
}

/** A row as the engine is given it: `p.age` is in the context `p`. */
export function inputOf(row: Case['rows'][number]): ReadonlyMap<string, Value> {
  const input = new Map<string, Value>();
  const person = new Map<string, Value>();
  for (const [name, text] of Object.entries(row) as [InputName, string | null][]) {
    const [, member] = name.split('.');
    if (member === undefined) input.set(name, inputValue(name, text));
    else person.set(member, inputValue(name, text));
  }
  return input.set('p', person);
}

/** The parts that a result has in its columns: those of a context, those of a list of contexts one by one. */
function partsOf(value: Value, outputs: readonly SqlColumn[]): Value[] {
  const part = (of: Value, name: string): Value => (of instanceof Map ? (of.get(name) ?? null) : of);
  return outputs.map(({ name }) =>
    Array.isArray(value) ? value.map((item: Value) => part(item, name)) : part(value, name),
  );
}

/** What differs between a database's results and `evaluate`, one line each. */
export function differences(
  model: CompiledModel,
  question: Question,
  results: readonly (readonly (string | null)[])[],
): string[] {
  const found: string[] = [];
  for (const [index, row] of question.rows.entries()) {
    const expected = partsOf(model.evaluate(question.decision, inputOf(row)).value, question.outputs);
    for (const [column, wanted] of expected.entries()) {
      const text = results[index]?.[column] ?? null;
      const got = valueOf(text, wanted);
      if (equal(got, wanted) !== true)
        found.push(
          `${question.decision} ${JSON.stringify(row)}: ${toText([wanted])} expected, ${String(text)} got`,
        );
    }
  }
  return found;
}
