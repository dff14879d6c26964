import { Link } from '@tanstack/react-router';
import { formatDayAndWeekday } from '../platform/formats.ts';
import { useLanguage, useText } from '../platform/i18n.ts';
import { useNow, useSession } from '../platform/session.ts';
import { Icon } from '../design/icon.tsx';
import { Kbd } from '../design/kbd.tsx';
import styles from './band.module.css';
import { Mark } from './mark.tsx';
import { PersonMenu } from './person-menu.tsx';

/** The deep blue band: whose platform, that it is a demonstration, search, today, who is working. */
export function Band({ onSearch }: { onSearch: () => void }) {
  const t = useText();
  const language = useLanguage();
  const session = useSession();
  return (
    <header className={styles['band']}>
      <Link to="/" className={styles['brand']} aria-label={t('console.shell.home')}>
        <Mark />
        <span className={styles['name']}>{t('console.shell.product')}</span>
      </Link>
      <span className={styles['platform']}>{session.platformName[language]}</span>
      {session.demo && <DemoBadge />}
      <button type="button" className={styles['search']} onClick={onSearch}>
        <Icon name="search" />
        <span>{t('console.palette.placeholder')}</span>
        <Kbd className={styles['kbd']}>Ctrl K</Kbd>
      </button>
      <Today />
      <PersonMenu />
    </header>
  );
}

function DemoBadge() {
  const t = useText();
  return (
    <span className={styles['demo']}>
      <span className={styles['demoLong']}>{t('console.shell.demo')}</span>
      <span className={styles['demoShort']}>{t('console.shell.demoShort')}</span>
    </span>
  );
}

function Today() {
  const language = useLanguage();
  const now = useNow();
  return <span className={styles['today']}>{formatDayAndWeekday(now, now, language)}</span>;
}
