import type { Span } from '../feel/ast.ts';
import { BUILTINS } from '../builtins/builtins.ts';
import { ANY, bareType, listOf, STRING, typeToText, type Type } from '../types/type.ts';
import type { Way } from '../values/function.ts';
import type { Report } from './finding.ts';
import { clash, join } from './infer.ts';

interface CallOf {
  name: string;
  isBuiltIn: boolean;
  /** Of what is called. */
  type: Type;
  args: readonly { name: string | undefined; span: Span; type: Type }[];
  span: Span;
}

/** The built-in functions themselves say no more than that these are contexts. */
const ENTRIES = listOf({
  kind: 'context',
  members: new Map<string, Type>([
    ['key', STRING],
    ['value', ANY],
  ]),
});

/** Reports arguments that no way of calling takes; the type of the result. */
export function checkCall(call: CallOf, report: Report): Type {
  const ways = call.isBuiltIn ? BUILTINS.get(call.name)?.ways : undefined;
  if (ways) {
    const result = checkWays(call, ways, report);
    return call.name === 'get entries' ? ENTRIES : result;
  }
  const type = bareType(call.type);
  if (type.kind !== 'function') {
    if (type.kind !== 'any' && type.kind !== 'null')
      report('NOT_A_FUNCTION', call.span, { name: call.name, type: typeToText(type) });
    return ANY;
  }
  const { parameters, result } = type;
  if (!parameters) return result;
  if (parameters.length !== call.args.length)
    report('ARGUMENT_COUNT', call.span, {
      function: call.name,
      expected: parameters.length,
      actual: call.args.length,
    });
  for (const [at, parameter] of parameters.entries()) {
    const argument = call.args[at];
    if (argument && argument.name === undefined && clash(argument.type, parameter))
      reportType(call, at, parameter, report);
  }
  return result;
}

function checkWays(call: CallOf, ways: readonly Way[], report: Report): Type {
  const counted = ways.filter((way) => takesSoMany(way, call));
  if (counted.length === 0) {
    report('ARGUMENT_COUNT', call.span, {
      function: call.name,
      expected: [...new Set(ways.map(countOf))].join(', '),
      actual: call.args.length,
    });
    return ways.map(({ result }) => result).reduce(join);
  }
  const fitting = counted.filter((way) => misfit(way, call) === -1);
  const [first] = counted;
  if (fitting.length === 0 && first) {
    const at = misfit(first, call);
    const wanted = parameterOf(first, call, at);
    if (wanted) reportType(call, at, wanted.type, report);
  }
  return (fitting.length > 0 ? fitting : counted).map(({ result }) => result).reduce(join);
}

/** `2–3`: how many arguments a way takes. */
function countOf({ parameters, variadic }: Way): string {
  const fewest = parameters.filter(({ optional }) => !optional).length;
  if (variadic) return `≥ ${fewest}`;
  return fewest === parameters.length ? String(fewest) : `${fewest}–${parameters.length}`;
}

function takesSoMany({ parameters, variadic }: Way, { args }: CallOf): boolean {
  const isNamed = args.some(({ name }) => name !== undefined);
  const fewest = parameters.filter(({ optional }) => !optional).length;
  if (isNamed)
    return (
      args.every(({ name }) => parameters.some((parameter) => parameter.name === name)) &&
      parameters.every(({ optional, name }) => optional || args.some((argument) => argument.name === name))
    );
  return args.length >= fewest && (variadic || args.length <= parameters.length);
}

function parameterOf({ parameters, variadic }: Way, { args }: CallOf, at: number) {
  const name = args[at]?.name;
  if (name !== undefined) return parameters.find((parameter) => parameter.name === name);
  return parameters[at] ?? (variadic ? parameters.at(-1) : undefined);
}

/** The first argument that a way can't take; −1 if there is none. */
const misfit = (way: Way, call: CallOf): number =>
  call.args.findIndex(({ type }, at) => {
    const parameter = parameterOf(way, call, at);
    return parameter !== undefined && clash(type, parameter.type);
  });

function reportType(call: CallOf, at: number, expected: Type, report: Report): void {
  const argument = call.args[at];
  if (!argument) return;
  report('ARGUMENT_TYPE', argument.span, {
    function: call.name,
    parameter: argument.name ?? at + 1,
    expected: typeToText(expected),
    actual: typeToText(argument.type),
  });
}
