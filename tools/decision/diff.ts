import { compareVersions, compileModel, PartBudget, type ChangeGroup, type Outcome } from '@tandem/decision';
import { translate } from '@tandem/messages';
import { CommandError } from './command-error.ts';
import { parseCommand } from './parse-command.ts';
import { print, toJson } from './print-json.ts';
import { readModels, readSubjects } from './read-files.ts';

/**
 * Prints who changes outcome between two versions of a decision, by the rules that were hit before and after, with
 * examples: for people, or as JSON.
 * @throws CommandError, DecisionError
 */
export function diff(args: string[]): number {
  const { values, positionals } = parseCommand(args, {
    decision: { type: 'string' },
    import: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  const [before, after, subjects] = positionals;
  const { decision } = values;
  if (!before || !after || !subjects || positionals.length > 3 || decision === undefined)
    throw new CommandError('USAGE');
  const compiled = (path: string) => compileModel(readModels([path, ...(values.import ?? [])]));
  const now = Date.now();
  const compared = compareVersions(compiled(before), compiled(after), decision, readSubjects(subjects), {
    now,
  });
  if (values.json) print(toJson(compared, 2));
  else {
    const { total, changed, byRule } = compared;
    for (const language of ['zh', 'en'] as const)
      print(translate('decision.diff', language, { total, changed }));
    const parts = new PartBudget();
    for (const group of byRule) print(`\n${blockOf(group, parts)}`);
  }
  return 0;
}

function blockOf({ before, after, count, examples }: ChangeGroup, parts: PartBudget): string {
  const json = (data: unknown) => toJson(data, undefined, parts);
  const rules = (hit: ChangeGroup['before']) =>
    hit.map(({ table, rule }) => `${table} #${rule}`).join(', ') || '–';
  const said = ({ value, error }: Outcome) => error ?? json(value);
  return [
    `${count} × ${rules(before)} → ${rules(after)}`,
    ...examples.map((one) => `  ${json(one.input)}: ${said(one.before)} → ${said(one.after)}`),
  ].join('\n');
}
