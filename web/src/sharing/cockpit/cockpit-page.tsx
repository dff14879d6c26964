import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { Chart } from '../../design/chart.tsx';
import type { ChartTheme } from '../../design/chart-theme.ts';
import { ClockChip } from '../../design/clock-chip.tsx';
import { DotPlot } from '../../design/dot-plot.tsx';
import { Facts } from '../../design/facts.tsx';
import { FigureRow } from '../../design/figure-card.tsx';
import { MeterBar } from '../../design/meter-bar.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { PrintButton } from '../../design/print-button.tsx';
import { ProofMark } from '../../design/proof-mark.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState, FailureState, LoadingState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { disclosureOption, disclosureTable, supplyOption, supplyTable } from './cockpit-charts.ts';
import { figuresOf } from './cockpit-figures.ts';
import styles from './cockpit-page.module.css';
import { type Cockpit, cockpitQuery, type DepartmentTimeliness } from './cockpit-query.ts';

/** What the authority answers for: figures, then causes, then evidence. Each figure opens its records. */
export function CockpitPage() {
  const t = useText();
  const query = useQuery(cockpitQuery);
  if (query.isPending) return <LoadingState shape="page" rows={6} />;
  if (query.isError) return <FailureState problem={query.error} onRetry={() => void query.refetch()} />;
  const cockpit = query.data;
  return (
    <>
      <PageHeader
        title={t('cockpit.title')}
        note={
          <>
            {t('cockpit.note', { from: `${cockpit.requests.month}-01`, to: cockpit.today })} ·{' '}
            <ArticleLink article={38} ruleId={cockpit.rule} />
          </>
        }
        actions={<PrintButton />}
      />
      <FigureRow figures={figuresOf(t, cockpit)} />
      <div className={styles['grid']}>
        <SupplyAndDemand cockpit={cockpit} />
        <Departments cockpit={cockpit} />
        <Wanted cockpit={cockpit} />
        <Use cockpit={cockpit} />
        <Overdue cockpit={cockpit} />
        <Evidence cockpit={cockpit} />
      </div>
    </>
  );
}

interface Part {
  cockpit: Cockpit;
}

function SupplyAndDemand({ cockpit }: Part) {
  const t = useText();
  const months = cockpit.requests.supplyDemand;
  const option = useCallback((theme: ChartTheme) => supplyOption(t, months, theme), [t, months]);
  return (
    <Sheet title={t('cockpit.supply.title')} note={t('cockpit.supply.note')}>
      {months.length === 0 ? (
        <EmptyState title={t('cockpit.empty')} />
      ) : (
        <Chart
          label={t('cockpit.supply.title')}
          height={236}
          option={option}
          table={supplyTable(t, months)}
        />
      )}
    </Sheet>
  );
}

function dotRow(department: DepartmentTimeliness, target: number) {
  const { departmentId, departmentName, current, previous, openOverdue } = department;
  const value = current.onTimePercent ?? previous.onTimePercent ?? 0;
  return {
    id: departmentId,
    label: departmentName,
    value,
    before: previous.onTimePercent ?? undefined,
    figure: String(value),
    aside: openOverdue === 0 ? '–' : String(openOverdue),
    missed: value < target,
    records: { to: '/requests', search: { provider: departmentId } },
  };
}

function Departments({ cockpit }: Part) {
  const t = useText();
  const { departments, targetPercent } = cockpit.requests;
  const known = departments.filter(
    ({ current, previous }) => current.onTimePercent !== null || previous.onTimePercent !== null,
  );
  const rows = known
    .map((department) => dotRow(department, targetPercent))
    .toSorted((a, b) => b.value - a.value);
  const least = Math.min(80, ...rows.flatMap((row) => [row.value, row.before ?? row.value]));
  return (
    <Sheet
      title={t('cockpit.departments.title')}
      note={t('cockpit.departments.note', { target: targetPercent })}
    >
      {rows.length === 0 ? (
        <EmptyState title={t('cockpit.empty')} />
      ) : (
        <DotPlot
          label={t('cockpit.departments.title')}
          rows={rows}
          min={Math.floor(least / 10) * 10}
          max={100}
          target={targetPercent}
        />
      )}
    </Sheet>
  );
}

