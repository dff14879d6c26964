import { checkModel, type Finding } from '@tandem/decision';
import { CommandError } from './command-error.ts';
import { parseCommand } from './parse-command.ts';
import { blockOf } from './print-finding.ts';
import { readModels } from './read-files.ts';

/**
 * Prints what is wrong with a model, before it runs: a block for each finding, or all of them as JSON. Ends with 1 if
 * one of them is an error.
 * @throws CommandError, DecisionError
 */
export function check(args: string[]): number {
  const { values, positionals } = parseCommand(args, {
    json: { type: 'boolean' },
    import: { type: 'string', multiple: true },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new CommandError('USAGE');
  const paths = [path, ...(values.import ?? [])];
  const models = readModels(paths);
  const findings = checkModel(models);
  const pathOf = ({ place }: Finding) =>
    paths[models.findIndex(({ namespace }) => namespace === place.model)] ?? path;
  process.stdout.write(
    values.json
      ? `${JSON.stringify(findings, undefined, 2)}\n`
      : findings
          .map((finding) => blockOf(finding, pathOf(finding), `${finding.severity} ${finding.code}`))
          .join(''),
  );
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}
