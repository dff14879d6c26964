import type { Item, Level } from './entry-content.ts';

/** 分类分级 of a whole entry. `grade` is null unless the level is general. */
export interface EntryGrade {
  level: Level;
  grade: number | null;
  personal: boolean;
}

const RANK: Readonly<Record<Level, number>> = { core: 10, important: 9, general: 0 };

function weight(item: Pick<Item, 'level' | 'grade'>): number {
  return RANK[item.level] + (item.level === 'general' ? (item.grade ?? 1) : 0);
}

/** GB/T 43697: a set takes the level of its highest item. Without items: general, grade 1. */
export function gradeEntry(items: readonly Pick<Item, 'level' | 'grade' | 'personal'>[]): EntryGrade {
  const highest = items.toSorted((a, b) => weight(b) - weight(a))[0];
  const level = highest?.level ?? 'general';
  return {
    level,
    grade: level === 'general' ? (highest?.grade ?? 1) : null,
    personal: items.some((item) => item.personal),
  };
}
