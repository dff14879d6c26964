import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.ts';

const transientStatuses = new Set([0, 502, 503, 504]);

function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && isProblem(error) && transientStatuses.has(error.status);
}

/**
 * Reads are repeated twice when the way to the server failed; without a network they wait for it, and what was read stays
 * on screen. An act is never repeated and never waits: it is done when it is pressed, or refused (`CONSOLE_UNREACHABLE`).
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: shouldRetry, refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
