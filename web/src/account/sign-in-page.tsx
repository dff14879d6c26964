import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTabTitle } from '../design/tab-title.ts';
import { useText } from '../platform/i18n.ts';
import { isProblem } from '../platform/problem.ts';
import { type Credentials, sessionApi } from '../platform/session-api.ts';
import { knownNow, sessionQuery } from '../platform/session.ts';
import { AppearanceControls } from '../shell/person-menu.tsx';
import { Mark } from '../shell/mark.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { IssuerButtons } from './issuer-buttons.tsx';
import { safeReturnPath } from './safe-return-path.ts';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-page.module.css';
import { signInOptionsQuery } from './sign-in-options.ts';

const route = getRouteApi('/sign-in');

function useSignIn() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { next } = route.useSearch() as { next?: string };
  return useMutation({
    mutationFn: sessionApi.signIn,
    onSuccess: async (session) => {
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, knownNow(session));
      await router.navigate({ href: safeReturnPath(next), replace: true });
    },
  });
}

/** Where everybody begins: password and second factor, an outside issuer, or a person of the demonstration city. */
export function SignInPage() {
  const t = useText();
  const signIn = useSignIn();
  useTabTitle(t('console.signIn.title'));
  const options = useQuery(signInOptionsQuery);
  const { next, failure, ended } = route.useSearch() as { next?: string; failure?: string; ended?: boolean };
  const [credentials, setCredentials] = useState<Credentials>({ account: '', password: '' });
  const needsCode = isProblem(signIn.error, 'IDENTITY_CODE_REQUIRED') || credentials.code !== undefined;
  const demoAccounts = options.data?.demoAccounts ?? [];
  const submit = (given: Credentials) => {
    setCredentials(given);
    signIn.mutate(given);
  };
  return (
    <div className={styles['page']}>
      <header className={styles['band']}>
        <Mark />
        <span className={styles['product']}>{t('console.shell.product')}</span>
        {demoAccounts.length > 0 && <span className={styles['demo']}>{t('console.shell.demo')}</span>}
      </header>
      <main className={styles['main']} data-demo={demoAccounts.length > 0}>
        <section className={styles['sheet']} aria-labelledby="sign-in-title">
          <h1 id="sign-in-title" className={styles['title']}>
            {t(needsCode ? 'console.signIn.codeTitle' : 'console.signIn.title')}
          </h1>
          <SignInForm
            needsCode={needsCode}
            pending={signIn.isPending}
            problem={signIn.error}
            hasEnded={ended === true && !needsCode}
            issuerFailure={signIn.error === null ? failure : undefined}
            onSubmit={submit}
            onBack={() => {
              signIn.reset();
              setCredentials({ account: '', password: '' });
            }}
          />
          {!needsCode && <IssuerButtons issuers={options.data?.oidc ?? []} next={safeReturnPath(next)} />}
        </section>
        {demoAccounts.length > 0 && (
          <DemoAccounts accounts={demoAccounts} pending={signIn.isPending} onChoose={submit} />
        )}
      </main>
      <footer className={styles['foot']}>
        <AppearanceControls />
      </footer>
    </div>
  );
}
