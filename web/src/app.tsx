import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import type { Area } from './platform/areas.ts';
import { onSessionExpired } from './platform/call-server.ts';
import { ConfigScope } from './platform/config-scope.tsx';
import { createQueryClient } from './platform/query-client.ts';
import { sessionQuery } from './platform/session.ts';
import { createConsoleRouter } from './shell/router.ts';

const areas = Object.values(import.meta.glob<Area>(['./*/routes.tsx', './*/*/routes.tsx'], { eager: true }));
const queryClient = createQueryClient();
const router = createConsoleRouter(queryClient, areas);

/** A session that ended elsewhere leads back to the sign-in page, and from there to where the person was. */
onSessionExpired(() => {
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.invalidate();
});

export function App() {
  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <ConfigScope>
          <RouterProvider router={router} />
        </ConfigScope>
      </QueryClientProvider>
    </StrictMode>
  );
}
