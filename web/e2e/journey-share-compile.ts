import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { enterpriseCsv } from '../../demo/enterprises.ts';
import { examine, settled } from './examine-page.ts';
import { insist } from './insist.ts';
import type { ConsoleRun } from './start-console.ts';

/** Enough for all kinds of dirt to occur. */
const ROWS = 2000;

export interface Compiled {
  title: string;
  resourceId: string;
  importPath: string;
}

/** The first half of J1: 市场监管局 makes an entry of a file as it really comes, 数据局 announces it. */
export function compileTests(run: () => ConsoleRun, entry: Compiled): void {
  const page = async (login: string) => (await run().as(login)).page;
  const entryPath = (rest = '') => `/catalogue/${entry.resourceId}${rest}`;

  test('a dirty GB18030 file is uploaded: types guessed, defects counted by column [18.quality]', async () => {
    const desk = await run().as('market.clerk');
    await upload(desk.page);
    entry.importPath = new URL(desk.page.url()).pathname;
    const columns = desk.page.getByRole('table', { name: '各列' });
    await columns.waitFor();
    await desk.page.getByRole('region', { name: '读到的文件' }).getByText('GB18030').first().waitFor();
    for (const [column, type] of Object.entries({
      统一社会信用代码: '统一社会信用代码',
      注册日期: '日期',
      注册资金: '金额',
      登记区划: '行政区划代码',
      法定代表人证件号: '公民身份号码',
      联系电话: '电话号码',
    })) {
      const row = columns.getByRole('row').filter({ has: desk.page.getByLabel(`${column} 的类型`) });
      await row.getByText(type, { exact: true }).first().waitFor();
    }
    const codes = columns.getByRole('row').filter({ has: desk.page.getByLabel('统一社会信用代码 的类型') });
    await expect.poll(() => codes.getByRole('cell').last().textContent()).toMatch(/[1-9]/);
    await examine(desk, 'an import to be checked');
  });

  test('the entry is compiled from the file; what others collect is pointed out [13.fields] [19.no-recollection]', async () => {
    const desk = await run().as('market.clerk');
    await desk.page.getByRole('button', { name: '据此文件新建条目' }).click();
    await desk.page.getByRole('link', { name: '去补全条目' }).click();
    await desk.page.waitForURL(/\/compile/);
    entry.resourceId = new URL(desk.page.url()).pathname.split('/')[2] ?? '';
    await desk.page.getByRole('button', { name: '提交部门负责人' }).click();
    await desk.page.getByRole('alert').getByRole('button', { name: '摘要' }).click();
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.id)).toBe('summary');
    await describeEntry(desk.page, entry.title);
    const similar = desk.page.getByRole('complementary', { name: '相似目录' });
    await similar.getByRole('link').nth(1).waitFor();
    await stepOf(desk.page, /共享属性/).click();
    await shareConditionally(desk.page);
    await examine(desk, 'an entry being compiled');
  });

  test('assessments are recorded, the entry is filed [13.assessments]', async () => {
    const desk = await run().as('market.clerk');
    await stepOf(desk.page, /评估与声明/).click();
    await desk.page.getByText('尚无评估').first().waitFor();
    for (const kind of ['保密风险评估', '个人信息保护影响评估']) await recordAssessment(desk.page, kind);
    await desk.page.getByRole('checkbox', { name: /不含国家秘密/ }).check();
    await examine(desk, 'assessments');
    await desk.page
      .getByText(/已保存|草稿.*保存/)
      .first()
      .waitFor();
    const reason = desk.page.locator('#recollection');
    await insist(
      desk.page,
      () => desk.page.getByRole('button', { name: '提交部门负责人' }).click(),
      (timeout) => Promise.race([reason.waitFor({ timeout }), desk.page.waitForURL(/\/review/, { timeout })]),
    );
    if (await reason.isVisible()) {
      await reason.fill('企业登记为市场监管部门法定职责产生的源头数据，其他部门条目为其引用。');
      await desk.page.getByRole('button', { name: '说明理由并提交' }).click();
    }
    await desk.page.waitForURL(/\/review/);
  });

  test('the head consents, a clerk is not offered it; 数据局 announces [13.head-consent] [16.review]', async () => {
    const clerk = await page('market.clerk');
    await clerk.getByRole('heading', { level: 1, name: entry.title }).waitFor();
    expect(await clerk.getByRole('button', { name: '同意' }).count()).toBe(0);
    const head = await page('market.head');
    await head.goto(entryPath('/review'));
    await head.getByRole('button', { name: '同意报送' }).click();
    await settled(head);
    const officer = await run().as('data.officer');
    await officer.page.goto(entryPath('/review'));
    await officer.page.getByRole('heading', { level: 1, name: entry.title }).waitFor();
    await examine(officer, 'an entry to be reviewed');
    await officer.page.getByRole('button', { name: /通告/ }).click();
    await officer.page.waitForURL((url) => url.pathname === entryPath());
    await officer.page.getByText('企业登记基本信息，含名称').first().waitFor();
  });

  test('the rows are loaded with progress, bad ones given back, and switched to', async () => {
    const desk = await run().as('market.clerk');
    await desk.page.goto(entry.importPath);
    await desk.page.getByRole('button', { name: '开始导入' }).click();
    await desk.page.getByRole('button', { name: /切换/ }).first().waitFor();
    await examine(desk, 'an import loaded');
    await desk.page.getByRole('button', { name: /切换/ }).first().click();
    await desk.page.getByRole('dialog').getByRole('button', { name: /切换/ }).click();
    const versions = desk.page.getByRole('region', { name: '数据版本' });
    await versions.getByText('现行', { exact: true }).waitFor();
  });
}

