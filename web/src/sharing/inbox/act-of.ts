import type { Act } from '../requests/request-api.ts';
import type { TaskAction } from './inbox-api.ts';

const apiRoot = '/api/v1/';

/** An answer of a task as an act to send, with what the person still stated. */
export function actOf(action: TaskAction, stated: Readonly<Record<string, unknown>> = {}): Act {
  return {
    path: action.path.slice(apiRoot.length),
    version: action.version ?? 0,
    body: { ...action.body, ...stated },
  };
}
