import { describe, expect, test } from 'vitest';
import type { Scope } from './request-api.ts';
import { editedScope, editOf, sameEdit } from './scope-edit.ts';

const asked: Scope = {
  items: [
    { name: '企业名称', modes: ['query', 'batch'], unmasked: false },
    { name: '法定代表人姓名', modes: ['query'], unmasked: true },
    { name: '登记状态', modes: ['verify'], unmasked: false },
  ],
  rowFilter: [],
  quota: { callsPerDay: 1, rowsPerDay: 1 },
  term: { from: '2026-12-01', to: '2027-11-30' },
};

describe('editing a scope', () => {
  test('an edit leaves items out or turns them into yes-or-no, and can be read back', () => {
    const edit = { 企业名称: 'drop', 法定代表人姓名: 'verify' } as const;
    const scope = editedScope(asked, edit);
    expect(scope.items).toEqual([
      { name: '法定代表人姓名', modes: ['verify'], unmasked: false },
      { name: '登记状态', modes: ['verify'], unmasked: false },
    ]);
    expect(sameEdit(editOf(asked, scope), edit)).toBe(true);
  });

  test('what was asked for as yes-or-no is kept, not changed', () => {
    expect(editOf(asked, asked)).toEqual({ 企业名称: 'keep', 法定代表人姓名: 'keep', 登记状态: 'keep' });
    expect(sameEdit({}, editOf(asked, asked))).toBe(true);
    expect(sameEdit({ 登记状态: 'drop' }, {})).toBe(false);
  });
});
