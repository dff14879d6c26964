import type { VerifiedReceipt } from '@tandem/ledger';
import { DateText } from '../design/date-text.tsx';
import { Facts } from '../design/facts.tsx';
import { useText } from '../platform/i18n.ts';
import { kindWords } from './entry-words.ts';
import styles from './examination-view.module.css';
import { PayloadView } from './payload-view.tsx';

/** What a good receipt proves. */
export function EntrySummary({ verified }: { verified: VerifiedReceipt }) {
  const t = useText();
  const { entry, opened } = verified;
  return (
    <div className={styles['summary']}>
      <h3>{t('ledger.summary')}</h3>
      <Facts
        plain
        labelWidth="6.5rem"
        facts={[
          { label: t('ledger.column.kind'), value: kindWords(t, entry.kind) },
          { label: t('ledger.column.at'), value: <DateText at={entry.at} kind="exact" /> },
          { label: t('ledger.column.department'), value: entry.department ?? t('ledger.byPlatform') },
          { label: t('ledger.column.id'), value: <code className={styles['code']}>{entry.id}</code> },
        ]}
      />
      <h3>{t('ledger.opening')}</h3>
      {opened === undefined ? (
        <p>{t('ledger.summary.closed')}</p>
      ) : (
        <PayloadView payload={opened} kind={entry.kind} />
      )}
    </div>
  );
}
