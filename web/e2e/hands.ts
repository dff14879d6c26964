import { expect, test } from 'vitest';
import { settled } from './examine-page.ts';
import type { ConsoleRun } from './start-console.ts';

/** Hands that are quick, or have no mouse; and a session that ends under them. */
export function handTests(run: () => ConsoleRun): void {
  test('a double click is one call, also where its answer came in between', async () => {
    const { page } = await run().as('tax.clerk');
    await page.goto('/exchange?agreement=sandbox');
    const calls: string[] = [];
    page.on('request', (request) => request.url().endsWith('/query') && calls.push(request.url()));
    const send = page.getByRole('button', { name: '发出调用' });
    await send.dblclick();
    await page.getByText('HTTP 200').waitFor();
    expect(calls).toHaveLength(1);
    await send.evaluate((button) => {
      button.click();
      button.click();
    });
    await expect.poll(() => calls.length).toBe(2);
    await settled(page);
    expect(calls).toHaveLength(2);
  });

  test('the second click of a double click, or a held key, answers no other matter in the inbox', async () => {
    const { page } = await run().as('land.clerk');
    const answers: string[] = [];
    const inbox = '**/api/v1/requests/*/*';
    await page.route(inbox, (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      answers.push(route.request().url());
      return route.fulfill({ json: {} });
    });
    await page.goto('/inbox');
    const send = page.getByTitle('Ctrl+Enter');
    await send.hover();
    for (const clickCount of [1, 2]) {
      await page.mouse.down({ clickCount });
      await page.mouse.up({ clickCount });
      await expect.poll(() => answers.length).toBe(1);
      await settled(page);
    }
    await page.keyboard.down('Control');
    for (let held = 0; held < 4; held += 1) {
      await page.keyboard.down('Enter');
      await settled(page);
    }
    await page.keyboard.up('Enter');
    await page.keyboard.up('Control');
    expect(answers).toHaveLength(2);
    await page.unroute(inbox);
  });

  test('a session that ended says so, and what is typed on is no account', async () => {
    const { page, complaints } = await run().visitor();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /emergency\.office$/ }).click();
    await page.getByRole('heading', { name: '我的待办', level: 1 }).waitFor();
    await settled(page);
    await page.context().clearCookies();
    await page.getByRole('link', { name: '共享申请' }).first().click();
    const notice = page.getByRole('alert').filter({ hasText: '登录已结束' });
    await notice.waitFor();
    await expect.poll(() => notice.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('接着写');
    expect(await page.getByLabel('账号').inputValue()).toBe('');
    expect(new URL(page.url()).searchParams.get('next')).toBe('/requests');
    expect(complaints.take()).toEqual([]);
  });

  test('after Enter the search of a list keeps its focus and its text', async () => {
    const { page } = await run().as('tax.clerk');
    for (const path of ['/requests', '/agreements']) {
      await page.goto(path);
      const search = page.getByRole('searchbox');
      await search.fill('登记');
      await search.press('Enter');
      await page.waitForURL(/q=/);
      await settled(page);
      await page.keyboard.type('信息');
      expect(await search.inputValue()).toBe('登记信息');
    }
  });

  test('in a line of many steps no time is written over a step', async () => {
    const { page } = await run().visitor();
    for (const width of [1920, 1440, 1280, 1024, 720, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/design?gallery=1');
      const line = page.getByRole('list', { name: '八步' });
      await line.waitFor();
      await settled(page);
      expect(await line.evaluate(hiddenSteps), `${width}`).toEqual([]);
    }
  });

  test('the keyboard goes into the person’s menu and into what a row opens, and back', async () => {
    const { page } = await run().as('tax.office');
    await page.goto('/exchange/calls');
    const row = page.getByRole('main').locator('tbody tr').first();
    await row.focus();
    await page.keyboard.press('Enter');
    const holder = () => page.evaluate(() => document.activeElement?.tagName);
    await expect.poll(holder).toBe('ASIDE');
    await page.getByRole('complementary').getByRole('button').last().press('Enter');
    await expect.poll(holder).toBe('TR');
    const me = page.getByRole('button', { name: '邹雪' });
    await me.press('Enter');
    const menu = page.getByRole('button', { name: '退出登录' });
    await menu.waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('header'))).toBe(null);
    await page.keyboard.press('Escape');
    await expect.poll(() => me.evaluate((button) => button === document.activeElement)).toBe(true);
    await menu.waitFor({ state: 'detached' });
  });
}

/** Times that are cut off, or lie over the sign of a step. */
function hiddenSteps(line: Element): string[] {
  const signs = [...line.querySelectorAll('svg')].map((sign) => sign.getBoundingClientRect());
  const times = [...line.querySelectorAll('[class*=gap]')];
  const covers = ({ left, right, top, bottom }: DOMRect) =>
    signs.some(
      (sign) =>
        left < sign.right - 1 && right > sign.left + 1 && top < sign.bottom - 1 && bottom > sign.top + 1,
    );
  return times
    .filter((time) => time.scrollWidth > time.clientWidth + 1 || covers(time.getBoundingClientRect()))
    .map(({ textContent }) => textContent);
}
