import { describe, expect, it } from 'vitest';
import { BUILTINS } from './builtins.ts';
import { evaluate } from './test/evaluate.ts';

const NOW = Date.UTC(2026, 10, 28, 12, 19, 46, 250);

/** An expression and its value as text: one at least for each function, of our own making. */
const EXAMPLES: readonly (readonly [expression: string, text: string])[] = [
  ['date("2026-02-28")', '2026-02-28'],
  ['date(date and time("2026-02-28T23:00:00+08:00"))', '2026-02-28'],
  ['date(2024, 2, 29)', '2024-02-29'],
  ['date(2023, 2, 29)', 'null'],
  ['date and time("2026-02-28T08:00:00@Asia/Shanghai")', '2026-02-28T08:00:00@Asia/Shanghai'],
  ['date and time(date("2026-02-28"), time("08:00:00"))', '2026-02-28T08:00:00'],
  ['date and time(2026, 2, 28, 8, 30, 1.25)', '2026-02-28T08:30:01.25'],
  ['date and time(2026, 2, 28, 8, 30, 0, duration("PT8H"))', '2026-02-28T08:30:00+08:00'],
  ['date and time(2026, 2, 28, 8, 30, 0, "Asia/Shanghai")', '2026-02-28T08:30:00@Asia/Shanghai'],
  ['date and time(2026, 2, 28, 8, 30, 0, "Z")', '2026-02-28T08:30:00Z'],
  ['date and time(2026, 2, 28, 8, 30, 0, "+08:00")', '2026-02-28T08:30:00+08:00'],
  ['date and time(2026, 2, 28, 8, 30, 0, "Moon/Base")', 'null'],
  ['time("24:00:00")', '00:00:00'],
  ['@"2024-11-03T01:30:00@America/New_York" + @"PT1H" - @"2024-11-03T01:30:00@America/New_York"', 'PT1H'],
  ['@"23:30:00@America/New_York" + @"PT1H"', '00:30:00@America/New_York'],
  ['@"10:00:00" in [@"09:00:00Z"..@"11:00:00+08:00"]', 'true'],
  ['@"10:00:00" = @"10:00:00Z"', 'null'],
  ['@"10:00:59.5" > @"10:00:59"', 'true'],
  ['@"10:00:59.5" <= @"10:00:59"', 'false'],
  ['@"10:00:59.5" = @"10:00:59"', 'true'],
  ['max([@"10:00:59", @"10:00:59.5"])', '10:00:59.5'],
  ['sort([@"10:00:59.5", @"10:00:59.25"])', '[10:00:59.25, 10:00:59.5]'],
  ['sort([@"2026-01-02T00:00:00Z", @"2026-01-01T00:00:00"])', '[2026-01-01T00:00:00, 2026-01-02T00:00:00Z]'],
  ['distinct values([@"10:00:59.5", @"10:00:59", @"10:00:59.500"])', '[10:00:59.5, 10:00:59]'],
  [
    'distinct values([@"2026-01-01T00:00:59.5Z", @"2026-01-01T00:00:59Z"])',
    '[2026-01-01T00:00:59.5Z, 2026-01-01T00:00:59Z]',
  ],
  ['time(8, 30, 0.125, duration("-PT30M"))', '08:30:00.125-00:30'],
  ['time(date and time("2026-02-28T08:00:00"))', '08:00:00'],
  ['duration("P1DT36H")', 'P2DT12H'],
  ['duration("P18M")', 'P1Y6M'],
  ['years and months duration(date("2020-02-29"), date("2021-02-28"))', 'P11M'],
  ['number("12 345,5", " ", ",")', '12345.5'],
  ['number("12.345,5", null, ",")', 'null'],
  ['number("0x10")', 'null'],
  ['string(["a", {"b c": 1.50}, null])', '["a", {b c: 1.5}, null]'],
  ['string([1..3))', '[1..3)'],
  ['range("[1..@\\"P1D\\"]")', 'null'],
  ['range("(1..3]")', '(1..3]'],
  ['range("[2..)") = (>= 2)', 'true'],
  ['range("(2.. )") = (> 2)', 'true'],
  ['range("(..2)") = (< 2)', 'true'],
  ['range(" ( .. -2 ] ") = (<= -2)', 'true'],
  ['range("]..2]") = (<= 2)', 'true'],
  ['range("[\\"a\\"..[")', '(>= "a")'],
  ['range("[..2]")', 'null'],
  ['range("[1..]")', 'null'],
  ['range("(..)")', 'null'],
  ['range("(..null)")', 'null'],
  ['not(not(true))', 'true'],
  ['is(@"08:00:00Z", @"08:00:00+00:00")', 'true'],
  ['is(@"08:00:00Z", @"16:00:00+08:00")', 'false'],
  ['is(@"2024-11-03T01:30:00@America/New_York" + @"PT1H", @"2024-11-03T01:30:00-05:00")', 'false'],
  [
    'is(@"2024-11-03T01:30:00@America/New_York" + @"PT1H", @"2024-11-03T00:30:00@America/New_York" + @"PT2H")',
    'true',
  ],
  ['substring("a🐎c", 2, 1)', '🐎'],
  ['substring("财政局", -2)', '政局'],
  ['substring("abc", 0)', 'null'],
  ['substring("abc", 4)', 'null'],
  ['string length("🐎é")', '2'],
  ['upper case("straße")', 'STRASSE'],
  ['lower case("ÄÖ")', 'äö'],
  ['substring before("2026-02", "-")', '2026'],
  ['substring after("2026-02", "-")', '02'],
  ['contains("统一社会信用代码", "信用")', 'true'],
  ['starts with("abc", "b")', 'false'],
  ['ends with("abc", "bc")', 'true'],
  ['matches("91310000MA1K35XXXX", "^[0-9A-HJ-NP-RTUW-Y]{18}$")', 'true'],
  ['matches("aXb", "a x b", "xi")', 'true'],
  ['replace("2026-02-28", "(\\d+)-(\\d+)-(\\d+)", "$3.$2.$1")', '28.02.2026'],
  ['split("a, b;c", "[,;] ?")', '["a", "b", "c"]'],
  ['string join(["a", null, "b"], "/")', 'a/b'],
  ['decimal(2.345, 2)', '2.34'],
  ['decimal(12345, -2)', '12300'],
  ['floor(-1.05, 1)', '-1.1'],
  ['ceiling(-1.05)', '-1'],
  ['round up(1.001, 2)', '1.01'],
  ['round down(-1.009, 2)', '-1'],
  ['round half up(-2.5, 0)', '-3'],
  ['round half down(-2.5, 0)', '-2'],
  ['abs(@"-P1Y")', 'P1Y'],
  ['modulo(-7.5, 2)', '0.5'],
  ['sqrt(2)', '1.414213562373095048801688724209698'],
  ['sqrt(-1)', 'null'],
  ['log(0)', 'null'],
  ['exp(0.5)', '1.648721270700128146848650787814164'],
  ['log(10)', '2.302585092994045684017991454684364'],
  ['odd(-3)', 'true'],
  ['even(2.5)', 'false'],
  ['list contains([1, null], null)', 'true'],
  ['count([1, [2, 3]])', '2'],
  ['count(null)', 'null'],
  ['min("b", "a", "c")', 'a'],
  ['min([])', 'null'],
  ['max([@"P1D", @"PT25H"])', 'P1DT1H'],
  ['max(1, "a")', 'null'],
  ['sum(0.1, 0.2)', '0.3'],
  ['sum([])', 'null'],
  ['product(0.1, 0.2)', '0.02'],
  ['mean(1, 2, 2)', '1.666666666666666666666666666666667'],
  ['median([3, 1, 2, 10])', '2.5'],
  ['mode([2, 1, 2, 1, 0])', '[1, 2]'],
  ['stddev([1, 3])', '1.414213562373095048801688724209698'],
  ['all([true, null, false])', 'false'],
  ['any([false, null])', 'null'],
  ['sublist([1, 2, 3], -2)', '[2, 3]'],
  ['sublist([1, 2, 3], 2, 3)', 'null'],
  ['append([1], [2], 3)', '[1, [2], 3]'],
  ['concatenate([1], 2, [3, [4]])', '[1, 2, 3, [4]]'],
  ['insert before([1, 2], -1, 9)', '[1, 9, 2]'],
  ['remove([1, 2, 3], -1)', '[1, 2]'],
  ['reverse([1, [2, 3]])', '[[2, 3], 1]'],
  ['index of([1, 2, 1.0], 1)', '[1, 3]'],
  ['union([1, "1"], [1.0, @"P1D"], [@"PT24H"])', '[1, "1", P1D]'],
  ['distinct values([[1], [1.0], null, null])', '[[1], null]'],
  ['flatten([1, [[2], [], [3, [4]]]])', '[1, 2, 3, 4]'],
  ['list replace([1, 2, 3], 2, [9])', '[1, [9], 3]'],
  ['list replace([1, 2, 3], function(item, newItem) item > 1, 0)', '[1, 0, 0]'],
  ['sort([3, 1, 2], function(x, y) x > y)', '[3, 2, 1]'],
  ['sort(["b", "a"])', '["a", "b"]'],
  ['sort([1, "a"])', 'null'],
  ['get value({"a b": 1}, "a b")', '1'],
  ['get value({a: 1}, "constructor")', 'null'],
  ['get entries({a: 1})', '[{key: "a", value: 1}]'],
  ['context([{key: "a", value: 1}, {key: "b", value: null}])', '{a: 1, b: null}'],
  ['context put({a: {b: 1}}, ["a", "c"], 2)', '{a: {b: 1, c: 2}}'],
  ['context merge([{a: 1, b: 1}, {b: 2}])', '{a: 1, b: 2}'],
  ['day of year(date("2024-12-31"))', '366'],
  ['day of week(date("2026-11-28"))', 'Saturday'],
  ['month of year(date("2026-11-28"))', 'November'],
  ['week of year(date("2027-01-03"))', '53'],
  ['now()', '2026-11-28T12:19:46.25Z'],
  ['today() = date(now())', 'true'],
  ['before([1..5), 5)', 'true'],
  ['after(5, [1..5])', 'false'],
  ['meets([1..5], [5..6])', 'true'],
  ['met by([5..6], [1..5))', 'false'],
  ['overlaps((< 3), (> 3))', 'false'],
  ['overlaps((<= 3), (>= 3))', 'true'],
  ['overlaps before([1..4], [3..6])', 'true'],
  ['overlaps after([3..6], [1..4])', 'true'],
  ['finishes(5, [1..5])', 'true'],
  ['finished by([1..5], 5)', 'true'],
  ['includes((> 5), [6..7])', 'true'],
  ['during(@"2026-11-28", [@"2026-01-01"..@"2026-12-31"])', 'true'],
  ['starts([1..2], [1..3])', 'true'],
  ['started by([1..3], (1..3])', 'false'],
  ['coincides([1..3], [1.0..3.0])', 'true'],
  ['before("a", 1)', 'null'],
];

