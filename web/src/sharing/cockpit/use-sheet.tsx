import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Chart } from '../../design/chart.tsx';
import type { ChartTheme } from '../../design/chart-theme.ts';
import { Sheet } from '../../design/sheet.tsx';
import { formatCount, formatShare, scaleFigure } from '../../platform/formats.ts';
import { type Language, type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { countedCalls } from './cockpit-figures.ts';
import { dayLabel, disclosureOption, disclosureTable, MODES } from './cockpit-charts.ts';
import type { Cockpit } from './cockpit-query.ts';
import styles from './cockpit-page.module.css';

type Disclosures = Cockpit['disclosures'];
type Day = Disclosures['days'][number];

function written(count: number, language: Language): string {
  const { figure, scale } = scaleFigure(count, language);
  return `${figure}${scale && ` ${scale}`}`;
}

function changeOn(t: Text, now: number, before: number): string {
  if (now === before) return t('console.figure.flat');
  if (before === 0) return '–';
  const share = Math.round((1000 * (now - before)) / before) / 1000;
  if (share === 0) return t('console.figure.flat');
  return `${share < 0 ? '−' : '+'}${formatShare(Math.abs(share))}`;
}

/** Answers a day by mode; the last whole day beside it, against the same day of the week before. */
export function UseSheet({ disclosures }: { disclosures: Disclosures }) {
  const t = useText();
  const navigate = useNavigate();
  const { days } = disclosures;
  const option = useCallback((theme: ChartTheme) => disclosureOption(t, days, theme), [t, days]);
  const lastDay = days.at(-2);
  const weekBefore = days.at(-9);
  const open = (index: number, mode: string | undefined) => {
    const day = days[index]?.day;
    if (day)
      void navigate({ to: '/exchange/calls', search: { ...countedCalls(day), mode, outcome: 'answered' } });
  };
  return (
    <Sheet title={t('cockpit.use.title')} note={t('cockpit.use.note')}>
      <div className={styles['use']}>
        <Chart
          label={t('cockpit.use.title')}
          height={220}
          option={option}
          table={disclosureTable(t, days)}
          onOpen={({ dataIndex, seriesName }) =>
            open(
              dataIndex,
              MODES.find((mode) => t(`cockpit.mode.${mode}`) === seriesName),
            )
          }
        />
        {lastDay && weekBefore && <LastDay day={lastDay} before={weekBefore} />}
      </div>
    </Sheet>
  );
}

function LastDay({ day, before }: { day: Day; before: Day }) {
  const t = useText();
  const language = useLanguage();
  const answered = day.query + day.verify + day.batch;
  const search = countedCalls(day.day);
  return (
    <div className={styles['lastDay']}>
      <ul>
        {MODES.toReversed().map((mode) => (
          <li key={mode}>
            <span className={styles['swatch']} data-mode={mode} aria-hidden="true" />
            <Link to="/exchange/calls" search={{ ...search, mode, outcome: 'answered' }}>
              {t(`cockpit.mode.${mode}`)}
            </Link>
            <b>{written(day[mode], language)}</b>
            <span className={styles['small']}>{changeOn(t, day[mode], before[mode])}</span>
          </li>
        ))}
      </ul>
      <p className={styles['small']}>
        {t('cockpit.use.lastDay', { day: dayLabel(day.day) })}
        <br />
        <Link to="/exchange/calls" search={{ ...search, outcome: 'refused' }}>
          {day.refused === 0
            ? t('cockpit.use.noneRefused')
            : t('cockpit.use.refusedCount', {
                count: formatCount(day.refused),
                share: formatShare(day.refused / (answered + day.refused)),
              })}
        </Link>
      </p>
    </div>
  );
}
