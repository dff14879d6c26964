import { Decimal } from '../values/decimal.ts';
import { FeelDate } from '../values/date.ts';
import { FeelRange } from '../values/range.ts';
import { isList, type Run, type Value } from '../values/value.ts';

/** Takes a value; false to go no further. */
type Visit = (value: Value) => boolean;

/**
 * Visits the items of a list, or what lies from one bound to the other, up or down. False if a visit said so, or if
 * there is nothing that could be passed over.
 */
export function each(run: Run, from: Value, to: Value | undefined, visit: Visit): boolean {
  if (to !== undefined) return eachBetween(run, from, to, visit);
  if (from === null || from instanceof FeelRange) return notIterable(run);
  const items: readonly Value[] = isList(from) ? from : [from];
  for (const item of items) {
    run.spend(1);
    if (!visit(item)) return false;
  }
  return true;
}

function eachBetween(run: Run, from: Value, to: Value, visit: Visit): boolean {
  if (from instanceof FeelDate && to instanceof FeelDate)
    return eachWhole(run, from.days, to.days, (days) => visit(FeelDate.ofDays(days) ?? null));
  if (Number.isSafeInteger(from) && Number.isSafeInteger(to))
    return eachWhole(run, from as number, to as number, visit);
  return notIterable(run);
}

function eachWhole(run: Run, from: number, to: number, visit: (value: number) => boolean): boolean {
  const step = from <= to ? 1 : -1;
  for (let at = from; step > 0 ? at <= to : at >= to; at += step) {
    run.spend(1);
    if (!visit(at)) return false;
  }
  return true;
}

function notIterable(run: Run): false {
  run.warn('NOT_ITERABLE');
  return false;
}

const SIZE_CHECKED = 1023;

/** What `for` gives: the values that `loop` hands to its visitor, and null if it could not go to its end. */
export function collect(run: Run, loop: (visit: Visit, partial: readonly Value[]) => boolean): Value {
  const results: Value[] = [];
  const visit = (value: Value) => {
    results.push(value);
    if ((results.length & SIZE_CHECKED) === 0) run.reserve(results.length);
    return true;
  };
  return loop(visit, results) ? results : null;
}

/** The results so far, as a list of its own. */
export function soFar(run: Run, results: readonly Value[]): Value {
  run.spend(results.length);
  return results.slice();
}

/** `some` (one is `decisive`: true) or `every` (false) over what `loop` hands on: three-valued. */
export function quantify(run: Run, decisive: boolean, loop: (visit: Visit) => boolean): Value {
  let result: Value = !decisive;
  let isDecided = false;
  const isWhole = loop((value) => {
    if (value === decisive) {
      isDecided = true;
      return false;
    }
    if (typeof value !== 'boolean') result = null;
    return value === null || typeof value === 'boolean' || notBoolean(run);
  });
  if (isDecided) return decisive;
  return isWhole ? result : null;
}

function notBoolean(run: Run): false {
  run.warn('CONDITION_NOT_BOOLEAN');
  return false;
}

/** `of[by]`: the item at a position counted from 1, from the end when negative; or the items for which `by` is true. */
export function filter(run: Run, of: Value, by: (item: Value) => Value): Value {
  const items: readonly Value[] = isList(of) ? of : [of];
  const first = by(items[0] ?? null);
  if (typeof first === 'number' || first instanceof Decimal) return itemAt(run, items, first);
  run.spend(items.length);
  const found: Value[] = [];
  for (const [index, item] of items.entries()) {
    const passes = index === 0 ? first : by(item);
    if (passes === true) found.push(item);
    else if (passes !== false && passes !== null && !notBoolean(run)) return null;
  }
  return found;
}

function itemAt(run: Run, items: readonly Value[], position: Value): Value {
  if (typeof position === 'number' && Number.isInteger(position)) {
    const item = position > 0 ? items[position - 1] : items.at(position < 0 ? position : items.length);
    if (item !== undefined) return item;
  }
  run.warn('POSITION_OUTSIDE');
  return null;
}
