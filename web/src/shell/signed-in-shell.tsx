import { useQuery } from '@tanstack/react-query';
import { Navigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { chooseLanguage, hasChosenLanguage } from '../platform/i18n.ts';
import { SessionProvider, sessionQuery } from '../platform/session.ts';
import { Shell } from './shell.tsx';

/** The shell around every signed-in page; leaves for the sign-in page when the session ends. */
export function SignedInShell() {
  const { data: known } = useQuery(sessionQuery);
  const href = useRouterState({ select: (state) => state.location.href });
  const accountLanguage = known?.session.language;
  useEffect(() => {
    if (accountLanguage === undefined || hasChosenLanguage()) return;
    void chooseLanguage(accountLanguage.startsWith('en') ? 'en' : 'zh');
  }, [accountLanguage]);
  if (known === undefined) return null;
  if (known === null) return <Navigate to="/sign-in" search={{ next: href }} replace />;
  return (
    <SessionProvider value={known}>
      <Shell />
    </SessionProvider>
  );
}
