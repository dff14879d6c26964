import { localDateOf } from '@tandem/calendar';
import { Journey, Matter, newestEntry, refusal, type Act, type PlayOptions } from './journey.ts';
import type { Session } from './session.ts';

interface ClockView {
  state: string;
  urgency: string;
  totalDays: number;
  usedDays: number;
  remainingDays: number;
  dueOn: string | null;
}

interface RequestView {
  id: string;
  version: number;
  state: string;
  replyClock?: ClockView;
  supplyClock?: ClockView;
}

/** By how many working days the journey moves the clock. */
const MOVED_DAYS = 11;

const ITEMS = ['公民身份号码', '姓名', '待遇类型', '领取状态'];

/** J2: what the clock does when nobody answers, when somebody asks for time, when papers are missing. */
export class ClockJourney {
  readonly #journey: Journey;
  readonly #options: PlayOptions;

  constructor(options: PlayOptions) {
    this.#options = options;
    this.#journey = new Journey('J2', options.onStep);
  }

  async play(): Promise<boolean> {
    await this.#calendarReaches();
    if (!this.#journey.complete) return false;
    const [unanswered, extended, incomplete] = await this.#file();
    await this.#supplementNotice(incomplete);
    await this.#refusalNeedsReasons(extended);
    await this.#move(3);
    await this.#supplementArrives(incomplete);
    await this.#move(4);
    await this.#seventyPercent(unanswered);
    await this.#extension(extended);
    await this.#move(2);
    await this.#oneDayBefore(unanswered);
    await this.#move(1);
    await this.#lastDay(unanswered);
    await this.#move(1);
    await this.#overdue(unanswered);
    await this.#calendar();
    return this.#journey.complete;
  }

  #as(login: string): Promise<Session> {
    return this.#options.sessions.as(login);
  }

