import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FailurePage } from '../design/failure-page.tsx';
import { isServerReachable } from '../platform/lazy-page.ts';
import { isProblem } from '../platform/problem.ts';

/** Loads the page the person is on, unless that would end in the browser's own error page. */
async function loadWhenReachable(): Promise<void> {
  if (await isServerReachable()) location.reload();
}

/** In place of a page that failed to load or to draw; one that could not be fetched comes by itself when it can be. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const isOffline = isProblem(error, 'CONSOLE_OFFLINE');
  useEffect(() => {
    if (!isOffline) return undefined;
    const reload = () => void loadWhenReachable();
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, [isOffline]);
  const retry = () => {
    if (isOffline) {
      void loadWhenReachable();
      return;
    }
    reset();
    void router.invalidate();
  };
  return <FailurePage problem={error} onRetry={retry} />;
}
