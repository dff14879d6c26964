import type { MessageSet } from './index.ts';

export const consoleMessages = {} as const satisfies MessageSet;
