import { Tag } from '../../design/tag.tsx';
import { useText } from '../../platform/i18n.ts';
import type { Mode } from './composed-call.ts';
import type { CallableItem } from './exchange-queries.ts';
import styles from './exchange.module.css';

/** An agreed item with what a caller must know of it: key, masked, yes-or-no only. */
export function ItemOption({ item, mode }: { item: CallableItem | undefined; mode: Mode }) {
  const t = useText();
  if (item === undefined) return null;
  return (
    <span className={styles['itemOption']}>
      {item.name}
      {item.key && <Tag>{t('exchange.item.key')}</Tag>}
      {item.masked && <Tag>{t('exchange.item.masked')}</Tag>}
      {!item.modes.includes(mode) && <Tag>{t('exchange.item.otherMode')}</Tag>}
      {!item.served && <Tag>{t('exchange.item.notServed')}</Tag>}
    </span>
  );
}
