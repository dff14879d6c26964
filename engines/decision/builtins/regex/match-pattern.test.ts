import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, Evaluation } from '../../compile/run.ts';
import { DecisionError } from '../../decision-error.ts';
import type { Run } from '../../values/value.ts';
import { backtrack } from './backtrack.ts';
import { matchesPattern, replacePattern, splitByPattern } from './match-pattern.ts';
import { parsePattern } from './parse-pattern.ts';
import { parseFlags } from './pattern.ts';
import { compilePattern } from './program.ts';
import { Recognizer } from './recognizer.ts';
import { simulate } from './simulate.ts';
import { Subject } from './subject.ts';

const run = () => new Evaluation(DEFAULT_LIMITS, 0);
const patient = () => new Evaluation({ ...DEFAULT_LIMITS, steps: 50_000 }, 0);
const matches = (input: string, pattern: string, flags = '') =>
  matchesPattern(input, { pattern, flags }, run());
const replace = (input: string, pattern: string, replacement: string, flags = '') =>
  replacePattern(input, { pattern, flags }, replacement, run());

/** Patterns that mean the same to XPath and to JavaScript. */
const { pattern } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '[a-c]', '\\d', '🐎', '^', '$'),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?:${inner})`),
  ),
  pattern: fc
    .array(
      fc
        .array(
          fc
            .tuple(
              tie('atom'),
              fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{0,1}', '*?', '+?', '??'),
            )
            .map(([atom, times]) => (/^[\^$]$/.test(atom) ? atom : atom + times)),
          { maxLength: 3 },
        )
        .map((parts) => parts.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((parts) => parts.join('|')),
}));
const input = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '🐎', '\n'), maxLength: 6 });

function compiled(text: string, flags = '') {
  const given = parseFlags(flags);
  if (!given) throw new Error(flags);
  const parsed = parsePattern(text, given);
  return { flags: given, program: compilePattern(parsed.pattern, parsed.groupCount), ...parsed };
}

describe('regular expressions', () => {
  it('find what JavaScript finds', () => {
    fc.assert(
      fc.property(pattern, input, fc.constantFrom('', 's', 'i'), (text, subject, flags) => {
        const theirs = new RegExp(text, `u${flags}`).exec(subject);
        expect(matches(subject, text, flags)).toBe(theirs !== null);
        const { program, flags: given } = compiled(text, flags);
        const [from, to] = simulate(program, new Subject(subject, given), 0, run()) ?? [];
        const before = theirs && Array.from(subject.slice(0, theirs.index)).length;
        expect(new Recognizer(program).recognizes(new Subject(subject, given), run())).toBe(theirs !== null);
        expect(theirs ? from : null).toBe(before);
        expect(theirs ? to : null).toBe(theirs && (before ?? 0) + Array.from(theirs[0]).length);
      }),
      { numRuns: 500 },
    );
  });

  it('are the same all ways at once and one after the other', () => {
    fc.assert(
      fc.property(pattern, input, fc.constantFrom('', 'm'), (text, subject, flags) => {
        const { program, flags: given, groupCount } = compiled(text, flags);
        const at = new Subject(subject, given);
        const groups = (places: readonly number[] | undefined) => places?.slice(0, 2 * groupCount + 2);
        const places = simulate(program, at, 0, run());
        try {
          const oneByOne = backtrack({ program, subject: at, ignoresCase: false }, 0, patient());
          expect(groups(places)).toEqual(groups(oneByOne));
        } catch (error) {
          fc.pre(!(error instanceof DecisionError)); // one by one it runs away
          throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(['^(a|a)*$', '^(a*)*$', '(a+)+b', '(.*)*x', '(a|aa)+$', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    'take time in proportion to the text: %s',
    (text) => {
      const steps = (length: number): number => {
        let spent = 0;
        const counting: Run = {
          now: 0,
          warn: () => {},
          enter: () => {},
          leave: () => {},
          reserve: () => {},
          spend: (given) => void (spent += given),
        };
        const { program, flags } = compiled(text);
        simulate(program, new Subject(`${'a'.repeat(length)}!`, flags), 0, counting);
        return spent;
      };
      expect(steps(4000)).toBeLessThan(2.1 * steps(2000));
    },
  );

  it('with references are stopped when they run away', () => {
    expect(() => matches(`${'a'.repeat(40)}b`, '^(a*)*(.)\\2$')).toThrow('LIMIT_STEPS');
  });

  it.each([
    ['(', 'a'],
    ['a)', 'a'],
    ['[', 'a'],
    ['[]', 'a'],
    ['[z-a]', 'a'],
    ['[a-c-e]', 'a'],
    ['a{2,1}', 'a'],
    ['a{', 'a'],
    ['{1}', 'a'],
    ['*a', 'a'],
    ['a**', 'a'],
    ['\\', 'a'],
    ['\\q', 'a'],
    ['\\1(a)', 'aa'],
    ['(a\\1)', 'aa'],
    ['\\p{Lx}', 'a'],
    ['\\p{IsNowhere}', 'a'],
    ['(?=a)', 'a'],
    ['(?:(?:(?:){10000}){10000}){10000}', 'a'],
    ['(x{1000}){1000}', 'x'],
    ['('.repeat(300) + ')'.repeat(300), 'a'],
  ])('that are none give no answer: %s', (text, subject) => {
    expect(matches(subject, text)).toBeUndefined();
  });

  it.each([
    ['天津市', '^\\p{IsCJKUnifiedIdeographs}{3}$', '', true],
    ['straße', '^\\w+$', '', true],
    ['a-b', '^\\w+$', '', false],
    ['_:x', '^\\i\\c*$', '', true],
    ['1x', '^\\i\\c*$', '', false],
    ['x', '[a-z-[aeiou]]', '', true],
    ['e', '[a-z-[aeiou]]', '', false],
    ['e', '[a-z-[aeiou-[e]]]', '', true],
    ['-', '^[a-]$', '', true],
    [']', '^[\\]]$', '', true],
    ['٣', '^\\d$', '', true],
    ['a\nb', 'a.b', '', false],
    ['a\nb', 'a.b', 's', true],
    ['a\nb', '^b$', 'm', true],
    ['a\n', '^$', 'm', false],
    ['ſ', 'S', 'i', true],
    ['ab', 'a b # no comment', 'x', false],
    ['a b', 'a[ ]b', 'x', true],
    ['abab', '^(ab)\\1$', '', true],
    ['aBAb', '^(ab)\\1$', 'i', true],
    ['b', '^(a)?b\\1$', '', true],
    ['a0', '^(a)\\10$', '', false],
    ['aa0', '^(a)\\10$', '', true],
  ])('%s matches %s with %s: %s', (subject, text, flags, result) => {
    expect(matches(subject, text, flags)).toBe(result);
  });

  it('replace by groups, and by what is written behind a backslash', () => {
    expect(replace('abc', '(a)|b', '[$1]')).toBe('[a][]c');
    expect(replace('abc', '(b)', '$10')).toBe('ab0c');
    expect(replace('abc', 'b', '$0$0')).toBe('abbc');
    expect(replace('abc', 'b', '\\$\\\\')).toBe('a$\\c');
    for (const wrong of ['$', '$x', '\\n', 'a\\']) expect(replace('abc', 'b', wrong)).toBeUndefined();
    expect(replace('abc', 'x*', '-')).toBeUndefined();
    expect(() => replace('a'.repeat(10_000), 'a', 'b'.repeat(10_000))).toThrow('LIMIT_SIZE');
  });

  it('split at each match', () => {
    const split = (text: string, at: string) => splitByPattern(text, { pattern: at, flags: '' }, run());
    expect(split('', ';')).toEqual(['']);
    expect(split(';a;', ';')).toEqual(['', 'a', '']);
    expect(split('a1b22c', '\\d+')).toEqual(['a', 'b', 'c']);
    expect(split('abc', '')).toBeUndefined();
  });
});
