import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEnglishNames } from '../platform/department-names.ts';
import { useText } from '../platform/i18n.ts';
import { SessionProvider, sessionQuery } from '../platform/session.ts';
import { Mark } from './mark.tsx';
import styles from './open-shell.module.css';
import { AppearanceControls } from './person-menu.tsx';
import { RouteAnnouncer } from './route-announcer.tsx';
import { Shell } from './shell.tsx';

/** Around pages that are open to everybody: the whole shell for whoever is signed in, else a plain band. */
export function OpenShell() {
  const { data: known, isPending } = useQuery(sessionQuery);
  useEnglishNames(known != null);
  if (isPending) return null;
  if (!known) return <PublicFrame />;
  return (
    <SessionProvider value={known}>
      <Shell />
    </SessionProvider>
  );
}

function PublicFrame() {
  const t = useText();
  const href = useRouterState({ select: (state) => state.location.href });
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#page">
        {t('console.shell.skip')}
      </a>
      <header className={styles['band']}>
        <Link to="/sign-in" className={styles['brand']}>
          <Mark />
          <span className={styles['product']}>{t('console.shell.product')}</span>
        </Link>
        <nav aria-label={t('console.nav.label')} className={styles['links']}>
          <Link to="/statute">{t('console.nav.statute')}</Link>
          <Link to="/verify">{t('ledger.verify.nav')}</Link>
          <Link to="/sign-in" search={{ next: href }}>
            {t('console.signIn.title')}
          </Link>
        </nav>
      </header>
      <main id="page" tabIndex={-1} className={styles['main']}>
        <Outlet />
      </main>
      <footer className={styles['foot']}>
        <AppearanceControls />
      </footer>
      <RouteAnnouncer />
    </div>
  );
}
