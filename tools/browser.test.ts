import { afterEach, expect, test, vi } from 'vitest';
import { findChromium, launchBrowser } from './browser.ts';

afterEach(() => vi.unstubAllEnvs());

test('the browser opens a page and draws Chinese characters as characters', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<p style="font-size: 40px"><span>双</span> <span>轮</span></p>');
    const [first, second] = await Promise.all([0, 1].map((n) => page.locator('span').nth(n).screenshot()));
    // Without a font both would be the same empty box.
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
  } finally {
    await browser.close();
  }
});

test('CHROMIUM_PATH decides alone: a wrong one is not passed over in silence', async () => {
  vi.stubEnv('CHROMIUM_PATH', '/no/such/browser');
  expect(findChromium()).toBeUndefined();
  await expect(launchBrowser()).rejects.toMatchObject({ code: 'SETUP_CHROMIUM_MISSING' });
});