  async #move(workingDays: number): Promise<void> {
    const operator = await this.#as('data.operator');
    await this.#journey.step(`时钟前移 ${workingDays} 个工作日 the clock moves on`, '演示城市', async () => {
      const { now } = await operator.must<{ now: string }>('POST', '/api/v1/demo/clock', {
        body: { workingDays },
      });
      return { status: localDateOf(new Date(now)), ok: true, workingDays };
    });
  }

  /** A city that has been moved too often stands at the end of the published calendar, where no clock counts. */
  async #calendarReaches(): Promise<void> {
    await this.#journey.step(
      '节假日安排足够推算 the published calendar reaches far enough',
      '平台',
      async () => {
        const clerk = await this.#as('hrss.clerk');
        const { now } = await clerk.must<{ now: string }>('GET', '/api/v1/session');
        const { dueOn } = await this.#dueDay(localDateOf(new Date(now)), MOVED_DAYS);
        return {
          status: dueOn ?? '节假日安排未公布 not published: npm start -- --reset',
          ok: dueOn !== null,
        };
      },
    );
  }

  async #file(): Promise<[Matter, Matter, Matter]> {
    const filed: Matter[] = [];
    for (const purpose of ['unanswered', 'extended', 'incomplete']) {
      await this.#journey.step(
        `提交有条件共享申请 a conditional request (${purpose})`,
        '民政局 何静 · 姚文娟',
        async () => {
          const { matter, act, clock } = await this.#fileOne(purpose);
          filed.push(matter);
          const known = clock?.state === 'running' && clock.totalDays === 10;
          const status = clock?.dueOn ? `${act.state}, due ${clock.dueOn}` : `${act.state}, ${clock?.state}`;
          return {
            status,
            ok: known || clock?.state === 'unpublished',
            entry: { id: act.entryId, by: await this.#as('civil.office') },
            workingDays: clock?.totalDays,
          };
        },
      );
    }
    return filed as [Matter, Matter, Matter];
  }

  async #fileOne(purpose: string): Promise<{ matter: Matter; act: Act; clock: ClockView | undefined }> {
    const [clerk, office] = [await this.#as('civil.clerk'), await this.#as('civil.office')];
    const { now } = await clerk.must<{ now: string }>('GET', '/api/v1/session');
    const today = localDateOf(new Date(now));
    const page = await clerk.must<{ items: { resourceId: string }[] }>(
      'GET',
      `/api/v1/catalogue/resources?q=${encodeURIComponent('养老保险待遇领取')}&limit=1`,
    );
    const resourceId = page.items[0]?.resourceId ?? '';
    const draft = await clerk.must<Act>('POST', '/api/v1/requests', { body: { resourceId } });
    const body = {
      legalBasis: { title: '特困人员认定办法', article: '第十条' },
      useCase: '特困人员认定与高龄津贴发放前核对养老待遇领取状态',
      purpose: { code: `support-${purpose}`, text: '特困人员认定' },
      modes: ['query', 'verify'],
      items: ITEMS.map((name) => ({ name })),
      term: {
        from: today,
        to: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`.replace('02-29', '02-28'),
      },
      truthDeclared: true,
    };
    const saved = await clerk.must<Act>('PATCH', `/api/v1/requests/${draft.id}`, {
      version: draft.version,
      body,
    });
    const matter = new Matter(`/api/v1/requests/${draft.id}`, saved.version);
    await matter.act(clerk, 'file');
    const act = await matter.act(office, 'consent');
    const view = await matter.read<RequestView>(office);
    return { matter, act, clock: view.replyClock };
  }

  async #supplementNotice(matter: Matter): Promise<void> {
    const provider = await this.#as('hrss.clerk');
    const missing = [{ field: 'legalBasis', text: '请补充本级认定职责的文件文号' }];
    await this.#journey.step(
      '一次性补正通知，计时暂停 a supplement notice pauses the clock',
      '人社局 吴桐',
      async () => {
        const act = await matter.act(provider, 'supplement-notice', { missing });
        const { replyClock } = await matter.read<RequestView>(provider);
        return {
          status: `${act.state}, ${replyClock?.state}`,
          ok: replyClock?.state === 'paused',
          entry: { id: act.entryId, by: provider },
        };
      },
    );
    await this.#journey.step('第二次补正通知被拒 a second notice is refused', '人社局 吴桐', async () => {
      const answer = await matter.attempt(provider, 'supplement-notice', { missing });
      return { status: refusal(answer, { code: '' }).status, ok: answer.status >= 400 };
    });
  }

  async #supplementArrives(matter: Matter): Promise<void> {
    const clerk = await this.#as('civil.clerk');
    await this.#journey.step(
      '补正送达，计时恢复 the supplement arrives, the clock runs again',
      '民政局 何静',
      async () => {
        const act = await matter.act(clerk, 'supplement', { answer: '已补充民政部门认定职责文件与条款' });
        const { replyClock } = await matter.read<RequestView>(clerk);
        const running = replyClock?.state === 'running' || replyClock?.state === 'unpublished';
        return {
          status: `used ${replyClock?.usedDays}`,
          ok: running && (replyClock?.usedDays ?? 9) <= 1,
          entry: { id: act.entryId, by: clerk },
          workingDays: replyClock?.usedDays,
        };
      },
    );
  }

  async #refusalNeedsReasons(matter: Matter): Promise<void> {
    const provider = await this.#as('hrss.clerk');
    await this.#journey.step(
      '不说明理由不能拒绝 a refusal without reasons can not be sent',
      '人社局 吴桐',
      async () =>
        refusal(await matter.attempt(provider, 'reply', { decision: 'refuse' }), {
          code: 'REQUEST_REASONS_MISSING',
          rule: '21.refusal.reasons',
        }),
    );
  }

  async #seventyPercent(matter: Matter): Promise<void> {
    await this.#journey.step('用时七成提醒 reminder at 70 %', '人社局 待办', async () => {
      const { clock, notices } = await this.#seenByProvider(matter);
      return {
        status: `${clock?.urgency}, used ${clock?.usedDays} of ${clock?.totalDays}, ${notices} notices`,
        ok: clock?.urgency === 'soon' && clock.usedDays === 7 && notices > 0,
        workingDays: clock?.remainingDays,
      };
    });
  }

  async #oneDayBefore(matter: Matter): Promise<void> {
    await this.#journey.step('到期前一日提醒 reminder one working day before', '人社局 待办', async () => {
      const { clock, notices } = await this.#seenByProvider(matter);
      return {
        status: `${clock?.remainingDays} left, ${notices} notices`,
        ok: clock?.remainingDays === 1,
        workingDays: clock?.remainingDays,
      };
    });
  }

  async #lastDay(matter: Matter): Promise<void> {
    await this.#journey.step(
      '第十个工作日仍未逾期 on the tenth working day it is due',
      '人社局 待办',
      async () => {
        const { clock } = await this.#seenByProvider(matter);
        return {
          status: clock?.urgency ?? '?',
          ok: clock?.urgency === 'last-day',
          workingDays: clock?.remainingDays,
        };
      },
    );
  }

  async #overdue(matter: Matter): Promise<void> {
    const officer = await this.#as('data.officer');
    await this.#journey.step(
      '第十个工作日终了逾期，上榜并计入记录 overdue: on the board and on record',
      '数据局 周敏',
      async () => {
        const view = await matter.read<RequestView>(officer);
        const board = await officer.must<unknown>('GET', '/api/v1/overdue-board');
        const listed = JSON.stringify(board).includes(view.id);
        return {
          status: `${view.replyClock?.state}, on the board: ${listed}`,
          ok: view.replyClock?.state === 'late' && listed,
          entry: await newestEntry(officer, 'clock.overdue'),
        };
      },
    );
  }

  async #extension(matter: Matter): Promise<void> {
    const [provider, officer, requester] = [
      await this.#as('hrss.clerk'),
      await this.#as('data.officer'),
      await this.#as('civil.office'),
    ];
    await this.#journey.step('申请延期 the provider asks for more time', '人社局 吴桐', async () => {
      const act = await matter.act(provider, 'extension', {
        workingDays: 6,
        reason: '待遇领取状态由省集中系统产生，须待本月批次到齐。',
      });
      return { status: act.state, ok: true, entry: { id: act.entryId, by: provider } };
    });
    await this.#journey.step(
      '需求部门不能自行同意延期 only the authority can consent',
      '民政局 姚文娟',
      async () => {
        const answer = await matter.attempt(requester, 'extension/decision', { decision: 'grant', note: '' });
        return { status: refusal(answer, { code: '' }).status, ok: answer.status >= 400 };
      },
    );
    await this.#journey.step('数据局同意延期 the authority consents', '数据局 周敏', async () => {
      const act = await matter.act(officer, 'extension/decision', {
        decision: 'grant',
        workingDays: 6,
        note: '同意',
      });
      const { replyClock } = await matter.read<RequestView>(officer);
      return {
        status: `due ${replyClock?.dueOn ?? replyClock?.state}`,
        ok: replyClock?.totalDays === 16,
        entry: { id: act.entryId, by: officer },
        workingDays: replyClock?.remainingDays,
      };
    });
  }

  async #seenByProvider(matter: Matter): Promise<{ clock: ClockView | undefined; notices: number }> {
    const provider = await this.#as('hrss.clerk');
    const view = await matter.read<RequestView>(provider);
    const notices = await provider.must<unknown>('GET', '/api/v1/inbox/notices');
    const mine = JSON.stringify(notices).split(view.id).length - 1;
    return { clock: view.replyClock, notices: mine };
  }

  async #calendar(): Promise<void> {
    await this.#journey.step('春节不计入 Spring Festival is skipped', '平台', async () => {
      const { dueOn } = await this.#dueDay('2026-02-11', 10);
      return { status: `2026-02-11 + 10 → ${dueOn}`, ok: dueOn === '2026-03-03', workingDays: 10 };
    });
    await this.#journey.step(
      '节假日安排未公布则明说 past the published calendar it says so',
      '平台',
      async () => {
        const { dueOn, unpublishedYear } = await this.#dueDay('2026-12-31', 1);
        return {
          status: `2026-12-31 + 1 → ${unpublishedYear} not published`,
          ok: dueOn === null && unpublishedYear === 2027,
        };
      },
    );
  }
  async #dueDay(
    from: string,
    workingDays: number,
  ): Promise<{ dueOn: string | null; unpublishedYear: number | null }> {
    const clerk = await this.#as('hrss.clerk');
    return clerk.must('GET', `/api/v1/calendar/due-day?from=${from}&workingDays=${workingDays}`);
  }
}
