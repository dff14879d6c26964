import { compileModel, toSql, type ColumnOption, type DialectName, type Unsupported } from '@tandem/decision';
import { CommandError } from './command-error.ts';
import { parseCommand } from './parse-command.ts';
import { blockOf } from './print-finding.ts';
import { print, toJson } from './print-json.ts';
import { readModels } from './read-files.ts';

const DIALECTS: readonly DialectName[] = ['postgres', 'duckdb', 'spark'];

/**
 * Prints a decision as one statement of SQL, with `--json` its columns too. What has no SQL of the same meaning is told,
 * expression by expression, and ends with 1.
 * @throws CommandError, DecisionError
 */
export function sql(args: string[]): number {
  const { values, positionals } = parseCommand(args, {
    decision: { type: 'string' },
    dialect: { type: 'string' },
    relation: { type: 'string' },
    key: { type: 'string' },
    column: { type: 'string', multiple: true },
    import: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  const [path] = positionals;
  const { decision, relation, key, column = [] } = values;
  const dialect = DIALECTS.find((name) => name === values.dialect);
  if (path === undefined || positionals.length > 1 || decision === undefined || dialect === undefined)
    throw new CommandError('USAGE');
  const paths = [path, ...(values.import ?? [])];
  const models = readModels(paths);
  const made = toSql(compileModel(models), decision, {
    dialect,
    columns: Object.fromEntries(column.map(readColumn)),
    ...(relation === undefined ? {} : { relation: relation.split('.') }),
    ...(key === undefined ? {} : { key }),
  });
  if (values.json) print(toJson(made, 2));
  if ('sql' in made) {
    if (!values.json) print(`${made.sql};`);
    return 0;
  }
  const pathOf = ({ place }: Unsupported) =>
    paths[models.findIndex(({ namespace }) => namespace === place.model)] ?? path;
  if (!values.json)
    process.stderr.write(made.unsupported.map((one) => blockOf(one, pathOf(one), one.code)).join(''));
  return 1;
}

/** `amount=12,2`: digits in all, and behind the point; `amount:betrag=12,2` names the column. */
function readColumn(text: string): [string, ColumnOption] {
  const [, input, name, precision, scale = '0'] =
    /^([^:=]+)(?::([^:=]+))?(?:=(\d+)(?:,(\d+))?)?$/.exec(text) ?? [];
  if (input === undefined) throw new CommandError('USAGE');
  const digits = precision === undefined ? {} : { precision: Number(precision), scale: Number(scale) };
  return [input, { ...digits, ...(name === undefined ? {} : { name }) }];
}
