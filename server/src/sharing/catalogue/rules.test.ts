import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCatalogueCode } from '@tandem/identifiers';
import { completeContent, item } from '../../../test/catalogue-entries.ts';
import { findContentFaults } from './check-content.ts';
import { diffContent, isUnchanged } from './diff-versions.ts';
import { ITEM_TYPES, LEVELS, SHARE_CLASSES, type Item } from './entry-content.ts';
import { gradeEntry } from './grading.ts';
import { itemsByColumn } from './imported-table.ts';
import { itemNameKey } from './item-name-key.ts';
import { proposeItems } from './propose-items.ts';
import { findAssessmentGaps, needsFreshAssessment, requiredKinds } from './required-assessments.ts';
import { findAddedConditions, findShareClassFaults } from './share-class.ts';
import { compareEntries, textLikeness } from './similarity.ts';
import { compareProfiles, type ValueProfile } from './value-profile.ts';
import { DRAFT_ACTS, DRAFT_STATES, nextState, type DraftState } from './workflow.ts';

const itemArbitrary: fc.Arbitrary<Item> = fc
  .record({
    name: fc.stringMatching(/^[一-龥]{2,6}$/),
    column: fc.stringMatching(/^[a-z]{3,10}$/),
    type: fc.constantFrom(...ITEM_TYPES),
    personal: fc.boolean(),
    level: fc.constantFrom(...LEVELS),
    grade: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ name, column, level, grade, ...given }) =>
    item(name, column, { ...given, level, grade: level === 'general' ? grade : null }),
  );
const itemsArbitrary = fc.uniqueArray(itemArbitrary, { maxLength: 8, selector: ({ name }) => name });
const namedApart = fc.uniqueArray(itemArbitrary, {
  minLength: 1,
  maxLength: 8,
  comparator: (a, b) => a.name === b.name || a.column === b.column,
});

describe('workflow', () => {
  test('every act has a place, and nothing reaches announcement without consent', () => {
    for (const act of DRAFT_ACTS)
      expect(DRAFT_STATES.some((state) => nextState(state, act) !== undefined)).toBe(true);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...DRAFT_ACTS), { maxLength: 40 }), (acts) => {
        let state: DraftState | 'gone' = 'draft';
        let consented = false;
        for (const act of acts) {
          const next: DraftState | 'gone' | undefined = state === 'gone' ? undefined : nextState(state, act);
          if (next === undefined) continue;
          if (act === 'announce') expect(consented).toBe(true);
          if (act === 'consent') consented = true;
          if (next === 'draft' || next === 'returned') consented = false;
          state = next;
        }
      }),
    );
  });

  test('what was filed is edited only after it came back', () => {
    expect(DRAFT_STATES.filter((state) => nextState(state, 'edit') !== undefined)).toEqual([
      'draft',
      'returned',
    ]);
  });
});

describe('grading', () => {
  test('[13.fields] an entry takes the level of its highest item, in whatever order they stand', () => {
    fc.assert(
      fc.property(itemsArbitrary, (items) => {
        const whole = gradeEntry(items);
        expect(gradeEntry(items.toReversed())).toEqual(whole);
        const has = (level: string) => items.some((each) => each.level === level);
        expect(whole.level).toBe(has('core') ? 'core' : has('important') ? 'important' : 'general');
        expect(whole.grade === null).toBe(whole.level !== 'general');
        if (whole.level === 'general')
          expect(whole.grade).toBe(Math.max(1, ...items.map(({ grade }) => grade ?? 1)));
        expect(whole.personal).toBe(items.some(({ personal }) => personal));
      }),
    );
  });
});

