import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { FailureState } from '../design/states.tsx';
import { useText } from '../platform/i18n.ts';
import styles from './error-page.module.css';

/** In place of a page that failed to load or to draw. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const t = useText();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className={styles['page']}>
      <FailureState
        problem={error}
        onRetry={retry}
        action={<Button href="/">{t('console.failure.home')}</Button>}
      />
    </div>
  );
}
