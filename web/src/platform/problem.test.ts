import { describe, expect, it } from 'vitest';
import { ApiProblem, isProblem, parseProblem, toProblem } from './problem.ts';

describe('parseProblem', () => {
  it('keeps code, rule, article, trace and field errors', () => {
    const problem = parseProblem(422, {
      type: 'about:blank',
      status: 422,
      code: 'CATALOGUE_CONDITIONS_MISSING',
      title: '有条件共享须列明条件',
      traceId: 'b7',
      rule: { id: '15.conditions', article: 15, kind: 'statute', title: '列明条件', href: '/statute#art-15' },
      errors: [
        { field: '/conditions', code: 'REQUIRED', message: '必填', rule: { id: 'p.x', article: null } },
      ],
    });
    expect(problem.details).toEqual({
      status: 422,
      code: 'CATALOGUE_CONDITIONS_MISSING',
      title: '有条件共享须列明条件',
      traceId: 'b7',
      rule: { id: '15.conditions', article: 15, kind: 'statute', title: '列明条件' },
      errors: [
        { field: '/conditions', code: 'REQUIRED', message: '必填', rule: { id: 'p.x', article: null } },
      ],
    });
  });

  it.each([undefined, null, '<html>', { error: 'x' }])(
    'answers %j that is no problem document by status',
    (body) => {
      const problem = parseProblem(502, body);
      expect(problem.code).toBe('CONSOLE_ANSWER_UNREADABLE');
      expect(problem.status).toBe(502);
    },
  );

  it('drops members of the wrong type instead of failing', () => {
    const problem = parseProblem(400, { code: 'X', detail: 5, rule: 'twenty' });
    expect(problem.details).toEqual({ status: 400, code: 'X', title: '', errors: [] });
  });
});

describe('toProblem', () => {
  it('leaves a problem as it is and wraps anything else', () => {
    const problem = new ApiProblem({ status: 409, code: 'STALE', title: '', errors: [] });
    expect(toProblem(problem)).toBe(problem);
    expect(toProblem(new Error('boom')).code).toBe('CONSOLE_FAULT');
    expect(isProblem(problem, 'STALE')).toBe(true);
    expect(isProblem(problem, 'OTHER')).toBe(false);
  });
});
