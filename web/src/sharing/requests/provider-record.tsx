import { useText } from '../../platform/i18n.ts';
import type { RequestDetail } from './request-api.ts';
import styles from './request-page.module.css';

/** What a provider owed and missed in twelve months, and how often it asked for more time. */
export function ProviderRecord({ record }: { record: RequestDetail['providerRecord'] }) {
  const t = useText();
  const { extensionsAsked: asked, extensionsGranted: granted, repliesJudged, repliesLate } = record;
  return (
    <>
      <div className={repliesLate > 0 ? styles['late'] : undefined}>
        {t('request.record.lateWords', { judged: repliesJudged, late: repliesLate })}
      </div>
      <div>{t('request.record.extensionsWords', { asked, granted })}</div>
    </>
  );
}
