import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../server/src/platform/identity/index.ts';
import { examine, settled } from './examine-page.ts';
import type { ConsoleRun } from './start-console.ts';

/** Sign-in, frame, language, appearance and phone: what every page stands in. */
export function shellTests(run: () => ConsoleRun): void {
  test('a visitor is led to sign-in, which says that the city is synthetic', async () => {
    const desk = await run().visitor();
    await desk.page.goto('/inbox');
    await desk.page.getByRole('heading', { name: '登录', level: 1 }).waitFor();
    await desk.page.getByText('演示城市 · 全部数据为合成').first().waitFor();
    await desk.page.getByRole('button', { name: '显示密码' }).press('Enter');
    const eye = desk.page.getByRole('button', { name: '隐藏密码' });
    await expect.poll(() => eye.evaluate((button) => button === document.activeElement)).toBe(true);
    await examine(desk, 'sign-in');
  });

  test('a wrong password is refused in words', async () => {
    const { page } = await run().visitor();
    await page.goto('/sign-in');
    await page.getByLabel('账号').fill('market.clerk');
    await page.getByLabel('密码', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  test('the inbox is the first page, with figures and clocks', async () => {
    const desk = await run().as('hrss.clerk');
    await desk.page.goto('/');
    await desk.page.getByRole('heading', { name: '我的待办', level: 1 }).waitFor();
    await desk.page.getByRole('radiogroup', { name: '你的答复' }).waitFor();
    await examine(desk, 'inbox');
  });

  test('the focus is at the page after a link or a form, and a window whose person changed elsewhere does nothing more', async () => {
    const { page } = await run().visitor();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /market\.office$/ }).click();
    await page.getByRole('heading', { name: '我的待办', level: 1 }).waitFor();
    await page.goto('/catalogue');
    await page.getByRole('main').getByRole('link', { name: '婚姻登记信息' }).first().click();
    await page.waitForURL(/\/catalogue\/./);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('page');
    await page.goto('/account');
    await page.getByRole('button', { name: '启用', exact: true }).click();
    await page.getByRole('button', { name: '取消' }).press('Enter');
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-holds-place'));
    await page.keyboard.press('Tab');
    const next = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(next, 'where the form was').toBe('启用');
    const elsewhere = await page.request.post('/api/v1/session', {
      data: { account: 'tax.office', password: DEMO_PASSWORD },
    });
    expect(elsewhere.status()).toBe(200);
    await page.getByRole('link', { name: '共享申请' }).first().click();
    const alert = page.getByRole('alert').filter({ hasText: '本页不再办理' });
    await alert.getByRole('button', { name: '重新载入' }).click();
    await page.getByRole('button', { name: '邹雪' }).waitFor();
  });

  test('language and colours are chosen in the person’s menu and stay', async () => {
    const { page } = await run().as('market.head');
    await page.goto('/inbox');
    await page.getByRole('heading', { name: '我的待办', level: 1 }).waitFor();
    await settled(page);
    await page.getByRole('button', { name: '宋启明' }).click();
    await page.getByText('English', { exact: true }).click();
    await page.getByRole('heading', { name: 'My inbox', level: 1 }).waitFor();
    await page.getByText(/Market Regulation · /).waitFor();
    await page.getByText('Dark', { exact: true }).click();
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await expect.poll(scheme).toBe('dark');
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('heading', { name: 'My inbox', level: 1 }).waitFor();
    expect(await scheme()).toBe('dark');
    await page.getByRole('button', { name: '宋启明' }).click();
    await page.getByText('中文', { exact: true }).click();
    await page.getByText('随系统', { exact: true }).click();
    await page.getByRole('heading', { name: '我的待办', level: 1 }).waitFor();
  });

  test('on a phone the navigation is at the foot', async () => {
    const { page } = await run().as('data.officer');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/inbox');
    const tabs = page.getByRole('navigation', { name: '主导航' });
    await tabs.getByRole('link', { name: '驾驶舱' }).click();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/cockpit');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('on a phone the open one of many sections is in sight', async () => {
    const { page } = await run().as('data.operator');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/administration/systems');
    const open = page.getByRole('main').locator('nav [aria-current="page"]');
    await open.waitFor();
    const rightEdge = () => open.evaluate((link) => link.getBoundingClientRect().right);
    await expect.poll(rightEdge).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('Back closes the row that was opened, and the page’s own way back leaves no step behind', async () => {
    const { page } = await run().as('tax.office');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/inbox');
    await page.goto('/exchange/calls');
    const rows = page.getByRole('main').locator('tbody tr');
    const place = () => new URL(page.url()).pathname + new URL(page.url()).search;
    await rows.first().click();
    await expect.poll(place).toMatch(/calls\?call=/);
    await page.goBack();
    await expect.poll(place).toBe('/exchange/calls');
    await rows.first().click();
    await page.getByRole('button', { name: '返回列表' }).click();
    await expect.poll(place).toBe('/exchange/calls');
    await page.goBack();
    await expect.poll(place).toBe('/inbox');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('a link with words that the page does not know opens without them', async () => {
    const { page } = await run().as('data.officer');
    await page.goto('/requests?state=submitted&state=nowhere&side=above&from_mail=1');
    await page.getByRole('table').waitFor();
    expect(new URL(page.url()).search).toBe('?state=submitted');
  });

  test('on a phone the acts of a demand lie inside its card', async () => {
    const { page } = await run().as('data.officer');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/requests/demands');
    const act = page.getByRole('button', { name: '已有目录' });
    await act.first().waitFor();
    const edges = await act.evaluateAll((buttons) => buttons.map((one) => one.getBoundingClientRect().right));
    expect(Math.max(...edges)).toBeLessThan(374);
    const title = await page.locator('td[data-card="title"]').last().boundingBox();
    expect(title?.width).toBeGreaterThan(120);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('the palette finds pages by keyboard', async () => {
    const { page } = await run().as('data.officer');
    await page.goto('/inbox');
    await page.getByRole('heading', { name: '我的待办', level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('条例');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /条例/ }).waitFor();
  });

  test.each([
    ['/cockpit', 'data.officer'],
    ['/overdue', 'data.officer'],
    ['/notices', 'hrss.clerk'],
    ['/requests', 'civil.clerk'],
    ['/agreements', 'tax.office'],
    ['/requests/demands', 'civil.clerk'],
    ['/ledger', 'data.auditor'],
    ['/verify', 'data.auditor'],
    ['/statute', 'data.auditor'],
    ['/exchange', 'tax.office'],
    ['/exchange/calls', 'tax.office'],
    ['/exchange/systems', 'tax.office'],
    ['/exchange/guide', 'tax.office'],
    ['/administration/departments', 'data.operator'],
    ['/administration/people', 'data.operator'],
    ['/administration/delegations', 'market.head'],
    ['/administration/accounts', 'data.operator'],
    ['/administration/systems', 'data.operator'],
    ['/account', 'market.clerk'],
  ])('%s holds what every page promises (%s)', async (path, login) => {
    const desk = await run().as(login);
    await desk.page.goto(path);
    await desk.page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
    await desk.page.waitForLoadState('networkidle');
    await examine(desk, path);
  });
}
