import { useQueries } from '@tanstack/react-query';
import { Link, useRouter, useRouterState } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { clsx } from 'clsx';
import { Icon } from '../design/icon.tsx';
import { useText } from '../platform/i18n.ts';
import type { RouterContext } from '../platform/areas.ts';
import { useSession } from '../platform/session.ts';
import { isCurrent, type NavEntry, visibleNavigation } from './nav.ts';
import styles from './nav-bar.module.css';

interface NavBarProps {
  folded: boolean;
  onToggle: () => void;
  isContributed: (to: string) => boolean;
  /** Path before every entry; empty but in the gallery. */
  base: string;
}

/** What waits behind each entry, as far as areas say so. */
export function useNavCounts(): Readonly<Record<string, number | undefined>> {
  const { areas } = useRouter().options.context as RouterContext;
  const counters = areas.flatMap((area) => Object.entries(area.navCounts ?? {}));
  const results = useQueries({
    queries: counters.map(([id, count]) => ({
      queryKey: ['nav-count', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => count(signal),
      refetchInterval: 60_000,
    })),
  });
  return Object.fromEntries(counters.map(([id], index) => [id, results[index]?.data]));
}

export function NavBar({ folded, onToggle, isContributed, base }: NavBarProps) {
  const t = useText();
  const session = useSession();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const counts = useNavCounts();
  return (
    <nav className={clsx(styles['nav'], folded && styles['folded'])} aria-label={t('console.nav.label')}>
      <div className={styles['groups']}>
        {visibleNavigation(session.roles, isContributed, base).map((group) => (
          <div key={group.id} className={styles['group']}>
            {group.label && <h2 className={styles['heading']}>{t(group.label)}</h2>}
            <ul>
              {group.entries.map((entry) => (
                <li key={entry.id}>
                  <Entry
                    entry={entry}
                    folded={folded}
                    current={isCurrent(entry, pathname)}
                    count={counts[entry.id]}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <button type="button" className={styles['toggle']} onClick={onToggle} aria-expanded={!folded}>
        <Icon
          name={folded ? 'unfold' : 'fold'}
          label={t(folded ? 'console.nav.unfold' : 'console.nav.fold')}
        />
      </button>
    </nav>
  );
}

interface EntryProps {
  entry: NavEntry;
  folded: boolean;
  current: boolean;
  count: number | undefined;
}

function Entry({ entry, folded, current, count }: EntryProps) {
  const t = useText();
  const label = t(entry.label);
  const link = (
    <Link
      to={entry.to}
      className={clsx(styles['entry'], current && styles['current'])}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon name={entry.icon} className={styles['icon']} />
      <span className={styles['label']}>{label}</span>
      {count !== undefined && count > 0 && (
        <span className={styles['count']}>
          {count}
          <span className="sr-only"> {t('console.nav.waiting')}</span>
        </span>
      )}
    </Link>
  );
  return folded ? (
    <Tooltip title={label} placement="right" mouseEnterDelay={0.2}>
      {link}
    </Tooltip>
  ) : (
    link
  );
}
