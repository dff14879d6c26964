import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../server/src/platform/identity/index.ts';
import { launchBrowser } from '../../tools/browser.ts';
import { settled } from './examine-page.ts';
import { chooseResource } from './request-steps.ts';
import type { ConsoleRun } from './start-console.ts';

/** What a page meets besides its person: another person, no network, a browser that writes larger, a printer. */
export function conditionTests(run: () => ConsoleRun): void {
  test('neither a call tried nor a file chosen in a window of before is done in the name of who came after', async () => {
    const { page } = await run().visitor();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /emergency\.clerk$/ }).click();
    await page.getByRole('heading', { name: '我的待办', level: 1 }).waitFor();
    await page.goto('/exchange?agreement=sandbox');
    const send = page.getByRole('button', { name: '发出调用' });
    await send.waitFor();
    const other = await page.context().newPage();
    await other.goto('/imports');
    await other.getByRole('heading', { level: 1 }).waitFor();
    const elsewhere = await page.request.post('/api/v1/session', {
      data: { account: 'education.clerk', password: DEMO_PASSWORD },
    });
    expect(elsewhere.status()).toBe(200);
    const answerOf = (window: typeof page, path: RegExp) =>
      window.waitForResponse(
        (response) => path.test(response.url()) && response.request().method() === 'POST',
      );
    const [tried] = await Promise.all([answerOf(page, /exchange/), send.click()]);
    const [uploaded] = await Promise.all([
      answerOf(other, /v1\/files/),
      other
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: '企业.csv', mimeType: 'text/csv', buffer: Buffer.alloc(3_000_000, 'a,b\n') }),
    ]);
    expect([tried.status(), uploaded.status()]).toEqual([409, 409]);
    expect(tried.headers()['tandem-receipt']).toBeUndefined();
    for (const window of [page, other])
      await window.getByRole('alert').filter({ hasText: '本页不再办理' }).waitFor();
    await other.close();
  });

  test('an act pressed without a network is refused at once, keeps its text, and is never sent later', async () => {
    const { page, complaints } = await run().as('civil.clerk');
    await page.goto('/requests?side=incoming');
    await page.getByRole('main').locator('tbody a').first().click();
    const remark = page.getByRole('textbox', { name: '写一条往来' });
    await remark.fill('没有网络时写的话');
    const writes: string[] = [];
    page.on('request', (request) => request.method() === 'GET' || writes.push(request.url()));
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '发送' }).click();
    const alert = page.getByRole('alert').filter({ hasText: '连不上服务器' });
    await alert.waitFor();
    expect(await remark.inputValue()).toBe('没有网络时写的话');
    expect(writes).toHaveLength(1);
    await page.context().setOffline(false);
    await page.getByRole('link', { name: '我的待办' }).first().click();
    await page.getByRole('heading', { name: '我的待办', level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(writes).toHaveLength(1);
    expect(complaints.take().join()).toContain('ERR_INTERNET_DISCONNECTED');
  });

  test('inbox and cockpit fold by the type size of the browser, and buttons grow with it', async () => {
    const browser = await launchBrowser({ args: ['--blink-settings=defaultFontSize=24'] });
    try {
      const viewport = { width: 1440, height: 900 };
      const page = await browser.newPage({ baseURL: run().url, locale: 'zh-CN', viewport });
      await page.request.post('/api/v1/session', {
        data: { account: 'data.officer', password: DEMO_PASSWORD },
      });
      for (const path of ['/inbox', '/cockpit']) {
        await page.goto(path);
        await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
        await settled(page);
        expect(await page.evaluate(() => document.documentElement.dataset['below'])).toBe('64 72 80');
        const main = page.getByRole('main');
        const exporting = main.getByRole('button', { name: '导出' }).first();
        expect(await exporting.evaluate((button) => getComputedStyle(button).fontSize)).toBe('21px');
        const crowded = await main
          .locator('h2, h3, a, time')
          .evaluateAll(
            (all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).length,
          );
        expect(crowded).toBe(0);
      }
      await page.goto('/inbox');
      const task = page.getByRole('main').getByRole('link', { name: '不动产登记信息' }).first();
      expect((await task.boundingBox())?.y).toBeLessThan(450);
    } finally {
      await browser.close();
    }
  });

  test('while a slow server says who is signed in, the page says that it is loading', async () => {
    const { page } = await run().as('civil.office');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/api\/v1\/session\?/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/catalogue', { waitUntil: 'commit' });
    await page.getByRole('main').getByText('正在载入').first().waitFor({ state: 'attached' });
    expect(await page.locator('.ant-skeleton').first().isVisible()).toBe(true);
    release();
    await page.getByRole('heading', { name: '数据目录', level: 1 }).waitFor();
    await page.unroute(/\/api\/v1\/session\?/);
  });

  test('who can not be signed out stays and is told, without a network and in a window of before', async () => {
    const { page, complaints } = await run().as('civil.head');
    await page.goto('/account');
    const leave = page.getByRole('main').getByRole('button', { name: '退出登录' });
    await leave.waitFor();
    await settled(page);
    complaints.take();
    await page.context().setOffline(true);
    await leave.click();
    await page.locator('.ant-message').getByText('连不上服务器').waitFor();
    await page.context().setOffline(false);
    expect(new URL(page.url()).pathname).toBe('/account');
    await page.request.post('/api/v1/session', {
      data: { account: 'civil.office', password: DEMO_PASSWORD },
    });
    await leave.click();
    await page.getByRole('alert').filter({ hasText: '本页不再办理' }).waitFor();
    await page.locator('.ant-message').getByText('本浏览器已由他人登录').waitFor();
    expect(complaints.take().filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await page.request.post('/api/v1/session', { data: { account: 'civil.head', password: DEMO_PASSWORD } });
    await page.reload();
  });

  test('what is sent too early leads to its first faulty field', async () => {
    const focused = (page: Page) => expect.poll(() => page.evaluate(() => document.activeElement?.id));
    const { page: visitor } = await run().visitor();
    await visitor.goto('/sign-in');
    await visitor.getByLabel('账号').fill('market.clerk');
    await visitor.getByRole('button', { name: '登录', exact: true }).click();
    await focused(visitor).toBe('password');
    const { page: operator } = await run().as('data.operator');
    await operator.goto('/administration/people');
    await operator.getByRole('button', { name: '添加人员' }).click();
    await operator.getByRole('dialog').locator('button[type=submit]').click();
    await focused(operator).toBe('name');
    const { page: clerk } = await run().as('education.clerk');
    await chooseResource(clerk, '养老机构备案');
    await clerk.getByRole('button', { name: '开始填写' }).click();
    const send = clerk.getByRole('button', { name: '提请负责人同意' });
    await send.click();
    await focused(clerk).toBe('basis-title');
    await clerk.getByLabel('法律、法规或规定的名称').fill('养老机构管理办法');
    await clerk.getByLabel('条款', { exact: true }).fill('第九条');
    await clerk.getByLabel('使用场景', { exact: true }).fill('核对学校与养老机构共用场地的备案情况。');
    await clerk.getByLabel('用途', { exact: true }).fill('场地核对');
    await clerk.getByLabel('用途代码').fill('shared-premises');
    await send.click();
    await expect
      .poll(() => clerk.evaluate(() => document.activeElement?.closest('#items') !== null))
      .toBe(true);
    await clerk.keyboard.press('Space');
    await clerk.locator('#items-fault').waitFor({ state: 'detached' });
    await clerk.getByRole('button', { name: '2 处待补' }).click();
    await expect
      .poll(() => clerk.evaluate(() => document.activeElement?.closest('#term') !== null))
      .toBe(true);
  });

  test('while a form waits for its answer the focus stays in it, and a second Enter closes nothing', async () => {
    const { page, complaints } = await run().as('tax.office');
    await page.route('**/api/v1/systems', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await new Promise((resolve) => setTimeout(resolve, 2500));
      return route.abort();
    });
    await page.goto('/administration/systems');
    await page.getByRole('button', { name: '登记系统' }).click();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByLabel('系统名称');
    await name.fill('等待答复的系统');
    await name.press('Enter');
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-holds-place'));
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').waitFor();
    expect(await name.inputValue()).toBe('等待答复的系统');
    expect(complaints.take().join()).toContain('ERR_FAILED');
    await page.unroute('**/api/v1/systems');
  });

  test('an application begins on its first page, whatever the length of its texts', async () => {
    const { page } = await run().as('tax.clerk');
    const send = async (method: string, path: string, data?: object, version?: number) => {
      const headers = version === undefined ? {} : { 'if-match': `"${version}"` };
      const response = await page.request.fetch(`/api/v1/requests${path}`, { method, data, headers });
      expect(response.ok()).toBe(true);
      return (await response.json()) as Filed;
    };
    const { items } = await send('GET', '?side=outgoing&state=inForce&limit=1');
    const { id: copyFrom, resource, statement } = await send('GET', `/${items[0]?.id}`);
    const draft = await send('POST', '', { resourceId: resource.id, copyFrom });
    const useCase = `新办企业税务登记信息确认。\n\n${'按规定逐户核对，全程留痕。'.repeat(60)}`;
    await page.goto(`/requests/${draft.id}/edit`);
    await page.getByRole('button', { name: '提请负责人同意' }).waitFor();
    await settled(page);
    expect(pagesOf(await page.pdf({ format: 'A4' }))).toHaveLength(2);
    await page.goto('/requests');
    const saved = await send('PATCH', `/${draft.id}`, { ...statement, useCase }, draft.version);
    await send('POST', `/${draft.id}/file`, {}, saved.version);
    await page.goto(`/requests/${draft.id}`);
    await page.getByText('按规定逐户核对').waitFor();
    await settled(page);
    expect(pagesOf(await page.pdf({ format: 'A4' }))).toHaveLength(2);
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('section', { has: page.locator('.lines') }).first();
    expect(await sheet.evaluate((element) => getComputedStyle(element).breakInside)).toBe('auto');
    await page.emulateMedia({ media: 'screen' });
  });

  test('the cockpit is whole on paper in English, and lies where the paper lies', async () => {
    const { page } = await run().as('data.officer');
    await page.goto('/cockpit');
    await page.evaluate(() => localStorage.setItem('tandem.language', '"en"'));
    await page.reload();
    await page.getByRole('heading', { name: 'Sharing cockpit' }).waitFor();
    await settled(page);
    const lying = pagesOf(await page.pdf({ format: 'A4', landscape: true }));
    expect(lying[0]?.width).toBeGreaterThan(lying[0]?.height ?? Infinity);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 680, height: 960 }); // A4 without its margins
    const label = page.getByText('Disclosed yesterday');
    const row = label.locator('xpath=ancestor::div[contains(@class, "row")][1]');
    const overhang = await row.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(overhang).toBeLessThanOrEqual(1);
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(() => localStorage.setItem('tandem.language', '"zh"'));
  });
}

interface Filed {
  id: string;
  version: number;
  items: { id: string }[];
  resource: { id: string };
  statement: object;
}

/** Sizes of the pages of a PDF, in points. */
function pagesOf(pdf: Buffer): { width: number; height: number }[] {
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  return [...boxes].map(([, width, height]) => ({ width: Number(width), height: Number(height) }));
}
