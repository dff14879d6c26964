import { useText } from '../../platform/i18n.ts';
import styles from './catalogue.module.css';

interface SourceMarkProps {
  /** Items it is about; none: all of the entry. */
  items?: readonly string[];
}

/** 数源部门: the authority named this department the source of the data (Art 19). */
export function SourceMark({ items = [] }: SourceMarkProps) {
  const t = useText();
  const title =
    items.length === 0
      ? t('catalogue.source.whole')
      : t('catalogue.source.ofItems', { items: items.join(t('catalogue.listComma')) });
  return (
    <span className={styles['sourceMark']} title={title}>
      <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">
        <path d="M7 1 13 7 7 13 1 7z" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M7 4 10 7 7 10 4 7z" fill="currentColor" />
      </svg>
      {t('catalogue.source')}
    </span>
  );
}
