import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { DateText } from '../../design/date-text.tsx';
import { MeterBar } from '../../design/meter-bar.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { formatCount, formatShare } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { versionsQuery } from '../imports/import-api.ts';
import styles from './catalogue.module.css';

/** How well the rows that an entry is served from are filled, item by item. */
export function QualitySheet({ resourceId }: { resourceId: string }) {
  const t = useText();
  const versions = useQuery({ ...versionsQuery(resourceId), staleTime: 60_000 });
  const served = versions.data?.find((version) => version.state === 'current');
  const rows = served?.rowCount ?? 0;
  const columns = served?.columns.filter((column) => column.filled !== undefined) ?? [];
  if (!served || columns.length === 0) return null;
  return (
    <Sheet
      title={t('catalogue.quality')}
      note={
        <>
          {t('catalogue.quality.rows', { count: formatCount(rows) })}{' '}
          {served.switchedAt && <DateText at={served.switchedAt} />}{' '}
          <ArticleLink article={18} ruleId="18.quality" quiet />
        </>
      }
    >
      <div className={styles['quality']}>
        {columns.map(({ item, filled = 0 }) => {
          const share = rows === 0 ? 0 : filled / rows;
          return (
            <Fragment key={item}>
              <span>{item}</span>
              <MeterBar value={filled} max={Math.max(1, rows)} tone={share < 0.8 ? 'red' : 'blue'} />
              <span>{formatShare(share, 0)}</span>
            </Fragment>
          );
        })}
      </div>
    </Sheet>
  );
}
