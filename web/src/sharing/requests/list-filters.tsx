import { Checkbox, Input, Segmented, Select } from 'antd';
import { ClearSign } from '../../design/clear-sign.tsx';
import { useText } from '../../platform/i18n.ts';
import styles from './list-filters.module.css';

interface ListFiltersProps<State extends string> {
  q: string | undefined;
  side: 'outgoing' | 'incoming' | undefined;
  states: readonly State[];
  chosen: readonly State[] | undefined;
  stateLabel: (state: State) => string;
  flag: { label: string; value: boolean };
  onChange: (change: {
    q?: string | undefined;
    side?: 'outgoing' | 'incoming' | undefined;
    state?: State[] | undefined;
    flag?: boolean | undefined;
  }) => void;
}

/** Text, side, states and one flag above a list; each is kept in the address. */
export function ListFilters<State extends string>(props: ListFiltersProps<State>) {
  const { q, side, states, chosen, stateLabel, flag, onChange } = props;
  const t = useText();
  return (
    <div className={styles['filters']} role="search">
      <Input.Search
        key={q ?? ''}
        allowClear={{ clearIcon: <ClearSign /> }}
        defaultValue={q ?? ''}
        placeholder={t('request.list.search')}
        aria-label={t('request.list.search')}
        onSearch={(text) => onChange({ q: text.trim() === '' ? undefined : text.trim() })}
        style={{ flex: '1 1 14rem', maxWidth: '22rem' }}
      />
      <Segmented
        aria-label={t('request.list.side')}
        value={side ?? 'both'}
        onChange={(next: string) =>
          onChange({ side: next === 'outgoing' || next === 'incoming' ? next : undefined })
        }
        options={[
          { value: 'both', label: t('request.list.both') },
          { value: 'outgoing', label: t('request.list.outgoing') },
          { value: 'incoming', label: t('request.list.incoming') },
        ]}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        value={[...(chosen ?? [])]}
        placeholder={t('request.column.state')}
        aria-label={t('request.column.state')}
        onChange={(next: State[]) => onChange({ state: next.length === 0 ? undefined : next })}
        options={states.map((value) => ({ value, label: stateLabel(value) }))}
        style={{ flex: '0 1 15rem', minWidth: '9rem' }}
      />
      <Checkbox
        checked={flag.value}
        onChange={(event) => onChange({ flag: event.target.checked || undefined })}
      >
        {flag.label}
      </Checkbox>
    </div>
  );
}
