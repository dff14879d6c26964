import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../builtins/builtins.ts';
import { bindNamed, FeelFunction } from './function.ts';

const orderOf = (name: string, names: readonly string[]) => {
  const fn = BUILTINS.get(name);
  return fn && bindNamed(fn, name, names)?.order;
};

describe('named arguments', () => {
  it.each([
    ['substring', ['length', 'string', 'start position'], [1, 2, 0]],
    ['number', ['from', 'decimal separator'], [0, -1, 1]],
    ['is', ['value2'], [-1, 0]],
    ['before', ['point', 'range'], [0, 1]],
    ['before', ['range', 'point'], [0, 1]],
    ['date', ['from'], [0]],
    ['date', ['day', 'month', 'year'], [2, 1, 0]],
    ['date', ['year', 'month'], undefined],
    ['substring', ['string', 'start'], undefined],
    ['substring', ['string', 'string', 'start position'], undefined],
  ])('%s(%s): %s', (name, names, order) => {
    expect(orderOf(name, names)).toEqual(order);
  });

  it('are all given to a function of one’s own', () => {
    const fn = new FeelFunction(['a', 'b'], (args) => args);
    expect(bindNamed(fn, 'f', ['b', 'a'])?.order).toEqual([1, 0]);
    expect(bindNamed(fn, 'f', ['a'])).toBeUndefined();
    expect(bindNamed(fn, 'f', ['a', 'b', 'c'])).toBeUndefined();
  });
});
