import { Button } from 'antd';
import { useSyncExternalStore } from 'react';
import { Icon } from '../design/icon.tsx';
import { otherPerson } from '../platform/call-server.ts';
import { useText } from '../platform/i18n.ts';
import styles from './offline-bar.module.css';

/** Says that this page's person is no longer the browser's; what was typed stays on screen until the page is loaded again. */
export function OtherPersonBar() {
  const t = useText();
  const isOthers = useSyncExternalStore(otherPerson.subscribe, otherPerson.read);
  if (!isOthers) return null;
  return (
    <div className={styles['bar']} role="alert">
      <Icon name="person" />
      <span>{t('console.otherPerson.message')}</span>
      <Button size="small" onClick={() => location.reload()}>
        {t('console.otherPerson.reload')}
      </Button>
    </div>
  );
}
