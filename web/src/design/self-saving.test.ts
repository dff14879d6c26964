import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '../platform/problem.ts';
import { SelfSaving, type Unsaved } from './self-saving.ts';

interface Form {
  useCase: string;
  purpose: string;
}

const EMPTY: Form = { useCase: '', purpose: '' };
const AWAY = new ApiProblem({ status: 0, code: 'CONSOLE_UNREACHABLE', title: '', errors: [] });
const GONE = new ApiProblem({ status: 404, code: 'REQUEST_NOT_FOUND', title: '', errors: [] });

const tooLong = (field: string) =>
  new ApiProblem({
    status: 400,
    code: 'PLATFORM_INPUT_INVALID',
    title: '',
    errors: [{ field: `/${field}`, code: 'PLATFORM_INPUT_TOO_LONG', message: '' }],
  });

/** A server with one form, and this machine's memory of what did not reach it. */
function desk(start: Form = EMPTY) {
  const server = {
    version: 1,
    form: start,
    reachable: true,
    gone: false,
    most: 100,
    patches: [] as Partial<Form>[],
  };
  let kept: Unsaved<Form> | undefined;
  const open = () =>
    new SelfSaving<Form>({
      start: { version: server.version, value: server.form },
      save: async ({ patch }, version) => {
        if (!server.reachable) throw AWAY;
        if (server.gone) throw GONE;
        if (version !== server.version)
          throw new ApiProblem({ status: 412, code: 'PLATFORM_VERSION_CHANGED', title: '', errors: [] });
        const long = Object.entries(patch).find(([, text]) => text.length > server.most);
        if (long) throw tooLong(long[0]);
        server.patches.push(patch);
        server.form = { ...server.form, ...patch };
        return (server.version += 1);
      },
      unsaved: {
        read: () => structuredClone(kept),
        write: (unsaved) => (kept = structuredClone(unsaved)),
        clear: () => (kept = undefined),
      },
    });
  const edit = (form: Partial<Form>) => {
    server.form = { ...server.form, ...form };
    server.version += 1;
  };
  return { server, open, edit, kept: () => kept };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a draft that saves itself', () => {
  it('sends what changed a moment after the last change, and keeps nothing on this machine then', async () => {
    const { server, open, kept } = desk();
    const draft = open();
    draft.change({ useCase: '核' });
    draft.change({ useCase: '核对' });
    await vi.advanceTimersByTimeAsync(699);
    expect(server.patches).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.patches).toEqual([{ useCase: '核对' }]);
    expect(draft.state.savedAt).toBeDefined();
    expect(kept()).toBeUndefined();
  });

  it('keeps all of it on this machine once the draft is gone, not only what was typed last', async () => {
    const { server, open, kept } = desk({ useCase: '早先写好的场景', purpose: '核对' });
    const draft = open();
    server.gone = true;
    draft.change({ purpose: '核对领取状态' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept()?.patch).toEqual({ useCase: '早先写好的场景', purpose: '核对领取状态' });
  });

  it('sends what was typed offline once the network is back, without another key stroke', async () => {
    const { server, open } = desk();
    const draft = open();
    server.reachable = false;
    draft.change({ useCase: '断网时写的话' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(draft.state.problem).toBe(AWAY);
    server.reachable = true;
    draft.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.form.useCase).toBe('断网时写的话');
    expect(draft.state.problem).toBeUndefined();
  });

  it('brings back on the next visit what the page took with it, and saves it', async () => {
    const { server, open } = desk();
    const draft = open();
    server.reachable = false;
    draft.change({ useCase: '会话过期之后写的一段' });
    await draft.flush().catch(() => undefined);
    server.reachable = true;
    const again = open();
    expect(again.state).toMatchObject({ value: { useCase: '会话过期之后写的一段' }, restored: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(server.form.useCase).toBe('会话过期之后写的一段');
    expect(open().state.restored).toBe(false);
  });

  it('keeps what the last moment has not sent when the page goes', () => {
    const { open, kept } = desk();
    const draft = open();
    draft.change({ purpose: '刚写下' });
    draft.keep();
    expect(kept()).toEqual({ patch: { purpose: '刚写下' }, base: { purpose: '' } });
  });

  it('never overwrites a field that was changed elsewhere since: it is set aside, the others come back', async () => {
    const { server, open, edit } = desk();
    const draft = open();
    edit({ purpose: '他人写的用途' });
    draft.change({ useCase: '我的场景', purpose: '我的用途' });
    await expect(draft.flush()).rejects.toMatchObject({ code: 'PLATFORM_VERSION_CHANGED' });
    const again = open();
    expect(again.state).toMatchObject({
      value: { useCase: '我的场景', purpose: '他人写的用途' },
      restored: true,
      setAside: { purpose: '我的用途' },
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(server.form).toEqual({ useCase: '我的场景', purpose: '他人写的用途' });
    expect(open().state).toMatchObject({ restored: false, setAside: { purpose: '我的用途' } });
  });

  /** Two windows of one person on one field; the second comes too late and is opened again. */
  async function secondWindow() {
    const { server, open, kept } = desk();
    const [first, second] = [open(), open()];
    first.change({ purpose: '第一个窗口' });
    await first.flush();
    second.change({ purpose: '第二个窗口' });
    await second.flush().catch(() => undefined);
    first.change({ useCase: '第一个窗口接着写' });
    await first.flush();
    return { server, kept, again: open() };
  }

  it('keeps the words of a second window until they are taken', async () => {
    const { server, kept, again } = await secondWindow();
    expect(again.state).toMatchObject({
      value: { purpose: '第一个窗口' },
      setAside: { purpose: '第二个窗口' },
    });
    again.decide('take');
    expect(again.state).toMatchObject({ value: { purpose: '第二个窗口' }, setAside: {} });
    await vi.advanceTimersByTimeAsync(0);
    expect(server.form).toEqual({ useCase: '第一个窗口接着写', purpose: '第二个窗口' });
    expect(kept()).toBeUndefined();
  });

  it('forgets them once they are let go', async () => {
    const { server, kept, again } = await secondWindow();
    again.decide('drop');
    await vi.advanceTimersByTimeAsync(1000);
    expect(again.state).toMatchObject({ value: { purpose: '第一个窗口' }, setAside: {} });
    expect(server.form.purpose).toBe('第一个窗口');
    expect(kept()).toBeUndefined();
  });

  it('says nothing of a save that arrived although its answer did not', async () => {
    const { open, edit, kept } = desk();
    const draft = open();
    draft.change({ useCase: '到了' });
    draft.keep();
    edit({ useCase: '到了' });
    expect(open().state).toMatchObject({ restored: false, setAside: {} });
    expect(kept()).toBeUndefined();
  });

  it('saves the fields that fit, and holds back those that the server does not take', async () => {
    const { server, open, kept } = desk();
    const draft = open();
    server.most = 10;
    draft.change({ useCase: '这一段比服务器能收下的要长得多' });
    draft.change({ purpose: '核对' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.form).toEqual({ useCase: '', purpose: '核对' });
    expect(draft.state.held).toEqual(['useCase']);
    expect(kept()?.patch).toEqual({ useCase: '这一段比服务器能收下的要长得多' });
    draft.change({ purpose: '核对领取' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.form.purpose).toBe('核对领取');
    expect(draft.state.problem).toMatchObject({ details: { errors: [{ field: '/useCase' }] } });
    await expect(draft.flush()).rejects.toMatchObject({ status: 400 });
    draft.change({ useCase: '短了' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.form.useCase).toBe('短了');
    expect(draft.state).toMatchObject({ held: [], problem: undefined });
    expect(kept()).toBeUndefined();
  });
});