describe('share classes', () => {
  test('[15.no-added-conditions] whatever is combined, conditions stand only where their class is', () => {
    const conditions = fc.option(
      fc.record({
        scope: fc.constant<string>('全市'),
        purposes: fc.constant<string[]>(['执法']),
        others: fc.constant<string[]>([]),
      }),
    );
    const withheld = fc.option(fc.constant({ reason: '依法保密', law: '某某条例', article: '第三条' }));
    fc.assert(
      fc.property(
        fc.option(fc.constantFrom(...SHARE_CLASSES)),
        conditions,
        withheld,
        (shareClass, given, ground) => {
          const terms = completeContent({
            shareClass,
            conditions: given,
            withheld: ground,
            modes: shareClass === 'withheld' ? [] : ['query'],
          });
          const stray = findAddedConditions(terms).map(({ field }) => field);
          expect(stray.includes('/conditions')).toBe(given !== null && shareClass !== 'conditional');
          expect(stray.includes('/withheld')).toBe(ground !== null && shareClass !== 'withheld');
          const complete =
            shareClass !== null &&
            stray.length === 0 &&
            (shareClass !== 'conditional' || given !== null) &&
            (shareClass !== 'withheld' || ground !== null);
          expect(findShareClassFaults(terms).length === 0).toBe(complete);
        },
      ),
    );
  });

  test.each(['第十二条', '第12条', 'Article 7', '第一百零三条第二款'])(
    '[15.withheld.basis] %s names an article',
    (article) => {
      const withheld = { reason: '依法保密', law: '某某条例', article };
      expect(findShareClassFaults(completeContent({ shareClass: 'withheld', modes: [], withheld }))).toEqual(
        [],
      );
    },
  );
});

describe('content', () => {
  test('a complete entry has no fault; related codes are real codes', () => {
    expect(findContentFaults(completeContent(), true)).toEqual([]);
    const faults = findContentFaults(completeContent({ relatedCodes: ['102002/000001', '9'] }), true);
    expect(faults.map(({ field }) => field)).toEqual(['/relatedCodes/1']);
    expect(parseCatalogueCode('102002/000001').ok).toBe(true);
  });
});

describe('assessments', () => {
  test('[13.assessments] a citizen’s number is personal information, marked or not filed', () => {
    const holding = (personal: boolean) =>
      completeContent({ items: [item('证件号', 'id_no', { personal, grade: 4, recognized: 'residentId' })] });
    expect(findContentFaults(holding(false), true)).toMatchObject([
      { field: '/items/0/personal', code: 'CATALOGUE_FIELD_PERSONAL', rule: '13.assessments' },
    ]);
    expect(findContentFaults(holding(true), true)).toEqual([]);
    const typed = completeContent({ items: [item('公民身份号码', 'id_no', { personal: false })] });
    expect(findContentFaults(typed, true)).toMatchObject([{ field: '/items/0/personal' }]);
    const named = (name: string) =>
      findContentFaults(completeContent({ items: [item(name, 'id_no', { personal: false })] }), true).length;
    expect(['法定代表人身份证号', '电梯身份证号'].map(named), 'of people, not of lifts').toEqual([1, 0]);
  });

  test('[13.assessments] the newest of a kind counts; a failed one stands in the way', () => {
    const personal = completeContent({ items: [item('姓名', 'name', { personal: true })] });
    expect(requiredKinds(personal)).toEqual(['secrecy', 'privacyImpact']);
    const passed = { kind: 'secrecy', result: 'passed', forVersion: 2 } as const;
    const failed = { kind: 'secrecy', result: 'failed', forVersion: 2 } as const;
    expect(findAssessmentGaps(completeContent(), [passed, failed], 2)).toEqual([]);
    expect(findAssessmentGaps(completeContent(), [failed, passed], 2)).toEqual([
      { kind: 'secrecy', problem: 'failed' },
    ]);
    expect(findAssessmentGaps(completeContent(), [passed], 3)).toEqual([
      { kind: 'secrecy', problem: 'missing' },
    ]);
    expect(needsFreshAssessment(completeContent(), completeContent({ tags: [] }))).toBe(false);
    expect(needsFreshAssessment(completeContent(), completeContent({ modes: ['query'] }))).toBe(true);
  });
});

