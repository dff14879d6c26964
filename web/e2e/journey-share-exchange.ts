import { createClient, TandemError, type TandemClient } from '@tandem/sdk';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DISTRICTS } from '../../demo/city.ts';
import { examine, settled } from './examine-page.ts';
import type { Compiled } from './journey-share-compile.ts';
import {
  answerAtOnce,
  answerByDialog,
  checkPrint,
  fileApplication,
  fillApplication,
} from './request-steps.ts';
import type { ConsoleRun } from './start-console.ts';

const PURPOSE = 'new-enterprise-tax';
const ITEMS = ['统一社会信用代码', '企业名称', '登记状态', '注册资金', '登记区划'];
const SYSTEM = '新办企业税务登记系统';

/** The second half of J1: 税务局 finds the entry, asks, agrees; its program calls; an auditor trusts nobody. */
export function exchangeTests(run: () => ConsoleRun, entry: Compiled): void {
  let request = '';
  let agreementId = '';
  let client: TandemClient;
  let receipt = '';
  let row: Readonly<Record<string, string | null>> = {};

  test('two characters find it, marked where they were found [12.unified-catalogue]', async () => {
    const desk = await run().as('tax.clerk');
    await desk.page.goto('/catalogue');
    const box = desk.page.getByRole('combobox', { name: '搜索数据目录' });
    await box.pressSequentially('登记');
    await desk.page.locator('.ant-select-item-option').first().waitFor();
    await desk.page.keyboard.press('Enter');
    await desk.page.waitForURL((url) => url.searchParams.get('q') === '登记');
    await expect.poll(() => box.evaluate((field) => field === document.activeElement)).toBe(true);
    const hits = desk.page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: desk.page.getByRole('heading') });
    const hit = hits.filter({ hasText: entry.title });
    await hit.waitFor();
    await expect.poll(() => hit.locator('mark').first().textContent()).toBe('登记');
    await examine(desk, 'catalogue');
    await hit.getByRole('link', { name: entry.title }).click();
    await desk.page.getByRole('heading', { level: 1, name: entry.title }).waitFor();
    await examine(desk, 'catalogue entry');
  });

  test('five items of the own district are asked for, both heads consent [20.statements] [21.reply.conditional]', async () => {
    const { page } = await run().as('tax.clerk');
    await page.getByRole('link', { name: '申请共享' }).first().click();
    await page.waitForURL(/requests\/new/);
    const wish = {
      resource: entry.title,
      basis: { title: '中华人民共和国税收征收管理法', article: '第六条' },
      useCase: '新办企业税务登记信息确认，\n核对企业名称、状态与注册资金，免去企业重复填报。',
      purpose: { code: PURPOSE, text: '新办企业税务登记信息确认' },
      items: ITEMS,
      district: DISTRICTS[0].name,
      modes: [/^查询/, /^核验/, /^批量/],
    };
    await fillApplication(page, wish);
    await checkPrint(page, wish);
    request = await fileApplication(page);
    await expect.poll(() => page.getByRole('main').innerText()).toContain(wish.useCase);
    await answerAtOnce((await run().as('tax.office')).page, request, '同意提交');
    await answerByDialog((await run().as('market.clerk')).page, request, '同意，送负责人');
    await answerAtOnce((await run().as('market.office')).page, request, '同意答复并发出');
  });

  test('the agreement comes into force when both sides confirm', async () => {
    const desk = await run().as('tax.office');
    await desk.page.goto(request);
    await desk.page.getByRole('button', { name: '查看并确认协议' }).click();
    await desk.page.waitForURL(/\/agreements\/[0-9a-f-]{36}/);
    agreementId = new URL(desk.page.url()).pathname.split('/')[2] ?? '';
    for (const login of ['tax.office', 'market.office']) {
      const { page } = await run().as(login);
      await page.goto(`/agreements/${agreementId}`);
      await page.getByRole('heading', { level: 1, name: entry.title }).waitFor();
      await settled(page);
      const confirm = page.getByRole('button', { name: '确认协议' });
      if ((await confirm.count()) > 0) {
        await confirm.click();
        await confirm.waitFor({ state: 'detached' });
      }
    }
    await desk.page.goto(`/agreements/${agreementId}`);
    await desk.page.getByText('生效中').first().waitFor();
    await examine(desk, 'agreement in force');
  });

  test('a system gets a key that the browser makes; only its public half is registered', async () => {
    const desk = await run().as('tax.office');
    await desk.page.goto('/exchange/systems');
    const opener = desk.page.getByRole('button', { name: '登记系统' });
    await opener.click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('系统名称').fill(SYSTEM.padEnd(61, '统'));
    await dialog.getByText('已写 61 / 最多 60 字，多出 1 字').waitFor();
    expect(await dialog.getByRole('button', { name: '登记系统' }).isDisabled()).toBe(true);
    await desk.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
    await opener.click();
    await dialog.getByLabel('系统名称').fill(SYSTEM);
    await dialog.getByRole('button', { name: '登记系统' }).click();
    await dialog.waitFor({ state: 'detached' });
    const system = desk.page.getByRole('region', { name: SYSTEM });
    await system.getByRole('button', { name: '登记公钥' }).click();
    await desk.page.getByLabel('公钥（Ed25519，PEM 或 JWK）').fill('-----BEGIN PRIVATE KEY-----');
    await dialog.getByRole('button', { name: '登记公钥' }).click();
    await dialog.getByText(/不是 Ed25519 公钥.*没有发出/).waitFor();
    client = createClient({ url: run().url, privateKey: await makeKey(desk.page) });
    await desk.page.getByRole('dialog').getByRole('button', { name: '登记公钥' }).click();
    await desk.page.getByText(/已登记。/).waitFor();
    // A live region within a button takes its words out of the button's name.
    await dialog.getByRole('button', { name: '复制', exact: true }).waitFor();
    expect(await desk.page.locator('button [role="status"]').count()).toBe(0);
    await desk.page.getByRole('button', { name: '完成', exact: true }).click();
    await examine(desk, 'systems and keys');
  });

  test('its program fetches a batch, queries one enterprise, verifies another', async () => {
    const batch = await client.batch(agreementId, { purpose: PURPOSE, items: ITEMS, format: 'csv' });
    await batch.wait({ timeoutMs: 60_000, pollMs: 200 });
    const lines = await linesOf((await batch.download()).content);
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.slice(1).every((line) => line.includes(DISTRICTS[0].code))).toBe(true);
    const codeOf = (line: string | undefined) => /\b9[0-9A-Z]{17}\b/.exec(line ?? '')?.[0] ?? '';
    const query = { purpose: PURPOSE, items: ITEMS, where: { 统一社会信用代码: codeOf(lines[1]) } };
    const answer = await client.query(agreementId, query);
    row = answer.items[0] ?? {};
    receipt = answer.receipt;
    expect(Object.keys(row).toSorted()).toEqual(ITEMS.toSorted());
    const where = { 统一社会信用代码: codeOf(lines[2]) };
    const verified = await client.verify(agreementId, {
      purpose: PURPOSE,
      where,
      given: { 企业名称: '不存在的公司' },
    });
    expect(verified.answer).toBe('no');
  });

  test('a sixth item, another district, another purpose, after the term: refused, each with its article [25.scope] [25.purpose]', async () => {
    const desk = await run().as('tax.office');
    const where = { 统一社会信用代码: String(row['统一社会信用代码']) };
    const asked = { purpose: PURPOSE, items: ITEMS, where };
    const elsewhere = { ...where, 登记区划: DISTRICTS[1].code };
    const refused = [
      await refusalOf(client.query(agreementId, { ...asked, items: [...ITEMS, '法定代表人'] })),
      await refusalOf(client.query(agreementId, { ...asked, where: elsewhere })),
      await refusalOf(client.query(agreementId, { ...asked, purpose: 'marketing' })),
      await refusalOf(client.query(await expiredAgreement(desk.page), asked)),
    ];
    expect(refused.map(({ code, rule }) => [code, rule?.article])).toEqual([
      ['EXCHANGE_ITEM_NOT_AGREED', 25],
      ['EXCHANGE_ROWS_NOT_AGREED', 25],
      ['EXCHANGE_PURPOSE_OTHER', 25],
      ['EXCHANGE_TERM_OVER', 25],
    ]);
    await desk.page.goto('/exchange/calls');
    const calls = desk.page.getByRole('table', { name: '调用记录' });
    const refusals = calls.getByRole('row').filter({ hasText: SYSTEM }).filter({ hasText: '已拒绝' });
    await expect.poll(() => refusals.count()).toBe(4);
    await expect.poll(() => refusals.getByRole('link', { name: '第25条' }).count()).toBe(4);
    await examine(desk, 'call log with refusals');
  });

  test('an auditor verifies the receipt of that answer in the browser; one flipped byte fails', async () => {
    const desk = await run().as('data.auditor');
    const { page } = desk;
    const kept = await page.request.get(`/api/v1/ledger/receipts/${receipt}`);
    await page.goto('/verify');
    await page.getByRole('textbox', { name: '或者粘贴回执全文' }).fill(await kept.text());
    await page.getByText('回执有效', { exact: true }).waitFor();
    await examine(desk, 'verified receipt');
    await page.getByRole('button', { name: '改动一个字节试试' }).click();
    await page.getByRole('alert').getByText('回执无效').waitFor();
    await examine(desk, 'altered receipt');
    await page.getByRole('button', { name: '恢复原文' }).click();
    await page.getByText('回执有效', { exact: true }).waitFor();
  });
}

/** One of the city's past whose term is over. */
async function expiredAgreement(page: Page): Promise<string> {
  const list = await page.request.get('/api/v1/agreements?state=expired&side=outgoing&limit=1');
  const { items } = (await list.json()) as { items: { id: string }[] };
  return items[0]?.id ?? '';
}

/** Lets the browser make a key pair, and reads the private half from the file that it saves. */
async function makeKey(page: Page): Promise<string> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /生成密钥对/ }).click();
  const stream = await (await saved).createReadStream();
  let pem = '';
  for await (const chunk of stream) pem += String(chunk);
  expect(pem).toContain('BEGIN PRIVATE KEY');
  return pem;
}

async function linesOf(content: AsyncIterable<unknown>): Promise<string[]> {
  let text = '';
  for await (const chunk of content) text += String(chunk);
  return text.trim().split('\r\n');
}

async function refusalOf(call: Promise<unknown>): Promise<TandemError> {
  const error = await call.then(
    () => new Error('it was answered'),
    (caught: unknown) => caught,
  );
  if (!(error instanceof TandemError)) throw error;
  return error;
}
