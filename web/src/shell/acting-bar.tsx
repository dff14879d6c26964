import { Button } from 'antd';
import { Icon } from '../design/icon.tsx';
import { formatLongDate } from '../platform/formats.ts';
import { useLanguage, useText } from '../platform/i18n.ts';
import { useActFor, useNow, useSession } from '../platform/session.ts';
import styles from './offline-bar.module.css';
import { useRoleName } from './role-names.ts';

/** Says on every page for whom somebody acts, and leads back. */
export function ActingBar() {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const roleName = useRoleName();
  const actFor = useActFor();
  const { acting } = useSession();
  if (!acting) return null;
  const until = formatLongDate(acting.endsOn, now, language);
  return (
    <div className={styles['bar']} role="status">
      <Icon name="people" />
      <span>{t('console.acting.now', { person: acting.from.name, role: roleName(acting.role), until })}</span>
      <Button size="small" onClick={() => void actFor(null)}>
        {t('console.acting.stop')}
      </Button>
    </div>
  );
}
