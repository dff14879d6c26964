import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.ts';

const transientStatuses = new Set([0, 502, 503, 504]);

function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && isProblem(error) && transientStatuses.has(error.status);
}

/** Reads are repeated twice when the way to the server failed; writes never by themselves. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: shouldRetry, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
