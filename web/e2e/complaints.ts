import type { Page } from 'playwright-core';

/** What the browser has complained about since it was last asked. */
export interface Complaints {
  /** Gives them and forgets them. */
  take(): string[];
}

/** A refusal by the API (4xx) is logged by the browser as well; whether one is right is for the tests to say. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** Listens for errors and warnings of React, violations of the content security policy, exceptions, failed loads. */
export function listen(page: Page): Complaints {
  let heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' || REFUSED.test(message.text())) return;
    heard.push(`${new URL(page.url()).pathname}: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`${new URL(page.url()).pathname}: ${error.message}`));
  return {
    take: () => {
      const taken = heard;
      heard = [];
      return taken;
    },
  };
}
