import { Link } from '@tanstack/react-router';
import { MeterBar } from '../../design/meter-bar.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { TitleText } from '../../design/title-text.tsx';
import { DepartmentName } from '../../design/department-name.tsx';
import type { Cockpit } from './cockpit-query.ts';
import styles from './cockpit-page.module.css';

type Requests = Cockpit['requests'];

/** What is asked for most, and what is wanted but in no catalogue yet. */
export function WantedSheet({
  wanted,
  missing,
  since,
}: {
  wanted: Requests['mostWanted'];
  missing: Requests['missing'];
  /** The first month that is counted. */
  since: string;
}) {
  const t = useText();
  const most = Math.max(1, ...wanted.map((row) => row.requests));
  const shown = wanted.slice(0, Math.max(3, 6 - Math.min(3, missing.length)));
  return (
    <Sheet title={t('cockpit.wanted.title')} note={t('cockpit.wanted.note')}>
      {wanted.length + missing.length === 0 && <EmptyState title={t('cockpit.empty')} />}
      <ol className={styles['ranked']}>
        {shown.map((row, index) => (
          <li key={row.resourceId}>
            <span className={styles['rank']}>{index + 1}</span>
            <div className={styles['words']}>
              <Link
                to="/requests"
                search={{ resource: row.resourceId, from: `${since}-01` }}
                className={styles['title']}
              >
                <TitleText of={row} />
              </Link>
              <div className={styles['small']}>
                <DepartmentName department={{ name: row.providerName }} />
              </div>
            </div>
            <div className={styles['bar']}>
              <MeterBar value={row.requests} max={most} />
              <b>{row.requests}</b>
            </div>
            <span className={styles['aside']}>
              {t('cockpit.wanted.departments', { count: row.departments })}
            </span>
          </li>
        ))}
        {missing.slice(0, 3).map((row) => (
          <li key={row.demandId} className={styles['missing']}>
            <span className={styles['rank']} aria-hidden="true">
              ＋
            </span>
            <div className={styles['words']}>
              <Link to="/requests/demands" search={{ demand: row.demandId }} className={styles['title']}>
                {row.title}
              </Link>
              <div className={styles['small']}>
                {t('cockpit.wanted.missing', { department: row.requesterName })}
              </div>
            </div>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
