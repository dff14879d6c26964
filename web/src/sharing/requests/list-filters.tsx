import { useState } from 'react';
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
      <SearchField q={q ?? ''} onSearch={(text) => onChange({ q: text === '' ? undefined : text })} />
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

/** Follows the address, except while it says what was asked for here: what is typed on meanwhile stays. */
function SearchField({ q, onSearch }: { q: string; onSearch: (text: string) => void }) {
  const t = useText();
  const [text, setText] = useState(q);
  const [asked, setAsked] = useState(q);
  const [asOf, setAsOf] = useState(q);
  if (asOf !== q) {
    setAsOf(q);
    if (q !== asked) setText(q);
    setAsked(q);
  }
  return (
    <Input.Search
      allowClear={{ clearIcon: <ClearSign /> }}
      value={text}
      placeholder={t('request.list.search')}
      aria-label={t('request.list.search')}
      onChange={(event) => setText(event.target.value)}
      onSearch={(typed) => {
        setAsked(typed.trim());
        onSearch(typed.trim());
      }}
      style={{ flex: '1 1 14rem', maxWidth: '22rem' }}
    />
  );
}
