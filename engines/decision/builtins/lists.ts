import { ANY, BOOLEAN, listOf, NUMBER } from '../types/type.ts';
import { equal } from '../values/equality.ts';
import type { FeelFunction } from '../values/function.ts';
import type { FeelList, Run, Value } from '../values/value.ts';
import { define, listWays, variadicWay, way } from './define.ts';
import { ANYTHING, FUNCTION, LIST, optional, WHOLE } from './kinds.ts';
import { sortList } from './sort-list.ts';
import { ValueSet } from './value-set.ts';

const ANY_LIST = listOf(ANY);

/** The index of a position from 1, or from the end with −1; undefined where the list has none. */
function indexOfPosition(position: number, length: number): number | undefined {
  if (position === 0 || Math.abs(position) > length) return undefined;
  return position > 0 ? position - 1 : length + position;
}

function sublist(list: FeelList, start: number, length: number | undefined): FeelList | undefined {
  const from = indexOfPosition(start, list.length);
  if (from === undefined || (length !== undefined && (length < 0 || from + length > list.length)))
    return undefined;
  return list.slice(from, length === undefined ? undefined : from + length);
}

function concatenated(lists: readonly FeelList[], run: Run): FeelList {
  run.reserve(lists.reduce((sum, list) => sum + list.length, 0));
  return lists.flat();
}

function insertBefore(list: FeelList, position: number, item: Value, run: Run): FeelList | undefined {
  const at = indexOfPosition(position, list.length);
  run.reserve(list.length + 1);
  return at === undefined ? undefined : list.toSpliced(at, 0, item);
}

function remove(list: FeelList, position: number): FeelList | undefined {
  const at = indexOfPosition(position, list.length);
  return at === undefined ? undefined : list.toSpliced(at, 1);
}

function replaceAt(list: FeelList, position: number, item: Value): FeelList | undefined {
  const at = indexOfPosition(position, list.length);
  return at === undefined ? undefined : list.with(at, item);
}

/** Undefined where the function does not say true or false of some item. */
function replaceMatching(list: FeelList, match: FeelFunction, item: Value, run: Run): FeelList | undefined {
  if (match.parameters.length !== 2) return undefined;
  const replaced: Value[] = [];
  for (const old of list) {
    const holds = match.call([old, item], run);
    if (typeof holds !== 'boolean') return undefined;
    replaced.push(holds ? item : old);
  }
  return replaced;
}

function flattened(list: FeelList, run: Run): FeelList {
  const items: Value[] = [];
  const add = (part: FeelList): void => {
    run.spend(part.length);
    for (const item of part) {
      if (Array.isArray(item)) add(item);
      else items.push(item);
    }
  };
  add(list);
  run.reserve(items.length);
  return items;
}

const distinct = (list: FeelList, run: Run): FeelList => {
  const seen = new ValueSet(run);
  return list.filter((item) => seen.add(item));
};

const ofList = [['list', LIST]] as const;
const ofListAndPosition = [
  ['list', LIST],
  ['position', WHOLE],
] as const;

/** DMN 1.5, clause 10.3.4.4; functions that reckon are in aggregates.ts. */
export const LIST_FUNCTIONS = [
  define(
    'list contains',
    way([...ofList, ['element', ANYTHING]], BOOLEAN, (list, element, run) =>
      list.some((item) => equal(item, element, run) === true),
    ),
  ),
  define('count', ...listWays(LIST, NUMBER, (list) => list.length)),
  define(
    'sublist',
    way([...ofList, ['start position', WHOLE], ['length', optional(WHOLE)]], ANY_LIST, sublist),
  ),
  define(
    'append',
    variadicWay(ofList, ['item', ANYTHING], ANY_LIST, (list, items, run) => concatenated([list, items], run)),
  ),
  define('concatenate', variadicWay([], ['list', LIST], ANY_LIST, concatenated)),
  define('insert before', way([...ofListAndPosition, ['newItem', ANYTHING]], ANY_LIST, insertBefore)),
  define('remove', way(ofListAndPosition, ANY_LIST, remove)),
  define(
    'reverse',
    way(ofList, ANY_LIST, (list) => list.toReversed()),
  ),
  define(
    'index of',
    way([...ofList, ['match', ANYTHING]], listOf(NUMBER), (list, match, run) =>
      list.flatMap((item, index) => (equal(item, match, run) === true ? [index + 1] : [])),
    ),
  ),
  define(
    'union',
    variadicWay([], ['list', LIST], ANY_LIST, (lists, run) => distinct(concatenated(lists, run), run)),
  ),
  define('distinct values', way(ofList, ANY_LIST, distinct)),
  define('flatten', way(ofList, ANY_LIST, flattened)),
  define(
    'list replace',
    way([...ofListAndPosition, ['newItem', ANYTHING]], ANY_LIST, replaceAt),
    way([...ofList, ['match', FUNCTION], ['newItem', ANYTHING]], ANY_LIST, replaceMatching),
  ),
  define('sort', way([...ofList, ['precedes', optional(FUNCTION)]], ANY_LIST, sortList)),
];
