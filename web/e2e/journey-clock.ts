import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { examine, settled } from './examine-page.ts';
import { answerAtOnce, chooseResource, fileApplication, fillApplication } from './request-steps.ts';
import type { ConsoleRun } from './start-console.ts';

const RESOURCE = '养老保险待遇领取信息';

/** J2: 民政局 asks, 人社局 has ten working days, 数据局 watches. */
export function clockJourney(run: () => ConsoleRun): void {
  const paths = { unanswered: '', extended: '', incomplete: '' };

  test('three conditional applications are filed and consented to; the clock starts [21.reply.conditional]', async () => {
    const clerk = await run().as('civil.clerk');
    const office = await run().as('civil.office');
    for (const name of ['unanswered', 'extended', 'incomplete'] as const) {
      await chooseResource(clerk.page, RESOURCE);
      await fillApplication(clerk.page, {
        resource: RESOURCE,
        basis: { title: '特困人员认定办法', article: '第十条' },
        useCase: '特困人员认定与高龄津贴发放前核对养老待遇领取状态',
        purpose: { code: `support-${name}`, text: '特困人员认定' },
        items: ['公民身份号码', '姓名', '待遇类型', '领取状态'],
        modes: [/^查询/, /^核验/],
      });
      if (name === 'unanswered') await calendarStaysInSight(clerk.page);
      paths[name] = await fileApplication(clerk.page);
      await answerAtOnce(office.page, paths[name], '同意提交');
      await office.page.getByText('剩余 10 个工作日').first().waitFor();
    }
    await examine(office, 'request under way');
  });

  test('a refusal without reasons can not be sent [21.refusal.reasons]', async () => {
    const { page } = await run().as('hrss.clerk');
    await page.goto(paths.extended);
    await printsChoicesInWords(page);
    await page.getByRole('button', { name: '不同意（须写理由）' }).click();
    const dialog = page.getByRole('dialog');
    await settled(page);
    await dialog.getByRole('combobox').click();
    await page.getByTitle('非必要').click();
    const send = dialog.getByRole('button', { name: '不同意（须写理由）' });
    expect(await send.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('不便');
    await dialog.getByText(/至少 10 个字/).waitFor();
    expect(await send.isDisabled()).toBe(true);
    // Nothing is cut off: what is too much is said, and can not be sent.
    await dialog.getByRole('textbox').fill('与法定要件无关'.repeat(300));
    await dialog.getByText('已写 2,100 / 最多 2,000 字，多出 100 字').waitFor();
    expect((await dialog.getByRole('textbox').inputValue()).length).toBe(2100);
    expect(await send.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('不同意（须写理由）');
  });

  test('a supplement notice pauses the clock, drawn as hatched days [21.supplement.pause]', async () => {
    const provider = await run().as('hrss.clerk');
    await provider.page.goto(paths.incomplete);
    await provider.page.getByRole('button', { name: '补正通知' }).click();
    await provider.page.getByLabel('缺项 1').fill('请补充本级认定职责的文件文号');
    await provider.page.getByRole('dialog').getByRole('button', { name: '补正通知' }).click();
    await provider.page.getByText('计时暂停').first().waitFor();
    await provider.page.getByText('届时排出期限').waitFor();
    expect(await provider.page.getByText(/到期$/).count()).toBe(0);
    await run().moveClock(3);
    const clerk = await run().as('civil.clerk');
    await clerk.page.goto(paths.incomplete);
    await clerk.page.getByRole('button', { name: '补正送达', exact: true }).click();
    await clerk.page.getByLabel('补正说明').fill('已补充民政部门认定职责文件与条款');
    await clerk.page.getByRole('dialog').getByRole('button', { name: '补正送达', exact: true }).click();
    const hatched = clerk.page.getByTitle(/暂停$/);
    await hatched.first().waitFor();
    const pattern = await hatched
      .first()
      .locator('span')
      .first()
      .evaluate((box) => getComputedStyle(box).backgroundImage);
    expect(pattern).toContain('repeating-linear-gradient');
    await examine(clerk, 'request with a paused clock');
  });

  test('at 70 % the clock turns amber [21.reply.conditional]', async () => {
    await run().moveClock(4);
    const { page } = await run().as('hrss.clerk');
    await page.goto(paths.unanswered);
    expect(await colourOf(page, '剩余 3 个工作日')).toBe(await tokenOf(page, '--accent'));
  });

  test('the authority decides on an extension from its inbox [21.reply.extension]', async () => {
    const provider = await run().as('hrss.clerk');
    await provider.page.goto(paths.extended);
    await provider.page.getByRole('button', { name: '申请延期' }).click();
    const dialog = provider.page.getByRole('dialog');
    await dialog.getByText('至多 10 个工作日').waitFor();
    await dialog.getByLabel('工作日').fill('6');
    await dialog.getByText('新的答复截止日').waitFor();
    await dialog.getByLabel('理由').fill('待遇领取状态由省集中系统产生，须待本月批次到齐。');
    await dialog.getByRole('button', { name: '申请延期' }).click();
    await dialog.waitFor({ state: 'detached' });
    const officer = await run().as('data.officer');
    await officer.page.goto('/inbox');
    await officer.page.getByRole('combobox', { name: '事项类型' }).click();
    await officer.page.getByTitle('延期同意').click();
    await officer.page.getByRole('link', { name: RESOURCE }).first().click();
    await officer.page.getByRole('radio', { name: /同意延期/ }).check();
    await examine(officer, 'inbox with an extension');
    await officer.page.getByRole('button', { name: '同意延期' }).click();
    await officer.page.getByText('已办理，回执已入账').waitFor();
    await provider.page.goto(paths.extended);
    await provider.page.getByText('剩余 9 个工作日').first().waitFor();
  });

  test('on the last day it is due, the day after it is late and on the board [38.supervision]', async () => {
    await run().moveClock(3);
    const { page } = await run().as('hrss.clerk');
    await page.goto(paths.unanswered);
    expect(await colourOf(page, '今日到期')).toBe(await tokenOf(page, '--red'));
    await run().moveClock(1);
    await page.reload();
    await page.getByText('逾期 1 个工作日').first().waitFor();
    const officer = await run().as('data.officer');
    await officer.page.goto('/overdue');
    const board = officer.page.getByRole('table', { name: '目前逾期' });
    await expect.poll(() => board.locator(`a[href="${paths.unanswered}"]`).count()).toBe(1);
    await examine(officer, 'overdue board');
    await figureOpensItsMatters(officer.page);
  });
}

/** A department's figure of the year opens as many matters as it says. */
async function figureOpensItsMatters(page: Page): Promise<void> {
  const row = page.getByRole('table', { name: '本年各部门记录' }).getByRole('row').nth(1);
  const figure = row.getByRole('link').last();
  const count = Number(await figure.innerText());
  expect(count).toBeGreaterThan(0);
  await figure.click();
  const matters = page.getByRole('table', { name: '本年累计' }).locator('tbody tr');
  await expect.poll(() => matters.count()).toBe(count);
  await page.getByText(`共 ${count} 条`).waitFor();
}

async function colourOf(page: Page, words: string): Promise<string> {
  const element = page.getByText(words, { exact: true }).first();
  await element.waitFor();
  return element.evaluate((found) => getComputedStyle(found).color);
}

async function tokenOf(page: Page, token: string): Promise<string> {
  return page.evaluate((name) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = `var(${name})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, token);
}

/** On a phone on its side and on a small one, the months and what they offer are within the screen. */
async function calendarStaysInSight(page: Page): Promise<void> {
  const wide = page.viewportSize();
  for (const size of [
    { width: 844, height: 390 },
    { width: 320, height: 568 },
  ]) {
    await page.setViewportSize(size);
    await page.getByRole('textbox', { name: '使用时限' }).first().click();
    const calendar = page.locator('.ant-picker-dropdown-range:visible');
    await calendar.getByText('一年', { exact: true }).waitFor();
    await settled(page);
    const box = await calendar.boundingBox();
    expect([box?.x, box?.y].every((edge) => edge !== undefined && edge >= 0)).toBe(true);
    expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(size.width);
    expect((box?.y ?? 0) + (box?.height ?? Infinity)).toBeLessThanOrEqual(size.height);
    await page.keyboard.press('Escape');
    await calendar.waitFor({ state: 'hidden' });
  }
  if (wide) await page.setViewportSize(wide);
}

/** What the provider would leave out is said on paper; the switch it was chosen with is not there. */
async function printsChoicesInWords(page: Page): Promise<void> {
  const item = page.getByRole('radiogroup', { name: '姓名', exact: true });
  await item.getByText('去掉', { exact: true }).click();
  await page.emulateMedia({ media: 'print' });
  expect(await item.isVisible()).toBe(false);
  await page.locator('span.print-only', { hasText: '去掉' }).waitFor();
  await page.emulateMedia({ media: 'screen' });
  await item.getByText('给', { exact: true }).click();
}
