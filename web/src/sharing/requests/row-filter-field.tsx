import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Icon } from '../../design/icon.tsx';
import { answer, api } from '../../platform/api.ts';
import { useText } from '../../platform/i18n.ts';
import { useSession } from '../../platform/session.ts';
import { DivisionName } from './division-name.tsx';
import type { RequestDetail } from './request-api.ts';
import { emptyFilter, filterOps, type Filter } from './row-filter.ts';
import type { FormPart } from './statement-form.tsx';
import styles from './statement-form.module.css';

interface RowFilterFieldProps extends FormPart {
  items: readonly { name: string }[];
  /** By which the server takes divisions. */
  divisionItems: RequestDetail['divisionItems'];
}

/** Which rows: by division, or by values of an item. All of them must hold. */
export function RowFilterField({ value, change, items, divisionItems }: RowFilterFieldProps) {
  const t = useText();
  const filters = value.rowFilter ?? [];
  const set = (index: number, patch: Partial<Filter>) =>
    change({ rowFilter: filters.map((filter, at) => (at === index ? { ...filter, ...patch } : filter)) });
  const add = () => {
    const item = divisionItems.find(({ told }) => told)?.name ?? items[0]?.name;
    if (item !== undefined) change({ rowFilter: [...filters, emptyFilter(item, divisionItems)] });
  };
  return (
    <div className={styles['filters']}>
      <p>{t('request.statement.rows')}</p>
      {filters.map((filter, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- filters keep their order
        <div key={index} className={styles['filter']}>
          <Select
            value={filter.item}
            aria-label={t('request.form.filter.item')}
            onChange={(item: string) => set(index, emptyFilter(item, divisionItems))}
            options={items.map(({ name }) => ({ value: name, label: name }))}
          />
          <Select
            value={filter.op}
            aria-label={t('request.form.filter.op')}
            onChange={(op: Filter['op']) => set(index, { op, values: [] })}
            options={filterOps(filter, divisionItems).map((op) => ({
              value: op,
              label: t(`request.form.filter.${op}`),
            }))}
          />
          <FilterValues filter={filter} onChange={(values) => set(index, { values })} />
          <Button
            type="text"
            icon={<Icon name="close" />}
            aria-label={t('request.field.removeLine')}
            onClick={() => change({ rowFilter: filters.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button icon={<Icon name="plus" />} onClick={add} disabled={filters.length >= 20}>
        {t('request.form.filter.add')}
      </Button>
    </div>
  );
}

function FilterValues({ filter, onChange }: { filter: Filter; onChange: (values: string[]) => void }) {
  const t = useText();
  if (filter.op === 'division') return <DivisionPicker values={filter.values} onChange={onChange} />;
  return (
    <Select
      mode="tags"
      value={filter.values}
      placeholder={t('request.form.filter.values')}
      aria-label={t('request.form.filter.values')}
      onChange={onChange}
      open={false}
      suffixIcon={null}
    />
  );
}

const divisionLabel = ({ value }: { value?: string | number }) => <DivisionName code={String(value)} />;

function DivisionPicker({
  values,
  onChange,
}: {
  values: readonly string[];
  onChange: (values: string[]) => void;
}) {
  const t = useText();
  const [text, setText] = useState('');
  const near = useSession().department.divisionCode;
  const { data, isFetching } = useQuery({
    queryKey: ['divisions', 'search', text],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/divisions', { params: { query: { q: text, near, limit: 20 } }, signal })),
    enabled: text.trim() !== '',
    staleTime: Infinity,
  });
  return (
    <Select
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setText }}
      value={[...values]}
      loading={isFetching}
      placeholder={t('request.form.filter.divisions')}
      aria-label={t('request.form.filter.divisions')}
      onChange={onChange}
      options={(data?.items ?? []).map(({ code, fullName }) => ({
        value: code,
        label: `${fullName} ${code}`,
      }))}
      labelRender={divisionLabel}
    />
  );
}
