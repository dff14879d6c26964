import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What Art 20 asks an application to state. */
export interface Wish {
  /** As the catalogue names it. */
  resource: string;
  basis: { title: string; article: string };
  useCase: string;
  purpose: { code: string; text: string };
  items: readonly string[];
  /** Code of the own district, where the entry says which item holds the division. */
  district?: string;
  modes: readonly RegExp[];
}

/** Opens an empty application for an entry that is already chosen, and writes it as a clerk does. */
export async function fillApplication(page: Page, wish: Wish): Promise<void> {
  await page.getByRole('button', { name: '开始填写' }).click();
  await page.getByLabel('法律、法规或规定的名称').fill(wish.basis.title);
  await page.getByLabel('条款', { exact: true }).fill(wish.basis.article);
  await page.getByLabel('使用场景', { exact: true }).fill(wish.useCase);
  await page.getByLabel('用途', { exact: true }).fill(wish.purpose.text);
  await page.getByLabel('用途代码').fill(wish.purpose.code);
  for (const item of wish.items) await page.getByRole('checkbox', { name: item, exact: true }).check();
  if (wish.district !== undefined) await limitTo(page, wish.district);
  for (const mode of wish.modes) await page.getByRole('checkbox', { name: mode }).check();
  await stateTerm(page);
  await page.getByRole('checkbox', { name: /本申请所载内容真实/ }).check();
}

async function stateTerm(page: Page): Promise<void> {
  const begin = page.getByRole('textbox', { name: '使用时限' }).first();
  await begin.click();
  await page.getByText('一年', { exact: true }).click();
  await expect.poll(() => begin.inputValue()).not.toBe('');
}

async function limitTo(page: Page, district: string): Promise<void> {
  await page.getByRole('button', { name: '增加条件' }).click();
  await pickFirst(page, '输入区划名称或代码', district);
  await page.keyboard.press('Escape');
}

/** Types into a field that searches, and takes what it finds first. */
async function pickFirst(page: Page, field: string, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: field });
  await box.click();
  await box.fill(text);
  await page.getByTitle(new RegExp(text)).first().waitFor();
  await box.press('Enter');
}

/** On paper an application that is being written says the whole of its texts, and only what is asked for. */
export async function checkPrint(page: Page, wish: Wish): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  const useCase = page.locator('#use-case'); // its name is that of the whole label, printed text and all
  await expect.poll(() => useCase.isVisible()).toBe(false);
  const printed = await useCase.evaluate(
    (area) => getComputedStyle(area.parentElement ?? area, '::after').content,
  );
  expect(printed.slice(1, -1).replaceAll(/\\a ?|\n/g, '\n')).toBe(wish.useCase);
  const items = page.getByRole('checkbox', { checked: false, name: /^(法定代表人|住所)$/ });
  for (const item of await items.all()) expect(await item.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
}

/** Files the application that is open. @returns the path of its page */
export async function fileApplication(page: Page): Promise<string> {
  await page.getByRole('button', { name: '提请负责人同意' }).click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** Chooses an entry by its name on the page of a new application. */
export async function chooseResource(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await page.goto('/requests/new');
  await pickFirst(page, '申请的数据资源', name);
}

/** Presses an answer at the foot of a page that asks for nothing more, and waits until it is done. */
export async function answerAtOnce(page: Page, path: string, answer: string): Promise<void> {
  await page.bringToFront();
  await page.goto(path);
  const button = page.getByRole('button', { name: answer, exact: true });
  await button.click();
  await button.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.querySelector('#page')?.contains(document.activeElement));
}

/** Presses an answer that opens a dialog, and its button there; nothing needs to be filled in. */
export async function answerByDialog(page: Page, path: string, answer: string): Promise<void> {
  await page.bringToFront();
  await page.goto(path);
  await page.getByRole('button', { name: answer, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: answer, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}
