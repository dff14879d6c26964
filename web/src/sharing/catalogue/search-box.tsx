import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { AutoComplete, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { ClearSign } from '../../design/clear-sign.tsx';
import { Icon } from '../../design/icon.tsx';
import { useText } from '../../platform/i18n.ts';
import { suggestionsQuery } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { Segments } from './segments.tsx';

interface SearchBoxProps {
  q: string;
  onSearch: (q: string) => void;
}

/** The question, with entries and item names offered while it is typed. */
export function SearchBox({ q, onSearch }: SearchBoxProps) {
  const t = useText();
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const asked = useDeferredValue(text);
  const { data } = useQuery(suggestionsQuery(asked));
  const options = (text === q ? [] : (data?.items ?? [])).map((item) => {
    const plain = item.text.map((part) => part.text).join('');
    return {
      value: item.resourceId === null ? plain : `entry:${item.resourceId}`,
      label: (
        <span className={styles['suggestion']}>
          <Icon name={item.kind === 'entry' ? 'catalogue' : 'table'} />
          <span>
            <Segments segments={item.text} />
          </span>
          <span className="caption">
            {item.kind === 'entry' ? item.note : t('catalogue.inEntries', { count: Number(item.note) })}
          </span>
        </span>
      ),
    };
  });
  const choose = (value: string) => {
    if (value.startsWith('entry:')) {
      void navigate({ to: '/catalogue/$resourceId', params: { resourceId: value.slice('entry:'.length) } });
      return;
    }
    setText(value);
    onSearch(value);
  };
  return (
    <AutoComplete
      className={styles['searchBox'] ?? ''}
      value={text.startsWith('entry:') ? '' : text}
      options={options}
      onSelect={choose}
      onChange={(value) => setText(String(value ?? ''))}
      backfill={false}
      defaultActiveFirstOption={false}
    >
      <Input
        size="large"
        allowClear={{ clearIcon: <ClearSign /> }}
        prefix={<Icon name="search" />}
        placeholder={t('catalogue.searchHint')}
        aria-label={t('catalogue.search')}
        maxLength={200}
        onPressEnter={() => onSearch(text.trim())}
        onClear={() => onSearch('')}
      />
    </AutoComplete>
  );
}
