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

/** Before an offer's words, neither seen nor heard, once more for each: Enter then takes no offer that begins as what was typed. */
const MARK = '\u2060';

interface SearchBoxProps {
  q: string;
  onSearch: (q: string) => void;
}

/** The question, with entries and item names offered while it is typed. */
export function SearchBox({ q, onSearch }: SearchBoxProps) {
  const t = useText();
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const [asOf, setAsOf] = useState(q);
  if (asOf !== q) {
    setAsOf(q);
    setText(q);
  }
  const asked = useDeferredValue(text);
  const { data } = useQuery(suggestionsQuery(asked));
  const offers = text === q ? [] : (data?.items ?? []);
  const wordsOf = ({ text: parts }: (typeof offers)[number]) => parts.map((part) => part.text).join('');
  const options = offers.map((item, index) => {
    return {
      value: MARK.repeat(index + 1) + wordsOf(item),
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
  const choose = (value: string | undefined) => {
    const offer = offers[options.findIndex((option) => option.value === value)];
    if (offer === undefined) return;
    if (offer.resourceId !== null) {
      void navigate({ to: '/catalogue/$resourceId', params: { resourceId: offer.resourceId } });
      return;
    }
    const words = wordsOf(offer);
    setText(words);
    onSearch(words);
  };
  return (
    <AutoComplete
      className={styles['searchBox'] ?? ''}
      value={text}
      options={options}
      onSelect={choose}
      onChange={(value: string | undefined) => value?.startsWith(MARK) || setText(value ?? '')}
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