describe('differences of versions', () => {
  test('none to itself, whatever order the database gave the properties', () => {
    fc.assert(
      fc.property(itemsArbitrary, (items) => {
        const content = completeContent({ items });
        const shuffled = JSON.parse(
          JSON.stringify(content, Object.keys({ ...content, ...items[0], kind: 1, condition: 1 }).toSorted()),
        );
        expect(isUnchanged(diffContent(content, shuffled))).toBe(true);
      }),
    );
  });

  test('added and removed mirror each other', () => {
    fc.assert(
      fc.property(namedApart, namedApart, (left, right) => {
        const [a, b] = [completeContent({ items: left }), completeContent({ items: right })];
        const kinds = (diff: ReturnType<typeof diffContent>, kind: string) =>
          diff.items.filter((change) => change.kind === kind).length;
        const [there, back] = [diffContent(a, b), diffContent(b, a)];
        expect(kinds(there, 'added')).toBe(kinds(back, 'removed'));
        expect(kinds(there, 'removed')).toBe(kinds(back, 'added'));
        expect(left.length - kinds(there, 'removed')).toBe(right.length - kinds(there, 'added'));
      }),
    );
  });
});

describe('similarity', () => {
  test('an entry holds all of itself; nothing is scored outside 0 to 1', () => {
    fc.assert(
      fc.property(namedApart, namedApart, (mine, theirs) => {
        const self = compareEntries({ title: '甲', items: mine }, { title: '乙', items: mine });
        expect(self.score).toBe(1);
        expect(self.sameItems).toBe(mine.length);
        const other = compareEntries({ title: '甲', items: mine }, { title: '乙', items: theirs });
        expect(other.score).toBeGreaterThanOrEqual(0);
        expect(other.score).toBeLessThanOrEqual(1);
        expect(new Set(other.matches.map((match) => match.otherItem)).size).toBe(other.matches.length);
      }),
    );
  });

  test.each([
    ['信用代码', '统一社会信用代码'],
    ['身份证号（必填）', '公民身份号码'],
    ['单位 名称', '企业名称'],
    ['Credit_Code', 'creditcode'],
  ])('%s and %s are one item', (a, b) => expect(itemNameKey(a)).toBe(itemNameKey(b)));

  test.each([['f1'], ['col_2'], ['name'], ['lx'], ['字段3']])(
    'two columns called %s are not alike for that',
    (column) => {
      const [mine, theirs] = [item('办学类型', column), item('行政区域', column)].map((one) => [one]);
      const match = compareEntries({ title: '甲', items: mine ?? [] }, { title: '乙', items: theirs ?? [] });
      expect(match.sameItems).toBe(0);
    },
  );

  test('a column that says what it holds makes two items alike', () => {
    const [mine, theirs] = [item('办学地点', 'school_address'), item('校址', 'School_Address')].map((one) => [
      one,
    ]);
    const match = compareEntries({ title: '甲', items: mine ?? [] }, { title: '乙', items: theirs ?? [] });
    expect(match).toMatchObject({ sameItems: 1, matches: [{ by: ['column'] }] });
  });

  test('one shared key item does not make two entries the same', () => {
    const mine = [
      item('统一社会信用代码', 'credit_code'),
      item('欠薪人数', 'unpaid'),
      item('欠薪金额', 'amount', { type: 'Y' }),
    ];
    const theirs = [
      item('统一社会信用代码', 'credit_code'),
      item('处罚日期', 'day', { type: 'D' }),
      item('处罚机关', 'by'),
    ];
    expect(
      compareEntries({ title: '欠薪企业', items: mine }, { title: '行政处罚', items: theirs }).score,
    ).toBeLessThan(0.6);
  });

  test('rows of the same things: the more of the other items are the same, the likelier; the key alone passes no line', () => {
    const share = fc.integer({ min: 10, max: 19 }).map((twentieths) => twentieths / 20);
    const named = (side: string, count: number) =>
      Array.from({ length: count }, (_, n) => item(`${side}${'一二三四五六七八九十'[n]}`, `${side}_${n}`));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.record({ share, telling: fc.boolean() }), { maxLength: 9 }),
        (others, values) => {
          const [mine, theirs] = [named('甲', others + 1), named('乙', others + 1)];
          const pair = (n: number) => ({ item: mine[n]!.name, otherItem: theirs[n]!.name });
          const key = { ...pair(0), telling: true, share: 0.95 };
          const more = values.slice(0, others).map((one, n) => ({ ...pair(n + 1), ...one, telling: false }));
          const compare = (given: Parameters<typeof compareEntries>[2]) =>
            compareEntries({ title: '子', items: mine }, { title: '丑', items: theirs }, given);
          expect(compare(more)).toMatchObject({ sameItems: 0, score: 0 }); // words, dates and amounts alone
          const [alone, with_] = [compare([key]), compare([key, ...more])];
          if (others > 1) expect(alone.score).toBeLessThan(0.6);
          expect(alone.score).toBeGreaterThanOrEqual(0.3);
          expect(with_.score).toBeGreaterThanOrEqual(alone.score);
          const same = more.filter((one) => one.share >= 0.6).length;
          expect(with_.sameItems).toBe(1 + same);
          if (same / others >= 0.7) expect(with_.score).toBeGreaterThanOrEqual(0.6);
          expect(with_.score).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('of rows of the same things, more than half of theirs or three quarters of the own need a reason', () => {
    const named = (side: string, count: number) =>
      Array.from({ length: count }, (_, n) =>
        item(`${side}${'一二三四五六七八九十甲乙丙丁戊己'[n]}`, `${side}_${n}`),
      );
    const scoreOf = (found: number, { mine, theirs }: { mine: number; theirs: number }) => {
      const [own, others] = [named('子', mine), named('丑', theirs)];
      const values = Array.from({ length: found }, (_, n) => ({
        ...{ item: own[n]!.name, otherItem: others[n]!.name },
        ...{ telling: n < 2, share: 0.7 },
      }));
      return compareEntries({ title: '春', items: own }, { title: '秋', items: others }, values).score;
    };
    expect(scoreOf(3, { mine: 8, theirs: 6 })).toBeLessThan(0.6);
    expect(scoreOf(4, { mine: 16, theirs: 6 })).toBeGreaterThanOrEqual(0.6);
    expect(scoreOf(3, { mine: 4, theirs: 16 })).toBeLessThan(0.6);
    expect(scoreOf(4, { mine: 5, theirs: 16 })).toBeGreaterThanOrEqual(0.6);
  });

  test('lists that may be the same count neither for nor against it, days of other years not at all', () => {
    const known = (distinct: number, type = 'text'): ValueProfile => ({
      ...{ type, distinct, patterns: [{ text: '汉汉', share: 1 }] },
    });
    const entry = (side: string, profiles: ValueProfile[]) => {
      const items = profiles.map((_, n) => item(`${side}${'一二三四五'[n]}`, `${side}_${n}`));
      return { title: side, items, profiles: new Map(items.map(({ name }, n) => [name, profiles[n]!])) };
    };
    const [names, days] = [known(2000), known(900, 'date')];
    const theirs = entry('丑', [names, names, days, known(5)]);
    const pair = (n: number) => ({ item: `子${'一二三四'[n]}`, otherItem: `丑${'一二三四'[n]}`, share: 0.9 });
    const values = [0, 1, 2].map((n) => ({ ...pair(n), telling: n < 2 }));
    const likeness = (...profiles: ValueProfile[]) => compareEntries(entry('子', profiles), theirs, values);
    const copied = likeness(names, names, days, known(5), known(3));
    expect(copied).toMatchObject({ sameItems: 3, score: 0.88 });
    expect(likeness(names, names, days, known(9), known(3)).score).toBeLessThan(copied.score);
    expect(likeness(names, names, known(300, 'date'), known(9)).sameItems).toBe(2);
  });

  test('what stands in a column stays known when its item is renamed', () => {
    const table = { importId: '', fileName: '', format: 'csv' as const };
    const profile = { type: 'text', patterns: [], distinct: 0 };
    const columns = ['称谓', '标识', '现状'].map((name) => ({
      ...{ name, type: 'text', personal: false, maxLength: 9, filled: 1, profile },
    }));
    const of = (...items: [string, string][]) => [
      ...itemsByColumn(
        { ...table, columns },
        items.map(([name, column]) => item(name, column)),
      ),
    ];
    expect(of(['称谓', 'a'], ['代码', '标识'], ['状态', 'c'])).toEqual([
      ['称谓', '称谓'],
      ['标识', '代码'],
      ['现状', '状态'],
    ]);
    expect(of(['状态', 'c'], ['代码', '标识'])).toEqual([['标识', '代码']]);
    expect(of(['标识', 'a'], ['现状', 'b'], ['称谓', 'c'])).toEqual(
      ['称谓', '标识', '现状'].map((name) => [name, name]),
    );
  });

  test('values tell what names hide; unlike values tell names apart', () => {
    const profile = (given: Partial<ValueProfile>): ValueProfile => ({
      type: 'text',
      patterns: [{ text: '汉汉', share: 1 }],
      distinct: 12,
      ...given,
    });
    const words = profile({});
    expect(compareProfiles(words, words)).toBe(0); // two Chinese words, that is all
    const day = profile({ type: 'date', patterns: [{ text: '9999-99-99', share: 1 }] });
    expect(compareProfiles(day, day)).toBe(0);
    const code = profile({ patterns: [{ text: 'AA-9{6}', share: 1 }] });
    expect(compareProfiles(code, { ...code, distinct: 14 })).toBeGreaterThan(0.5);
    expect(compareProfiles(code, { ...code, type: 'date' })).toBe(0);
    const plate = profile({ ...code, recognized: 'creditCode' });
    const mine = { title: '', items: [item('甲', 'x1')], profiles: new Map([['甲', plate]]) };
    const theirs = { title: '', items: [item('乙乙', 'y1')], profiles: new Map([['乙乙', plate]]) };
    expect(compareEntries(mine, theirs).matches).toMatchObject([
      { item: '甲', otherItem: '乙乙', by: ['values'], profiles: { mine: { distinct: plate.distinct } } },
    ]);
    expect(
      compareEntries({ ...mine, profiles: undefined }, { ...theirs, items: mine.items }).matches,
    ).toEqual([expect.objectContaining({ item: '甲', profiles: null })]);
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(textLikeness(a, b)).toBe(textLikeness(b, a));
        if (a.length > 0) expect(textLikeness(a, a)).toBe(1);
      }),
    );
  });
});

