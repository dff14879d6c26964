import { useText } from '../platform/i18n.ts';
import styles from './share-class-badge.module.css';

export const shareClasses = ['unconditional', 'conditional', 'withheld'] as const;
export type ShareClass = (typeof shareClasses)[number];

/** ● 无条件, ◐ 有条件, ⊘ 不予. Never in an alarm colour: a class is no alarm. */
export function ShareClassBadge({ shareClass }: { shareClass: ShareClass }) {
  const t = useText();
  return (
    <span className={styles['badge']} title={t(`console.shareClass.${shareClass}.long`)}>
      <ShareClassSign shareClass={shareClass} />
      {t(`console.shareClass.${shareClass}`)}
    </span>
  );
}

export function ShareClassSign({ shareClass }: { shareClass: ShareClass }) {
  return (
    <svg
      viewBox="0 0 14 14"
      className={styles['sign']}
      data-class={shareClass}
      aria-hidden="true"
      focusable="false"
    >
      {shareClass === 'unconditional' && <circle cx="7" cy="7" r="6" className={styles['fill']} />}
      {shareClass === 'conditional' && (
        <>
          <circle cx="7" cy="7" r="5.3" className={styles['edge']} />
          <path d="M7 1.7a5.3 5.3 0 0 0 0 10.6z" className={styles['fill']} />
        </>
      )}
      {shareClass === 'withheld' && (
        <>
          <circle cx="7" cy="7" r="5.3" className={styles['edge']} />
          <path d="M3.3 10.7 10.7 3.3" className={styles['edge']} />
        </>
      )}
    </svg>
  );
}
