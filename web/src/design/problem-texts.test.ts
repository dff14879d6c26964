import { describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../platform/problem.ts';
import { pageProblemTexts, problemTexts } from './problem-texts.ts';

const key = (name: string) => name;
const texts = (details: Partial<ProblemDetails>) =>
  problemTexts(key, { status: 500, code: 'PLATFORM_INTERNAL', title: '', errors: [], ...details });

describe('problemTexts', () => {
  it('lets the server speak and adds advice only where it still helps', () => {
    expect(
      texts({ status: 401, code: 'IDENTITY_BAD_CREDENTIALS', title: '账号或密码不正确', detail: '' }),
    ).toEqual({
      title: '账号或密码不正确',
      detail: undefined,
      advice: undefined,
    });
    expect(texts({ status: 503, title: '数据库暂时不可用' }).advice).toBe('console.failure.server.advice');
    expect(texts({ status: 412, title: '已有新版本' }).advice).toBe('console.failure.stale.advice');
    expect(texts({ status: 412, title: '已有新版本', detail: '王五已修改' }).advice).toBeUndefined();
  });

  it('does not send anybody to reload what reloading does not change', () => {
    const demo = texts({ status: 409, title: '演示账号供所有人使用，密码与动态码不能更改' });
    expect(demo.advice).toBeUndefined();
  });

  it.each([
    [401, 'console.failure.signedOut'],
    [403, 'console.failure.forbidden'],
    [404, 'console.failure.notFound'],
    [412, 'console.failure.stale'],
    [418, 'console.failure.refused'],
    [429, 'console.failure.tooMany'],
    [502, 'console.failure.server'],
  ])('speaks for a silent %i', (status, title) => {
    expect(texts({ status })).toMatchObject({ title, advice: `${title}.advice` });
  });

  it('says of a whole page what the reader can change: the address, or the role', () => {
    const page = (details: Partial<ProblemDetails>) =>
      pageProblemTexts(key, { status: 500, code: 'PLATFORM_INTERNAL', title: '', errors: [], ...details });
    expect(page({ status: 400, code: 'PLATFORM_INPUT_INVALID', title: '填写的内容有误' })).toEqual({
      title: 'console.failure.address',
      detail: undefined,
      advice: 'console.failure.address.advice',
    });
    expect(page({ status: 403, code: 'PLATFORM_ROLE_MISSING', title: '此操作需要角色' })).toEqual({
      title: 'console.failure.pageForbidden',
      detail: '此操作需要角色',
      advice: 'console.failure.pageForbidden.advice',
    });
    expect(page({ status: 404, title: '没有这件申请' }).title).toBe('没有这件申请');
  });

  it('knows its own codes', () => {
    expect(texts({ status: 0, code: 'CONSOLE_UNREACHABLE' }).title).toBe('console.failure.unreachable');
    expect(texts({ status: 0, code: 'CONSOLE_FAULT', title: 'x is undefined' }).title).toBe(
      'console.failure.fault',
    );
    expect(texts({ status: 502, code: 'CONSOLE_ANSWER_UNREADABLE' }).title).toBe('console.failure.server');
  });
});
