import { Button, Form, Select } from 'antd';
import { Icon } from '../../design/icon.tsx';
import { LimitedInput } from '../../design/limited-text.tsx';
import { useText } from '../../platform/i18n.ts';
import type { CallGuide } from './exchange-queries.ts';
import styles from './exchange.module.css';

interface GivenFieldsProps {
  guide: CallGuide;
  given: Record<string, string>;
  onChange: (given: Record<string, string>) => void;
}

/** The values the caller holds, item by item: the platform says yes or no to all of them together. */
export function GivenFields({ guide, given, onChange }: GivenFieldsProps) {
  const t = useText();
  const items = guide.items
    .filter((item) => item.served && item.modes.includes('verify'))
    .map(({ name }) => name);
  const held = Object.keys(given);
  const spare = items.find((name) => !held.includes(name));
  const rename = (from: string, to: string) =>
    onChange(
      Object.fromEntries(Object.entries(given).map(([name, value]) => [name === from ? to : name, value])),
    );
  const drop = (item: string) =>
    onChange(Object.fromEntries(Object.entries(given).filter(([name]) => name !== item)));
  return (
    <Form.Item label={t('exchange.given')} extra={t('exchange.given.help')}>
      <div className={styles['given']}>
        {held.map((item) => (
          <div key={item} className={styles['where']}>
            <Select
              aria-label={t('exchange.given.item')}
              value={item}
              onChange={(next: string) => rename(item, next)}
              options={items
                .filter((name) => name === item || !held.includes(name))
                .map((name) => ({ value: name, label: name }))}
            />
            <LimitedInput
              aria-label={t('exchange.given.value', { item })}
              value={given[item] ?? ''}
              most={400}
              onChange={(event) => onChange({ ...given, [item]: event.target.value })}
              suffix={
                held.length > 1 && (
                  <button
                    type="button"
                    className={styles['drop']}
                    onClick={() => drop(item)}
                    aria-label={t('exchange.given.drop', { item })}
                  >
                    <Icon name="close" size={1} />
                  </button>
                )
              }
            />
          </div>
        ))}
        {spare !== undefined && (
          <Button
            type="dashed"
            size="small"
            icon={<Icon name="plus" />}
            onClick={() => onChange({ ...given, [spare]: '' })}
          >
            {t('exchange.given.add')}
          </Button>
        )}
      </div>
    </Form.Item>
  );
}
