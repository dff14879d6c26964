import { Link } from '@tanstack/react-router';
import { EmptyState } from '../design/states.tsx';
import { useTabTitle } from '../design/tab-title.ts';
import { useText } from '../platform/i18n.ts';
import styles from './error-page.module.css';

export function NotFoundPage() {
  const t = useText();
  useTabTitle(t('console.notFound.title'));
  return (
    <div className={styles['page']}>
      <EmptyState
        title={t('console.notFound.title')}
        action={<Link to="/">{t('console.failure.home')}</Link>}
      >
        {t('console.notFound.body')}
      </EmptyState>
    </div>
  );
}
