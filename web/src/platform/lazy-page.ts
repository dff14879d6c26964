import { lazyRouteComponent } from '@tanstack/react-router';
import { ApiProblem } from './problem.ts';

const reloadedKey = 'tandem.reloaded';

/** Whether the server can be reached at all. */
export async function isServerReachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

/**
 * For a part of the console that did not load. After an upgrade an open tab asks for parts that are gone: loaded anew,
 * once a minute at most, it gets the new ones. Offline that would end in the browser's own error page.
 * @throws ApiProblem CONSOLE_OFFLINE
 */
export async function loadAnew(cause: unknown): Promise<never> {
  if (!(await isServerReachable()))
    throw new ApiProblem({ status: 0, code: 'CONSOLE_OFFLINE', title: '', errors: [] }, cause);
  if (Date.now() - Number(sessionStorage.getItem(reloadedKey)) < 60_000)
    throw new ApiProblem({ status: 0, code: 'CONSOLE_FAULT', title: '', errors: [] }, cause);
  sessionStorage.setItem(reloadedKey, String(Date.now()));
  location.reload();
  return new Promise(() => undefined);
}

/** A page that is loaded when it is first opened. */
export function lazyPage<Page extends Record<string, unknown>, Name extends keyof Page & string>(
  load: () => Promise<Page>,
  name: Name,
) {
  return lazyRouteComponent(() => load().catch(loadAnew), name);
}
