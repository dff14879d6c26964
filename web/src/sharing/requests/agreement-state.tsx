import { Icon } from '../../design/icon.tsx';
import { ProofMark } from '../../design/proof-mark.tsx';
import { useText } from '../../platform/i18n.ts';
import type { AgreementRow } from './request-api.ts';
import styles from './agreement-page.module.css';

/** Where an agreement stands today: a shape and a word; red only for what was held back. */
export function AgreementState({ row }: { row: Pick<AgreementRow, 'state' | 'disposedAt' | 'closeCause'> }) {
  const t = useText();
  const { state } = row;
  const word = t(`agreement.state.${state}`);
  if (state === 'inForce') return <ProofMark>{word}</ProofMark>;
  if (state === 'pending' || state === 'scheduled') return <ProofMark proven={false}>{word}</ProofMark>;
  if (state === 'suspended') {
    return (
      <span className={styles['suspended']}>
        <Icon name="pause" size={1} /> {word}
      </span>
    );
  }
  const cause = row.closeCause ? t(`agreement.cause.${row.closeCause as 'termOver'}`) : undefined;
  return (
    <span>
      {word}
      <span className="caption">
        {' '}
        {[cause, row.disposedAt ? t('agreement.disposed') : t('agreement.undisposed')]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}
