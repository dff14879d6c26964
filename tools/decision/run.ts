import { compileModel, type CompileError, type Message } from '@tandem/decision';
import { CommandError } from './command-error.ts';
import { parseCommand } from './parse-command.ts';
import { print, toJson } from './print-json.ts';
import { readInput, readModels } from './read-files.ts';

/**
 * Prints the results of a model's decisions as one JSON object, and what they had to say on standard error.
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
  const { service, decision = service === undefined ? model.decisions.map(({ name }) => name) : [] } = values;
  const unknown = unknownKeys(input, [
    ...model.inputs.map(({ name }) => name),
    ...decision.flatMap((name) => model.keysOf('decision', name)),
    ...(service === undefined ? [] : model.keysOf('service', service)),
  ]);
  if (values.strict === true && unknown.length > 0)
    throw new CommandError('INPUT_UNKNOWN', { names: unknown.join(', ') });
  const results = new Map(decision.map((name) => [name, model.evaluate(name, input, now)]));
  if (service !== undefined) results.set(service, model.evaluateService(service, input, now));
  complain([
    ...unknown.map((element) => ({ element, code: 'INPUT_UNKNOWN', params: {} })),
    ...model.errors,
    ...[...results.values()].flatMap(({ messages }) => messages),
  ]);
  const valuesByName = [...results].map(([name, { value }]) => [name, value] as const);
  print(toJson(Object.fromEntries(valuesByName), 2));
  return 0;
}

/** What is given though nothing that is asked rests on it, nor has the model such input data. */
const unknownKeys = (input: Readonly<Record<string, unknown>>, known: readonly string[]): string[] =>
  Object.keys(input).filter((key) => !known.includes(key));

/** Each complaint once, however many results rest on what it is about. */
function complain(complaints: readonly Pick<Message | CompileError, 'element' | 'code' | 'params'>[]): void {
  const lines = complaints.map(
    ({ element, code, params }) => `${element}: ${code} ${JSON.stringify(params)}\n`,
  );
  process.stderr.write([...new Set(lines)].join(''));
}
