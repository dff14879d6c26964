import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Chart } from '../../design/chart.tsx';
import type { ChartTheme } from '../../design/chart-theme.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { formatShare } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { monthSpan } from '../../platform/spans.ts';
import { supplyOption, supplyTable } from './cockpit-charts.ts';
import { repliedIn } from './cockpit-figures.ts';
import type { Cockpit } from './cockpit-query.ts';
import styles from './cockpit-page.module.css';

/** Supply and demand: what was asked for, what was granted, and the gap between. */
export function SupplySheet({ months }: { months: Cockpit['requests']['supplyDemand'] }) {
  const t = useText();
  const option = useCallback((theme: ChartTheme) => supplyOption(t, months, theme), [t, months]);
  const navigate = useNavigate();
  const last = months.at(-1);
  const asked = months.reduce((sum, month) => sum + month.asked, 0);
  const granted = months.reduce((sum, month) => sum + month.granted, 0);
  return (
    <Sheet title={t('cockpit.supply.title')} note={t('cockpit.supply.note')}>
      {asked === 0 ? (
        <EmptyState title={t('cockpit.empty')} />
      ) : (
        <>
          <Chart
            label={t('cockpit.supply.title')}
            height={216}
            option={option}
            table={supplyTable(t, months)}
            onOpen={({ dataIndex }) => {
              const month = months[dataIndex]?.month;
              if (month) void navigate({ to: '/requests', search: monthSpan(month) });
            }}
          />
          <p className={styles['small']}>
            {last && (
              <>
                <Link to="/requests" search={monthSpan(last.month)}>
                  {t('cockpit.supply.askedNow', { count: last.asked })}
                </Link>
                {' · '}
                <Link to="/requests" search={{ decision: 'grant', ...repliedIn(last.month) }}>
                  {t('cockpit.supply.grantedNow', { count: last.granted })}
                </Link>
                {' · '}
              </>
            )}
            {t('cockpit.supply.share', { share: formatShare(granted / asked) })}
          </p>
        </>
      )}
    </Sheet>
  );
}
