import { describe, expect, test } from 'vitest';
import { goodShareWords, missesLimit, scaled } from './fact-words.ts';

describe('facts of an entry', () => {
  test('a share of good rows is never rounded up to all', () => {
    expect(goodShareWords(1)).toBe('100%');
    expect(goodShareWords(0.99999)).toBe('99.9%');
    expect(goodShareWords(0)).toBe('0.0%');
  });

  test('large use is told in the reader’s scale', () => {
    expect(scaled(1_820_000, 'zh')).toBe('182.0 万');
    expect(scaled(96, 'en')).toBe('96');
  });

  test('only a median beyond the limit misses it', () => {
    const use = { calls: 0, departments: 0 };
    const of = (medianWorkingDays: number) => ({ of: 'resource' as const, replies: 1, medianWorkingDays });
    expect(missesLimit({ data: null, use, reply: of(10), replyLimit: 10 })).toBe(false);
    expect(missesLimit({ data: null, use, reply: of(10.5), replyLimit: 10 })).toBe(true);
    expect(missesLimit({ data: null, use, reply: null, replyLimit: 10 })).toBe(false);
  });
});
