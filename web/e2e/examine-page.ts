import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Desk } from './start-console.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What the colours decide; the rest was looked at in light. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/**
 * Whether a page as it stands keeps what all pages promise: WCAG 2.2 AA (serious and critical findings fail) in light
 * and dark, nothing wider than a phone, no complaint of the browser.
 */
export async function examine({ page, complaints }: Desk, name: string): Promise<void> {
  await settled(page);
  const found: string[] = [];
  const everything = new AxeBuilder({ page }).withTags(TAGS);
  found.push(...(await violations(everything)).map((violation) => `${name}: ${violation}`));
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => page.evaluate(isSettledDark)).toBe(true);
  const colours = new AxeBuilder({ page }).withRules(COLOUR_RULES);
  found.push(...(await violations(colours)).map((violation) => `${name}, dark: ${violation}`));
  await page.emulateMedia({ colorScheme: 'light' });
  found.push(...(await tooWide(page)).map((element) => `${name}, phone: too wide: ${element}`));
  found.push(...complaints.take().map((complaint) => `${name}: ${complaint}`));
  expect.soft(found).toEqual([]);
}

/** Nothing is loading, opening or fading any more: what is pressed now stays where it is. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  const moving = () => page.evaluate(() => document.getAnimations().length);
  await expect.poll(moving).toBe(0);
}

/** Colours fade from one scheme to the other. */
function isSettledDark(): boolean {
  const fading = document.getAnimations().some((animation) => animation instanceof CSSTransition);
  return document.documentElement.dataset['theme'] === 'dark' && !fading;
}

async function violations(axe: AxeBuilder): Promise<string[]> {
  const { violations: all } = await axe.analyze();
  return all
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, any }) => `${id} ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
}

/** Elements that stick out at the right of a phone, where the page itself can be scrolled sideways. */
async function tooWide(page: Page): Promise<string[]> {
  await page.setViewportSize(PHONE);
  await settled(page);
  const stickingOut = await folded(page);
  await page.setViewportSize(DESKTOP);
  await settled(page);
  return stickingOut;
}

/** What sticks out once the page has folded; tables become cards a moment after the width has changed. */
async function folded(page: Page): Promise<string[]> {
  await expect
    .poll(() => page.evaluate(listStickingOut), { timeout: 5000 })
    .toEqual([])
    .catch(() => undefined);
  return page.evaluate(listStickingOut);
}

function listStickingOut(): string[] {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll('main *')]
    .filter((element) => element.getBoundingClientRect().right > room + 1)
    .slice(0, 3)
    .map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`);
}
