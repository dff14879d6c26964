import { expect, test } from 'vitest';
import { examine } from './examine-page.ts';
import type { ConsoleRun } from './start-console.ts';

/** J1 as far as it is read: 税务局 finds data, an auditor trusts nobody. */
export function shareJourney(run: () => ConsoleRun): void {
  test('two characters find entries, marked where they were found [12.unified-catalogue]', async () => {
    const desk = await run().as('tax.clerk');
    await desk.page.goto('/catalogue');
    await desk.page.getByRole('combobox', { name: '搜索数据目录' }).fill('登记');
    await desk.page.keyboard.press('Enter');
    await desk.page.waitForURL(/q=/);
    const hits = desk.page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: desk.page.getByRole('heading') });
    await hits.filter({ hasText: '个体工商户登记信息' }).waitFor();
    await expect.poll(() => hits.first().locator('mark').first().textContent()).toBe('登记');
    await examine(desk, 'catalogue');
  });

  test('an auditor verifies a receipt in the browser; one flipped byte fails', async () => {
    const desk = await run().as('data.auditor');
    const { page } = desk;
    const list = await page.request.get('/api/v1/ledger/entries?limit=1');
    const { items } = (await list.json()) as { items: { id: string }[] };
    const receipt = await page.request.get(`/api/v1/ledger/receipts/${items[0]?.id}`);
    await page.goto('/verify');
    await page.getByRole('textbox', { name: '或者粘贴回执全文' }).fill(await receipt.text());
    await page.getByText('回执有效', { exact: true }).waitFor();
    await examine(desk, 'verified receipt');
    await page.getByRole('button', { name: '改动一个字节试试' }).click();
    await page.getByRole('alert').getByText('回执无效').waitFor();
    await examine(desk, 'altered receipt');
    await page.getByRole('button', { name: '恢复原文' }).click();
    await page.getByText('回执有效', { exact: true }).waitFor();
  });
}
