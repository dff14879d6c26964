import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useEnglishNames } from '../platform/department-names.ts';
import { chooseLanguage, hasChosenLanguage } from '../platform/i18n.ts';
import { SessionProvider, sessionQuery } from '../platform/session.ts';
import { Shell } from './shell.tsx';

/** The shell around every signed-in page. When the session ends, the route's own check leads to the sign-in page. */
export function SignedInShell() {
  const { data: known } = useQuery(sessionQuery);
  useEnglishNames(known != null);
  const router = useRouter();
  const hasEnded = known === null;
  const accountLanguage = known?.session.language;
  useEffect(() => {
    if (accountLanguage === undefined || hasChosenLanguage()) return;
    void chooseLanguage(accountLanguage);
  }, [accountLanguage]);
  useEffect(() => {
    if (hasEnded) void router.invalidate();
  }, [hasEnded, router]);
  if (!known) return null;
  return (
    <SessionProvider value={known}>
      <Shell />
    </SessionProvider>
  );
}
