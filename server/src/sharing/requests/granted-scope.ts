import type { RequestRecord } from './request-store.ts';
import type { Scope } from './scope.ts';
import { scopeOf } from './statement.ts';

/** The scope a reply grants: as asked for, or as narrowed by a proposal that was accepted. */
export function grantedScope(request: RequestRecord): Scope {
  return request.acceptedScope ?? scopeOf(request.statement);
}
