import { Button, Segmented, Select } from 'antd';
import { DayRangePicker } from '../../design/day-picker.tsx';
import { FilterChips } from '../../design/filter-chips.tsx';
import { useText } from '../../platform/i18n.ts';
import type { CallsSearch } from './calls-page.tsx';
import type { CallsFilter } from './exchange-queries.ts';
import styles from './exchange.module.css';

interface CallFiltersProps {
  filter: CallsFilter;
  supervises: boolean;
  onChange: (change: CallsSearch) => void;
}

/** Side, outcome, mode and days; agreement and resource come by link and can be taken off. */
export function CallFilters({ filter, supervises, onChange }: CallFiltersProps) {
  const t = useText();
  const sides = ['all', 'requester', 'provider'] as const;
  return (
    <div className={styles['filters']}>
      <Segmented
        aria-label={t('exchange.filter.side')}
        value={filter.side ?? 'requester'}
        onChange={(side) => onChange({ side, call: undefined })}
        options={sides.map((value) => ({
          value,
          label: t(value === 'all' && !supervises ? 'exchange.side.both' : `exchange.side.${value}`),
        }))}
      />
      <Select
        allowClear
        aria-label={t('exchange.calls.outcome')}
        placeholder={t('exchange.calls.outcome')}
        value={filter.outcome ?? null}
        onChange={(outcome) => onChange({ outcome: outcome ?? undefined })}
        options={(['answered', 'refused'] as const).map((value) => ({
          value,
          label: t(`exchange.outcome.${value}`),
        }))}
      />
      <Select
        allowClear
        aria-label={t('exchange.calls.mode')}
        placeholder={t('exchange.calls.mode')}
        value={filter.mode ?? null}
        onChange={(mode) => onChange({ mode: mode ?? undefined })}
        options={(['query', 'verify', 'batch'] as const).map((value) => ({
          value,
          label: t(`exchange.mode.${value}`),
        }))}
      />
      <DayRangePicker
        mayBeOpen
        label={t('exchange.filter.days')}
        value={{ from: filter.from, to: filter.to }}
        onChange={({ from, to }) => onChange({ from, to })}
      />
      {filter.sandbox && (
        <FilterChips
          chips={[
            {
              key: 'sandbox',
              label: t(`exchange.chip.sandbox.${filter.sandbox}`),
              onRemove: () => onChange({ sandbox: undefined }),
            },
          ]}
        />
      )}
      {(filter.agreement ?? filter.resource) && (
        <Button size="small" onClick={() => onChange({ agreement: undefined, resource: undefined })}>
          {t('exchange.filter.clearLink')}
        </Button>
      )}
    </div>
  );
}
