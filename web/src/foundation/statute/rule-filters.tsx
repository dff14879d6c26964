import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Segmented, Select } from 'antd';
import { ClearSign } from '../../design/clear-sign.tsx';
import { useText } from '../../platform/i18n.ts';
import type { RuleFilter } from './group-rules.ts';
import type { StatuteRule } from './statute-query.ts';
import styles from './statute-page.module.css';

const route = getRouteApi('/statute');

export function useRuleFilter(): RuleFilter {
  return route.useSearch() as RuleFilter;
}

/** Search and filters; the address carries them, so that a filtered view can be sent on. */
export function RuleFilters({ rules, shown }: { rules: readonly StatuteRule[]; shown: number }) {
  const t = useText();
  const filter = useRuleFilter();
  const navigate = route.useNavigate();
  const set = (change: RuleFilter) =>
    void navigate({ to: '.', search: { ...filter, ...change }, hash: true, replace: true });
  const rooms = [...new Set(rules.map((rule) => rule.room))].toSorted();
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <div className={styles['filters']} role="search">
      <Input.Search
        allowClear={{ clearIcon: <ClearSign /> }}
        aria-label={t('statute.search')}
        placeholder={t('statute.search')}
        defaultValue={filter.q ?? ''}
        onSearch={(q) => set({ q })}
      />
      <Segmented
        block
        aria-label={t('statute.kind')}
        value={filter.kind ?? 'all'}
        onChange={(kind) => set({ kind: kind === 'all' ? undefined : kind } as RuleFilter)}
        options={[
          { value: 'all', label: t('statute.kind.all') },
          { value: 'statute', label: t('statute.kind.statute') },
          { value: 'platform', label: t('statute.kind.platform') },
        ]}
      />
      <Select
        allowClear
        aria-label={t('statute.room')}
        placeholder={t('statute.room')}
        value={filter.room ?? null}
        onChange={(room) => set({ room: room ?? undefined })}
        options={rooms.map((room) => ({ value: room, label: room }))}
      />
      <p className="caption" role="status">
        {t('statute.shown', { shown, total: rules.length })}{' '}
        {isFiltered && (
          <Button
            type="link"
            size="small"
            onClick={() =>
              set({
                q: undefined,
                room: undefined,
                kind: undefined,
                state: undefined,
              } as unknown as RuleFilter)
            }
          >
            {t('statute.clear')}
          </Button>
        )}
      </p>
    </div>
  );
}