/** One of the steps of compiling an entry. */
const stepOf = (page: Page, name: RegExp) =>
  page.getByRole('list', { name: '编制步骤' }).getByRole('button', { name });

async function upload(page: Page): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-upload-'));
  try {
    const file = join(folder, '企业登记基本信息.csv');
    await writeFile(file, iconv.encode(enterpriseCsv(ROWS), 'gb18030'));
    await page.goto('/imports');
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function describeEntry(page: Page, title: string): Promise<void> {
  await page.getByLabel('目录名称').fill(title);
  await page.getByLabel('英文名称').fill('Basic registration data of enterprises');
  await page
    .getByLabel('摘要', { exact: false })
    .first()
    .fill('全市企业登记基本信息，含名称、代码、类型、注册资金、状态、住所。');
  await page.getByRole('combobox', { name: /^分类/ }).click();
  await page.getByRole('combobox', { name: /^分类/ }).fill('102001');
  await page
    .getByTitle(/^102001/)
    .first()
    .click();
  await page.getByRole('combobox', { name: /^更新周期/ }).click();
  await page.getByTitle('每日', { exact: true }).click();
  const basics = page.getByRole('region', { name: '基本信息' });
  for (const chosen of [/^102001/, /^每日$/])
    await basics.getByText(chosen).filter({ visible: true }).first().waitFor();
}

async function shareConditionally(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^有条件/ }).check();
  await page.getByRole('textbox', { name: /^共享范围/ }).fill('本市各级政府部门');
  await page.getByRole('textbox', { name: /^使用用途/ }).fill('新办企业税务登记信息确认\n履职核查');
  for (const mode of ['查询', '核验', '批量交换'])
    await page.getByRole('checkbox', { name: mode, exact: true }).check();
}

async function recordAssessment(page: Page, kind: string): Promise<void> {
  await page.getByRole('region', { name: '登记评估' }).getByText(kind, { exact: true }).waitFor();
  await page.getByLabel('评估人或机构').fill('市场监管局法规科');
  await page.locator('input[type=file]').setInputFiles({
    name: `${kind}.pdf`,
    mimeType: 'application/pdf',
    buffer: Buffer.from(kind),
  });
  const record = page.getByRole('button', { name: '登记评估' });
  await record.click();
  await expect.poll(() => record.isDisabled()).toBe(true);
}
