import { useCallback } from 'react';
import { Chart } from '../../design/chart.tsx';
import type { ChartTheme } from '../../design/chart-theme.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { formatShare } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { supplyOption, supplyTable } from './cockpit-charts.ts';
import type { Cockpit } from './cockpit-query.ts';
import styles from './cockpit-page.module.css';

/** Supply and demand: what was asked for, what was granted, and the gap between. */
export function SupplySheet({ months }: { months: Cockpit['requests']['supplyDemand'] }) {
  const t = useText();
  const option = useCallback((theme: ChartTheme) => supplyOption(t, months, theme), [t, months]);
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
          />
          <p className={styles['small']}>
            {t('cockpit.supply.share', { share: formatShare(granted / asked) })}
          </p>
        </>
      )}
    </Sheet>
  );
}
