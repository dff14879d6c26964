import type { App } from '../../platform/http/app.ts';
import type { Identity } from '../../platform/identity/index.ts';
import { accountRoutes } from './account-routes.ts';
import { delegationRoutes } from './delegation-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { systemRoutes } from './system-routes.ts';

export function peopleRoomRoutes(app: App, identity: Identity): void {
  sessionRoutes(app, identity);
  peopleRoutes(app);
  delegationRoutes(app);
  accountRoutes(app);
  systemRoutes(app);
}
