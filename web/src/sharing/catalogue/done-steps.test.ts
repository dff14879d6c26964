import { expect, test } from 'vitest';
import type { Content } from './catalogue-api.ts';
import { doneSteps } from './done-steps.ts';

const complete = {
  title: '企业登记基本信息',
  summary: '在本市登记的企业的基本登记信息。',
  classification: '102002',
  format: 'table',
  cycle: 'daily',
  items: [{ name: '企业名称', column: 'name' }],
  shareClass: 'conditional',
  modes: ['query'],
  conditions: { scope: '本市各部门', purposes: ['资格核验'], others: [] },
  withheld: null,
  openness: { kind: 'closed', condition: '' },
  declared: true,
} as unknown as Content;
const done = (patch: Partial<Content>, gaps: { kind: 'secrecy'; problem: 'missing' }[] = []) => [
  ...doneSteps({ ...complete, ...patch }, { assessmentGaps: gaps }),
];

test('a step has its tick while nothing in it is missing', () => {
  expect(done({})).toEqual(['basics', 'items', 'sharing', 'assessments']);
  expect(done({ cycle: null, items: [] })).toEqual(['sharing', 'assessments']);
  expect(done({ conditions: null })).not.toContain('sharing');
  expect(done({ shareClass: 'withheld', modes: [] })).not.toContain('sharing');
  expect(
    done({
      shareClass: 'withheld',
      modes: [],
      withheld: { reason: '办案', law: '刑诉法', article: '五十四' },
    }),
  ).toContain('sharing');
  expect(done({}, [{ kind: 'secrecy', problem: 'missing' }])).not.toContain('assessments');
});
