import { Link, useRouterState } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../design/icon.tsx';
import { useText } from '../platform/i18n.ts';
import { useSession } from '../platform/session.ts';
import { useNavCounts } from './nav-bar.tsx';
import { isCurrent, phoneTabs } from './nav.ts';
import styles from './tab-bar.module.css';

interface TabBarProps {
  isContributed: (to: string) => boolean;
  /** Path before every entry; empty but in the gallery. */
  base: string;
  onSearch: () => void;
}

/** The phone's foot: 待办, 目录 or 驾驶舱, 查找, 我. */
export function TabBar({ isContributed, base, onSearch }: TabBarProps) {
  const t = useText();
  const { roles } = useSession();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const counts = useNavCounts();
  return (
    <nav className={styles['bar']} aria-label={t('console.nav.label')}>
      {phoneTabs(roles, isContributed, base).map((entry) => (
        <Tab key={entry.id} to={entry.to} icon={entry.icon} current={isCurrent(entry, pathname)}>
          {t(`console.tab.${entry.id as 'inbox' | 'catalogue' | 'cockpit'}`)}
          {counts[entry.id] ? ` ${counts[entry.id]}` : ''}
        </Tab>
      ))}
      <button type="button" className={styles['tab']} onClick={onSearch}>
        <Icon name="search" size={1.5} />
        <span>{t('console.tab.find')}</span>
      </button>
      <Tab to="/account" icon="person" current={pathname.startsWith('/account')}>
        {t('console.tab.me')}
      </Tab>
    </nav>
  );
}

function Tab({
  to,
  icon,
  current,
  children,
}: {
  to: string;
  icon: IconName;
  current: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      className={clsx(styles['tab'], current && styles['current'])}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon name={icon} size={1.5} />
      <span>{children}</span>
    </Link>
  );
}
