import type { Page } from 'playwright-core';

const TRIES = 3;
const PATIENCE_MS = 20_000;

/**
 * Does what a person does whom a page seems not to have heard: the same once more. Each time it was needed stands in the
 * output with what the page said, so that it is not forgotten.
 */
export async function insist(
  page: Page,
  act: () => Promise<void>,
  isHeard: (timeout: number) => Promise<unknown>,
): Promise<void> {
  for (let left = TRIES - 1; ; left -= 1) {
    await act();
    try {
      await isHeard(PATIENCE_MS);
      return;
    } catch (error) {
      const alerts = await page.getByRole('alert').allInnerTexts();
      const history = await page.evaluate(tellHistory);
      process.stderr.write(`not heard at ${page.url()}: ${alerts.join(' | ') || 'no alert'}; ${history}\n`);
      if (left === 0) throw error;
    }
  }
}

/** How this document came to be, how old it is, and what it last asked the server for. */
function tellHistory(): string {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const asked = performance.getEntriesByType('resource').slice(-5);
  const requests = asked.map(({ name, startTime, duration }) => `${name} ${startTime | 0}+${duration | 0}`);
  return `${navigation?.type} ${performance.now() | 0} ms ago; ${requests.join(', ')}`;
}
