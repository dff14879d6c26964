import { beginningOf, compileModel, DecisionError, explainDecision, type Value } from '@tandem/decision';
import { CommandError } from './command-error.ts';
import { parseCommand } from './parse-command.ts';
import { print, toJson } from './print-json.ts';
import { readInput, readModels } from './read-files.ts';

/**
 * Prints what a decision gives and, table by table, which rules were hit and why, or which came nearest: sentences, or
 * all of it as JSON.
 * @throws CommandError, DecisionError
 */
export function explain(args: string[]): number {
  const { values, positionals } = parseCommand(args, {
    decision: { type: 'string' },
    import: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  const [modelPath, inputPath] = positionals;
  const { decision } = values;
  if (modelPath === undefined || inputPath === undefined || positionals.length > 2 || decision === undefined)
    throw new CommandError('USAGE');
  const model = compileModel(readModels([modelPath, ...(values.import ?? [])]));
  const explanation = explainDecision(model, decision, readInput(inputPath), Date.now());
  if (values.json) print(toJson(explanation, 2));
  else {
    print(`${decision}: ${told(explanation.value)}`);
    for (const { zh, en } of explanation.tables) print(`  ${zh}\n  ${en}`);
    for (const { element, code, zh, en } of explanation.messages)
      print(`${element}: ${code}\n  ${zh}\n  ${en}`);
  }
  return 0;
}

/** Characters of a value that is too large for JSON. */
const MOST_CHARACTERS = 2000;

/** As JSON; of what is too large the beginning, since who asks why wants to be told of the tables all the same. */
function told(value: Value): string {
  try {
    return toJson(value);
  } catch (error) {
    if (!(error instanceof DecisionError) || error.code !== 'LIMIT_SIZE') throw error;
    return beginningOf(value, MOST_CHARACTERS);
  }
}
