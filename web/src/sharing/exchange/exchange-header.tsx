import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHeader } from '../../design/page-header.tsx';
import { useText } from '../../platform/i18n.ts';
import styles from './exchange.module.css';

/** Title and the four pages of the exchange. */
export function ExchangeHeader({ note, actions }: { note: ReactNode; actions?: ReactNode }) {
  const t = useText();
  const pages = [
    { to: '/exchange', label: t('exchange.tab.try') },
    { to: '/exchange/calls', label: t('exchange.tab.calls') },
    { to: '/exchange/systems', label: t('exchange.tab.systems') },
    { to: '/exchange/guide', label: t('exchange.tab.guide') },
  ];
  return (
    <>
      <PageHeader title={t('exchange.title')} note={note} {...(actions ? { actions } : {})} />
      <nav className={styles['tabs']} aria-label={t('exchange.title')}>
        {pages.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: true, includeSearch: false }}
            className={styles['tab']}
          >
            {label}
          </Link>
        ))}
      </nav>
    </>
  );
}
