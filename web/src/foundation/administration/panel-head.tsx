import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import { useText } from '../../platform/i18n.ts';
import styles from './administration.module.css';

/** Head of a panel beside a list: what is open, and the way back to the list alone. */
export function PanelHead({
  title,
  note,
  onClose,
}: {
  title: ReactNode;
  note?: ReactNode;
  onClose: () => void;
}) {
  const t = useText();
  return (
    <div className={styles['panelHead']}>
      <h2>{title}</h2>
      {note && <span className="caption">{note}</span>}
      <Button type="text" icon={<Icon name="close" label={t('administration.close')} />} onClick={onClose} />
    </div>
  );
}
