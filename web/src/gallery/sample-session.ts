import type { KnownSession } from '../platform/session.ts';

/** Monday, 23 November 2026, nine o'clock: the day of the design's pictures. */
export const sampleNow = '2026-11-23T09:12:00+08:00';

export const sampleSession: KnownSession = {
  receivedAtMs: Date.now(),
  session: {
    person: { id: '0199d3a0-0000-7000-8000-000000000001', name: '周敏' },
    department: {
      id: '0199d3a0-0000-7000-8000-0000000000a1',
      name: '示范市数据局',
      shortName: '数据局',
      creditCode: '11990100MB1234567X',
      level: 'city',
      divisionCode: '990100',
      divisionName: '示范市',
      kind: 'authority',
    },
    roles: ['authorityOfficer', 'systemOperator'],
    language: 'zh',
    mustChangePassword: false,
    secondFactor: true,
    delegations: [],
    acting: null,
    demo: true,
    now: sampleNow,
    platformName: { zh: '示范市政务数据共享与智慧监管平台', en: 'Shifan City Data Sharing Platform' },
  },
};
