import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../platform/api.ts';
import { useText, useLanguage } from '../../platform/i18n.ts';
import { hitLabel } from '../catalogue/hit-words.ts';

interface EntryPickerProps {
  value: string | undefined;
  /** Title of the chosen entry, where it did not come from a search here. */
  title?: string | undefined;
  onChange: (id: string) => void;
}

/** Chooses one announced entry by name, item or department. */
export function EntryPicker({ value, title, onChange }: EntryPickerProps) {
  const t = useText();
  const language = useLanguage();
  const [text, setText] = useState('');
  const found = useQuery({
    queryKey: ['catalogue', 'pick', text],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/catalogue/resources', { params: { query: { q: text, limit: 20 } }, signal })),
    enabled: text.trim() !== '',
    staleTime: 60_000,
  });
  const options = (found.data?.items ?? []).map((hit) => ({
    value: hit.resourceId,
    label: hitLabel(hit, language),
  }));
  const known = value !== undefined && title !== undefined ? [{ value, label: title }] : [];
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setText }}
      style={{ width: '100%' }}
      value={value ?? null}
      loading={found.isFetching}
      placeholder={t('request.new.search')}
      aria-label={t('request.new.resource')}
      onChange={(id: string | null) => id && onChange(id)}
      options={options.length > 0 ? options : known}
    />
  );
}