describe('built-in functions', () => {
  it.each(EXAMPLES)('%s', (expression, text) => {
    expect(evaluate(expression, NOW).text).toBe(text);
  });

  it('have an example each', () => {
    const used = EXAMPLES.map(([expression]) => expression).join(' ');
    expect([...BUILTINS.keys()].filter((name) => !used.includes(`${name}(`))).toEqual([]);
  });
});

describe('arguments', () => {
  it.each([
    ['substring(start position: 2, string: "abc")', 'bc'],
    ['before(range: [1..2], point: 3)', 'true'],
    ['before(point: 3, range: [1..2])', 'false'],
    ['string join(delimiter: "-", list: ["a", "b"])', 'a-b'],
    ['number(from: "1,5", decimal separator: ",")', '1.5'],
    ['sum(list: [1, 2])', '3'],
    ['abs([-1])', '1'],
    ['count("abc")', '1'],
  ])('by name, and a value for the list of it: %s', (expression, text) => {
    expect(evaluate(expression)).toEqual({ text, codes: [] });
  });

  it.each([
    'abs("1")',
    'abs()',
    'abs(1, 2)',
    'abs(null)',
    'contains("a", null)',
    'floor(1.5, null)',
    'abs([1, 2])',
  ])('of another kind or number give null with a warning: %s', (expression) => {
    expect(evaluate(expression)).toEqual({ text: 'null', codes: ['FEEL_ARGUMENTS'] });
  });

  it('for which there is no value give null with a warning', () => {
    expect(evaluate('sqrt(-1)')).toEqual({ text: 'null', codes: ['FEEL_NO_VALUE'] });
    expect(evaluate('matches("a", "[")')).toEqual({ text: 'null', codes: ['FEEL_NO_VALUE'] });
  });

  it('take many contexts in proportion to their number', () => {
    const distinct = (items: string) =>
      evaluate(`count(distinct values(for i in 1..100000 return ${items}))`);
    expect(distinct('{ "a": i, "b": "x" }')).toEqual({ text: '100000', codes: [] });
    expect(distinct('[modulo(i, 10)]')).toEqual({ text: '10', codes: [] });
  });

  it.each([
    ['matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "^(a*)*(.)\\2$")', 'LIMIT_STEPS'],
    ['string join(for i in 1..2000 return string join(for j in 1..1000 return "x"))', 'LIMIT_SIZE'],
  ])('that would run away are stopped: %s', (expression, code) => {
    expect(() => evaluate(expression)).toThrow(code);
  });
});
