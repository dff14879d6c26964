import type { Span } from '../feel/ast.ts';
import { BUILTINS } from '../builtins/builtins.ts';
import { ANY, bareType, listOf, STRING, typeToText, type FunctionType, type Type } from '../types/type.ts';
import type { Way } from '../values/function.ts';
import { repeated } from './check-names.ts';
import type { Report } from './finding.ts';
import { printConstant } from './constant.ts';
import { fitOf } from './fit.ts';
import { clash, join } from './infer.ts';
import { misfits, type Misfit, type Shape } from './shape.ts';

export interface CallOf {
  name: string;
  isBuiltIn: boolean;
  /** Of what is called. */
  type: Type;
  args: readonly { name: string | undefined; span: Span; type: Type; shape?: Shape | undefined }[];
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
  for (const { name = '', span } of repeated(call.args, (argument) => argument.name))
    report('ENTRY_DUPLICATE', span, { name });
  const ways = call.isBuiltIn ? BUILTINS.get(call.name)?.ways : undefined;
  if (ways) {
    const result = checkWays(call, ways, report);
    return call.name === 'get entries' ? ENTRIES : result;
  }
  const type = bareType(call.type);
  if (type.kind !== 'function') {
    if (type.kind !== 'any') report('NOT_A_FUNCTION', call.span, { name: call.name, type: typeToText(type) });
    return ANY;
  }
  if (type.parameters) checkParameters(call, type.parameters, type.names, report);
  return type.result;
}

/** Of a function of a model: all of its parameters are given, by position or by name. */
function checkParameters(
  call: CallOf,
  parameters: readonly Type[],
  names: FunctionType['names'],
  report: Report,
): void {
  const given = new Set(call.args.map(({ name }) => name));
  const isNamed = !given.has(undefined) && given.size > 0;
  if (isNamed && names && !(names.length === given.size && names.every((name) => given.has(name))))
    reportNames(call, [names], report);
  else if (parameters.length !== call.args.length) reportCount(call, [String(parameters.length)], report);
  for (const [at, { name, type, shape }] of call.args.entries()) {
    const parameter = parameters[name === undefined ? at : (names?.indexOf(name) ?? -1)];
    const misfit =
      parameter &&
      misfits(shape ?? { kind: 'type', type, where: {} }, parameter).find(
        ({ kind }) => kind === 'value' || kind === 'type',
      );
    if (misfit) reportType(call, at, parameter, report, misfit);
  }
}

function reportCount(call: CallOf, counts: readonly string[], report: Report): void {
  report('ARGUMENT_COUNT', call.span, {
    function: call.name,
    expected: [...new Set(counts)].join(', '),
    actual: call.args.length,
  });
}

function reportNames(call: CallOf, ways: readonly (readonly string[])[], report: Report): void {
  report('ARGUMENT_NAMES', call.span, {
    function: call.name,
    expected: [...new Set(ways.map((names) => names.join(', ')))].join(' / '),
    actual: call.args.map(({ name }) => name).join(', '),
  });
}

function checkWays(call: CallOf, ways: readonly Way[], report: Report): Type {
  const counted = ways.filter((way) => takesSoMany(way, call));
  if (counted.length === 0) {
    if (call.args.some(({ name }) => name !== undefined)) reportNames(call, ways.map(namesOf), report);
    else reportCount(call, ways.map(countOf), report);
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

/** `string, start position, [length]`. */
const namesOf = ({ parameters }: Way): string[] =>
  parameters.map(({ name, optional }) => (optional ? `[${name}]` : name));

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

function reportType(call: CallOf, at: number, expected: Type, report: Report, misfit?: Misfit): void {
  const argument = call.args[at];
  if (!argument) return;
  const value = misfit?.shape.kind === 'value' ? misfit.shape.value : null;
  const isOfType = misfit && fitOf(argument.type, expected) !== 'never';
  report('ARGUMENT_TYPE', argument.span, {
    function: call.name,
    parameter: argument.name ?? at + 1,
    expected: typeToText(expected),
    actual: isOfType && value !== null ? printConstant(value) : typeToText(argument.type),
  });
}
