import { useText } from '../platform/i18n.ts';
import styles from './filter-chips.module.css';
import { Icon } from './icon.tsx';

export interface FilterChip {
  key: string;
  label: string;
  onRemove: () => void;
}

/** Filters that came with a link and have no field of their own: named, and taken off one by one. */
export function FilterChips({ chips }: { chips: readonly FilterChip[] }) {
  const t = useText();
  if (chips.length === 0) return null;
  return (
    <ul className={styles['chips']} aria-label={t('console.chips')}>
      {chips.map(({ key, label, onRemove }) => (
        <li key={key}>
          <button type="button" className={styles['chip']} onClick={onRemove}>
            <span className="sr-only">{t('console.chips.remove')} </span>
            {label}
            <Icon name="close" size={0.75} />
          </button>
        </li>
      ))}
    </ul>
  );
}
