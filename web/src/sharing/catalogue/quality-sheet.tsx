import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { DateText } from '../../design/date-text.tsx';
import { MeterBar } from '../../design/meter-bar.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { answer, api } from '../../platform/api.ts';
import { formatCount, formatShare } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import styles from './catalogue.module.css';

/** How well the rows behind an entry are filled, item by item; drawn only where the reader may see its imports. */
export function QualitySheet({ resourceId }: { resourceId: string }) {
  const t = useText();
  const latest = useQuery({
    queryKey: ['imports', 'latest', resourceId],
    queryFn: async ({ signal }) => {
      const page = await answer(
        api.GET('/api/v1/imports', { params: { query: { resourceId, limit: 20 } }, signal }),
      );
      const served = page.items.find((run) => run.state === 'switched');
      return served
        ? answer(api.GET('/api/v1/imports/{id}', { params: { path: { id: served.id } }, signal }))
        : null;
    },
    staleTime: 60_000,
  });
  const report = latest.data?.report;
  if (!latest.data || !report) return null;
  return (
    <Sheet
      title={t('catalogue.quality')}
      note={
        <>
          {t('catalogue.quality.rows', { count: formatCount(report.rowsLoaded) })}{' '}
          {latest.data.finishedAt && <DateText at={latest.data.finishedAt} />}{' '}
          <ArticleLink article={18} ruleId="18.quality" quiet />
        </>
      }
    >
      <div className={styles['quality']}>
        {report.columns.map(({ target, profile }) => {
          const rows = Math.max(1, profile.filled + profile.empty);
          return (
            <Fragment key={target}>
              <span>{target}</span>
              <MeterBar
                value={profile.filled}
                max={rows}
                tone={profile.filled / rows < 0.8 ? 'red' : 'blue'}
              />
              <span>{formatShare(profile.filled / rows, 0)}</span>
            </Fragment>
          );
        })}
      </div>
    </Sheet>
  );
}
