import { useQuery } from '@tanstack/react-query';
import { ArticleLink } from '../../design/article-link.tsx';
import { DateText } from '../../design/date-text.tsx';
import { FigureRow } from '../../design/figure-card.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { PrintButton } from '../../design/print-button.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { LoadingState } from '../../design/states.tsx';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { useCityTime, useSeesAll } from '../../platform/session.ts';
import { CockpitExport } from './cockpit-export.tsx';
import { figuresOf } from './cockpit-figures.ts';
import styles from './cockpit-page.module.css';
import { cockpitQuery } from './cockpit-query.ts';
import { DepartmentsSheet } from './departments-sheet.tsx';
import { LedgerSheet } from './ledger-sheet.tsx';
import { OverdueSheet } from './overdue-sheet.tsx';
import { SupplySheet } from './supply-sheet.tsx';
import { UseSheet } from './use-sheet.tsx';
import { WantedSheet } from './wanted-sheet.tsx';

/** What the authority answers for: figures, then causes, then evidence. Each figure opens its records. */
export function CockpitPage() {
  const t = useText();
  const language = useLanguage();
  const seesAll = useSeesAll();
  const cityTime = useCityTime();
  const query = useQuery(cockpitQuery);
  if (query.isPending) return <LoadingState shape="page" rows={6} />;
  if (query.isLoadingError) return <FailurePage problem={query.error} onRetry={() => void query.refetch()} />;
  const cockpit = query.data;
  return (
    <>
      <PageHeader
        title={t('cockpit.title')}
        note={
          <>
            {!seesAll && <>{t('cockpit.ownOnly')} · </>}
            {t('cockpit.note', { from: `${cockpit.requests.month}-01`, to: cockpit.today })} ·{' '}
            <ArticleLink article={38} ruleId={cockpit.rule} /> · {t('cockpit.updated')}{' '}
            <DateText at={cityTime(query.dataUpdatedAt).toISOString()} kind="time" />
          </>
        }
        actions={
          <>
            <CockpitExport cockpit={cockpit} />
            <PrintButton />
          </>
        }
      />
      <FigureRow figures={figuresOf(t, language, cockpit)} />
      <div className={styles['grid']}>
        <SupplySheet months={cockpit.requests.supplyDemand} />
        <DepartmentsSheet
          departments={cockpit.requests.departments}
          target={cockpit.requests.targetPercent}
          months={{
            current: cockpit.requests.month,
            previous: cockpit.requests.supplyDemand.at(-2)?.month ?? '',
          }}
        />
        <WantedSheet
          wanted={cockpit.requests.mostWanted}
          missing={cockpit.requests.missing}
          since={cockpit.requests.supplyDemand[0]?.month ?? ''}
        />
        <UseSheet disclosures={cockpit.disclosures} />
        <OverdueSheet rows={cockpit.overdue} total={cockpit.overdueTotal} kinds={cockpit.overdueKinds} />
        <LedgerSheet ledger={cockpit.ledger} catalogue={cockpit.catalogue} month={cockpit.requests.month} />
      </div>
    </>
  );
}
