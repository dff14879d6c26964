import { DepartmentName } from '../../design/department-name.tsx';
import { DateText } from '../../design/date-text.tsx';
import { MeterBar } from '../../design/meter-bar.tsx';
import { formatCount } from '../../platform/formats.ts';
import { useLanguage, useText } from '../../platform/i18n.ts';
import type { EntryFacts, Hit } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { SourceMark } from './source-mark.tsx';
import { goodShareWords, medianWords, missesLimit, scaled } from './fact-words.ts';

/** Below this share of good rows the bar is red. */
const GOOD_FROM = 0.8;

/** The whole of it is another department's to give (Art 19). */
export function hasBetterSource({ resourceId, sourceDepartment }: Hit): boolean {
  return (
    sourceDepartment !== null &&
    sourceDepartment.resourceId !== resourceId &&
    sourceDepartment.itemNames.length === 0
  );
}

/** Right of a hit: whose, how fresh and good, how much used, real against statutory time. */
export function HitFacts({ hit }: { hit: Hit }) {
  const t = useText();
  const { facts, sourceDepartment } = hit;
  return (
    <div className={styles['hitSide']}>
      <div className={styles['hitFact']}>
        <span>
          <b className={styles['provider']}>
            <DepartmentName department={{ name: hit.providerName }} />
          </b>
          {hit.isSource && sourceDepartment?.itemNames.length === 0 && (
            <>
              {' '}
              <SourceMark />
            </>
          )}
          {hasBetterSource(hit) && (
            <span className={styles['notSource']}> · {t('catalogue.facts.notSource')}</span>
          )}
        </span>
        <span>{t('catalogue.updates', { cycle: t(`catalogue.cycle.${hit.cycle}`) })}</span>
      </div>
      {hit.shareClass === 'withheld' ? (
        <>
          <span>{t('catalogue.facts.withheld')}</span>
          <span>{t('catalogue.facts.withheld.advice')}</span>
        </>
      ) : (
        <>
          <RowQuality data={facts.data} />
          <Use use={facts.use} />
          <ReplyTimes facts={facts} />
        </>
      )}
      <span className="caption">
        <span className="mono">{hit.code}</span> · <DateText at={hit.publishedAt} kind="short" />
      </span>
    </div>
  );
}

export function RowQuality({ data }: { data: EntryFacts['data'] }) {
  const t = useText();
  if (data === null) return <span className="caption">{t('catalogue.facts.noData')}</span>;
  const { goodShare, rowCount, since } = data;
  return (
    <div className={styles['hitFact']}>
      {goodShare === null ? (
        <span className="caption">{t('catalogue.facts.noReport')}</span>
      ) : (
        <span className={styles['goodRows']}>
          <span>{t('catalogue.facts.quality')}</span>
          <MeterBar value={goodShare} max={1} tone={goodShare < GOOD_FROM ? 'red' : 'blue'} />
          <b>{goodShareWords(goodShare)}</b>
        </span>
      )}
      <span>
        {t('catalogue.facts.rows', { count: rowCount, rows: formatCount(rowCount) })} ·{' '}
        <DateText at={since} kind="short" />
      </span>
    </div>
  );
}

function Use({ use }: Pick<EntryFacts, 'use'>) {
  const t = useText();
  const language = useLanguage();
  if (use.calls === 0) return <span>{t('catalogue.facts.unused')}</span>;
  return (
    <span>
      {t('catalogue.facts.departments', { count: use.departments })} ·{' '}
      {t('catalogue.facts.calls', { calls: scaled(use.calls, language) })}
    </span>
  );
}

function ReplyTimes({ facts }: { facts: EntryFacts }) {
  const t = useText();
  if (facts.replyLimit === null) return null;
  return (
    <span>
      {t('catalogue.facts.limit', { count: facts.replyLimit })} ·{' '}
      <span className={missesLimit(facts) ? styles['missed'] : undefined}>{medianWords(t, facts.reply)}</span>
    </span>
  );
}