describe('items from columns', () => {
  test('types, columns, personal flags and grades are suggested; the result always files', () => {
    const items = proposeItems([
      { name: '统一社会信用代码', type: 'creditCode' },
      { name: '法人身份证号', type: 'residentId' },
      { name: '注册日期', type: 'date' },
      { name: '注册日期', type: 'text', maxLength: 40 },
      { name: '', type: 'boolean' },
      { name: 'RegisteredCapital', type: 'money' },
      { name: '通讯方式', type: 'phone', personal: true, maxLength: 11 },
    ]);
    expect(
      items.map(({ name, column, type, grade, personal, key }) => [name, column, type, grade, personal, key]),
    ).toEqual([
      ['统一社会信用代码', '统一社会信用代码', 'C', 1, false, true],
      ['法人身份证号', '法人身份证号', 'C', 4, true, false],
      ['注册日期', '注册日期', 'D', 1, false, false],
      ['注册日期2', '注册日期2', 'C', 1, false, false],
      ['数据项5', '数据项5', 'L', 1, false, false],
      ['RegisteredCapital', 'registered_capital', 'Y', 1, false, false],
      ['通讯方式', '通讯方式', 'C', 3, true, false],
    ]);
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: fc.string({ maxLength: 30 }) }), { minLength: 1, maxLength: 30 }),
        (columns) => {
          const faults = findContentFaults(completeContent({ items: proposeItems(columns) }), true);
          expect(faults).toEqual([]);
        },
      ),
    );
  });
});
