import { compileModel, DecisionError, type Message, type Result } from '@tandem/decision';
import { CommandError } from './command-error.ts';
import { parseCommand } from './parse-command.ts';
import { print, toJson } from './print-json.ts';
import { readInput, readModels } from './read-files.ts';

type Complaint = Pick<Message, 'element'> & Pick<DecisionError, 'params'> & { code: string };

/**
 * Prints the results of a model's decisions as one JSON object, and what they had to say on standard error. Ends with 1
 * if one of them could not be decided.
 * @throws CommandError, DecisionError
 */
export function run(args: string[]): number {
  const { values, positionals } = parseCommand(args, {
    decision: { type: 'string', multiple: true },
    service: { type: 'string' },
    import: { type: 'string', multiple: true },
    strict: { type: 'boolean' },
  });
  const [modelPath, inputPath] = positionals;
  if (modelPath === undefined || inputPath === undefined || positionals.length > 2)
    throw new CommandError('USAGE');
  const model = compileModel(readModels([modelPath, ...(values.import ?? [])]));
  const input = readInput(inputPath);
  const now = Date.now();
  const { service, decision } = values;
  const asked =
    decision?.map((name) => ({ name, key: name })) ?? (service === undefined ? model.decisions : []);
  const attempts = new Attempts(decision !== undefined);
  const ready = asked.flatMap(
    ({ name, key }) =>
      attempts.of(key ?? name, () => {
        if (key === undefined) throw new DecisionError('NAME_AMBIGUOUS', { name });
        return { key, inputs: model.keysOf('decision', key) };
      }) ?? [],
  );
  const unknown = unknownKeys(input, [
    ...model.inputs.map(({ name }) => name),
    ...ready.flatMap(({ inputs }) => inputs),
    ...(service === undefined ? [] : model.keysOf('service', service)),
  ]);
  if (values.strict === true && unknown.length > 0)
    throw new CommandError('INPUT_UNKNOWN', { names: unknown.join(', ') });
  const results = new Map<string, Result>();
  for (const { key } of ready) {
    const result = attempts.of(key, () => model.evaluate(key, input, now));
    if (result) results.set(key, result);
  }
  if (service !== undefined) {
    if (results.has(service)) throw new DecisionError('NAME_AMBIGUOUS', { name: service });
    results.set(service, model.evaluateService(service, input, now));
  }
  complain([
    ...unknown.map((element) => ({ element, code: 'INPUT_UNKNOWN', params: {} })),
    ...model.errors,
    ...attempts.failures,
    ...[...results.values()].flatMap(({ messages }) => messages),
  ]);
  const valuesByKey = [...results].map(([key, { value }]) => [key, value] as const);
  print(toJson(Object.fromEntries(valuesByKey), 2));
  return attempts.failures.length > 0 ? 1 : 0;
}

/** Of all decisions of a model each may fail by itself; what is asked for by name has to be decided. */
class Attempts {
  readonly failures: Complaint[] = [];
  readonly #isNamed: boolean;

  constructor(isNamed: boolean) {
    this.#isNamed = isNamed;
  }

  of<T>(element: string, ask: () => T): T | undefined {
    try {
      return ask();
    } catch (error) {
      if (this.#isNamed || !(error instanceof DecisionError)) throw error;
      this.failures.push({ element, code: error.code, params: error.params });
      return undefined;
    }
  }
}

/** What is given though nothing that is asked rests on it, nor has the model such input data. */
const unknownKeys = (input: Readonly<Record<string, unknown>>, known: readonly string[]): string[] =>
  Object.keys(input).filter((key) => !known.includes(key));

/** Each complaint once, however many results rest on what it is about. */
function complain(complaints: readonly Complaint[]): void {
  const lines = complaints.map(
    ({ element, code, params }) => `${element}: ${code} ${JSON.stringify(params)}\n`,
  );
  process.stderr.write([...new Set(lines)].join(''));
}
