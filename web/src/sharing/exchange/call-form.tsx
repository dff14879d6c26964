import { Button, Form, Segmented, Select } from 'antd';
import { Icon } from '../../design/icon.tsx';
import { LimitedInput } from '../../design/limited-text.tsx';
import { useText } from '../../platform/i18n.ts';
import { type CallDraft, isKeyed, type KeyPart, type Mode } from './composed-call.ts';
import type { CallableItem, CallGuide } from './exchange-queries.ts';
import { GivenFields } from './given-fields.tsx';
import { ItemOption } from './item-option.tsx';
import styles from './exchange.module.css';

interface CallFormProps {
  guide: CallGuide;
  mode: Mode;
  modes: readonly Mode[];
  draft: CallDraft;
  onDraft: (draft: CallDraft) => void;
  onMode: (mode: Mode) => void;
  onSend: () => void;
  sending: boolean;
  maySend: boolean;
}

interface ItemChoice {
  value: string;
  label: string;
  item: CallableItem;
}

function itemOptions(mode: Mode) {
  return ({ data }: { data: Partial<ItemChoice> }) => <ItemOption item={data.item} mode={mode} />;
}

/** The call by its parts. Items and purpose may be typed freely, so that a refusal can be seen too. */
export function CallForm(props: CallFormProps) {
  const { guide, mode, modes, draft, onDraft, onMode, onSend, sending, maySend } = props;
  const t = useText();
  const set = (change: Partial<CallDraft>) => onDraft({ ...draft, ...change });
  return (
    <Form layout="vertical" onFinish={onSend} className={styles['form'] ?? ''}>
      <Form.Item label={t('exchange.calls.mode')}>
        <Segmented
          aria-label={t('exchange.calls.mode')}
          block
          value={mode}
          onChange={(next) => onMode(next)}
          options={modes.map((value) => ({ value, label: t(`exchange.mode.${value}`) }))}
        />
        <p className="caption">{t(`exchange.mode.${mode}.note`)}</p>
      </Form.Item>
      {mode !== 'batch' && <KeyFields guide={guide} value={draft.key} onChange={(key) => set({ key })} />}
      {mode !== 'verify' && (
        <Form.Item label={t('exchange.calls.items')} extra={t('exchange.items.help')}>
          <Select
            mode="tags"
            aria-label={t('exchange.calls.items')}
            value={draft.items}
            onChange={(items: string[]) => set({ items })}
            options={guide.items.map((item) => ({ value: item.name, label: item.name, item }))}
            optionRender={itemOptions(mode)}
          />
        </Form.Item>
      )}
      {mode === 'verify' && (
        <GivenFields guide={guide} given={draft.given} onChange={(given) => set({ given })} />
      )}
      {mode === 'batch' && (
        <Form.Item label={t('exchange.format')}>
          <Segmented<CallDraft['format']>
            aria-label={t('exchange.format')}
            value={draft.format}
            onChange={(format) => set({ format })}
            options={[
              { value: 'csv', label: 'CSV' },
              { value: 'xlsx', label: 'XLSX' },
              { value: 'parquet', label: 'Parquet' },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item label={t('exchange.calls.purpose')} extra={t('exchange.purpose.help')}>
        <LimitedInput
          aria-label={t('exchange.calls.purpose')}
          value={draft.purpose}
          most={200}
          onChange={(event) => set({ purpose: event.target.value })}
        />
      </Form.Item>
      <Button
        type="primary"
        htmlType="submit"
        loading={sending}
        disabled={!maySend || !isKeyed(mode, draft)}
        icon={<Icon name="send" />}
      >
        {t(mode === 'batch' ? 'exchange.send.batch' : 'exchange.send')}
      </Button>
    </Form>
  );
}

interface KeyFieldsProps {
  guide: CallGuide;
  value: readonly KeyPart[];
  onChange: (key: KeyPart[]) => void;
}

/** Every item of the entry's key with its value; where it has none, one of the items to look up by. */
function KeyFields({ guide, value, onChange }: KeyFieldsProps) {
  const t = useText();
  const { keyItems } = guide;
  const choices = guide.items.filter((item) => item.key && item.served);
  const set = (index: number, change: Partial<KeyPart>) =>
    onChange(value.map((part, at) => (at === index ? { ...part, ...change } : part)));
  const help = t(keyItems.length > 0 ? 'exchange.where.help' : 'exchange.where.either');
  return (
    <Form.Item label={t('exchange.where')} extra={help}>
      <div className={styles['given']}>
        {value.map((part, index) => (
          <div key={keyItems[index] ?? 'either'} className={styles['where']}>
            {keyItems.length > 0 ? (
              <span>{part.item}</span>
            ) : (
              <Select
                aria-label={t('exchange.where.item')}
                value={part.item}
                onChange={(item) => set(index, { item })}
                options={choices.map(({ name }) => ({ value: name, label: name }))}
              />
            )}
            <LimitedInput
              aria-label={t('exchange.where.value', { item: part.item })}
              value={part.value}
              most={400}
              onChange={(event) => set(index, { value: event.target.value })}
            />
          </div>
        ))}
      </div>
    </Form.Item>
  );
}