function Wanted({ cockpit }: Part) {
  const t = useText();
  const { mostWanted, missing } = cockpit.requests;
  const most = Math.max(1, ...mostWanted.map((row) => row.requests));
  return (
    <Sheet title={t('cockpit.wanted.title')} note={t('cockpit.wanted.note')}>
      <ol className={styles['ranked']}>
        {mostWanted.slice(0, 6).map((row, index) => (
          <li key={row.resourceId}>
            <span className={styles['rank']}>{index + 1}</span>
            <div>
              <Link to={`/catalogue/${row.resourceId}` as never} className={styles['title']}>
                {row.title}
              </Link>
              <div className={styles['small']}>{row.providerName}</div>
            </div>
            <div className={styles['bar']}>
              <MeterBar value={row.requests} max={most} />
              <b>{row.requests}</b>
            </div>
          </li>
        ))}
        {missing.slice(0, 3).map((row) => (
          <li key={row.demandId}>
            <span className={styles['rank']}>＋</span>
            <div>
              <Link to="/requests/demands" className={styles['title']}>
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

function Use({ cockpit }: Part) {
  const t = useText();
  const { days } = cockpit.disclosures;
  const option = useCallback((theme: ChartTheme) => disclosureOption(t, days, theme), [t, days]);
  const refused = days.reduce((sum, day) => sum + day.refused, 0);
  return (
    <Sheet title={t('cockpit.use.title')} note={t('cockpit.use.note', { refused })}>
      <Chart label={t('cockpit.use.title')} height={236} option={option} table={disclosureTable(t, days)} />
    </Sheet>
  );
}

function Overdue({ cockpit }: Part) {
  const t = useText();
  const { overdue, requests } = cockpit;
  return (
    <Sheet
      title={t('cockpit.overdue.title')}
      note={<Link to="/overdue">{t('cockpit.overdue.note', { count: requests.openOverdue })}</Link>}
    >
      {overdue.length === 0 ? (
        <EmptyState title={t('cockpit.overdue.none')} />
      ) : (
        <ul className={styles['overdue']}>
          {overdue.slice(0, 6).map((clock) => (
            <li key={clock.id}>
              <Link to={`/requests/${clock.subjectId}` as never} className={styles['title']}>
                {clock.subjectTitle}
              </Link>
              <ClockChip layout="words" clock={clock} />
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Evidence({ cockpit }: Part) {
  const t = useText();
  const { ledger } = cockpit;
  const sound = ledger.missing === 0;
  return (
    <Sheet
      title={t('cockpit.ledger.title')}
      note={
        <ProofMark proven={sound}>{t(sound ? 'cockpit.ledger.sound' : 'cockpit.ledger.unsound')}</ProofMark>
      }
    >
      <p>
        <Link to="/ledger" className={styles['figure']}>
          {ledger.size.toLocaleString('en-US')}
        </Link>{' '}
        {t('cockpit.ledger.entries')}
      </p>
      <p className="caption mono">
        {t('cockpit.ledger.root')} {ledger.root.slice(0, 12)}…
      </p>
      <Facts
        labelWidth="11rem"
        facts={[
          {
            label: <ProofMark proven={sound}>{t('cockpit.ledger.match')}</ProofMark>,
            value: t('cockpit.ledger.difference', { count: ledger.missing }),
            aside: t('cockpit.ledger.sampled', { count: ledger.sampled }),
          },
          {
            label: t('cockpit.ledger.published'),
            value: String(cockpit.catalogue.firstPublished),
            aside: t('cockpit.thisMonth'),
          },
          {
            label: t('cockpit.ledger.recollected'),
            value: String(cockpit.catalogue.recollected),
            aside: t('cockpit.thisMonth'),
          },
        ]}
      />
    </Sheet>
  );
}
