import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useSyncExternalStore } from 'react';
import { Icon } from '../design/icon.tsx';
import { useText } from '../platform/i18n.ts';
import styles from './offline-bar.module.css';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Says that what is on screen may be old, and that drafts are safe. */
export function OfflineBar() {
  const t = useText();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  const queryClient = useQueryClient();
  const fetching = useIsFetching();
  if (isOnline) return null;
  return (
    <div className={styles['bar']} role="status">
      <Icon name="offline" />
      <span>{t('console.offline.message')}</span>
      <Button
        size="small"
        loading={fetching > 0}
        onClick={() => void queryClient.refetchQueries({ type: 'active' })}
      >
        {t('console.failure.retry')}
      </Button>
    </div>
  );
}
