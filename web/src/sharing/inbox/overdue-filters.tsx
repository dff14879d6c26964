import { Segmented, Select } from 'antd';
import { useText } from '../../platform/i18n.ts';
import type { OverdueBoard, OverdueSearch } from './inbox-api.ts';
import { say } from './sentence.ts';

interface OverdueFiltersProps {
  search: OverdueSearch;
  /** Of all matters, so that the choices stay when one is taken. */
  record: OverdueBoard['record'];
  kinds: OverdueBoard['kinds'];
  onChange: (change: OverdueSearch) => void;
}

/** Late now or this year, whose, of which kind, urged or not; each is kept in the address. */
export function OverdueFilters({ search, record, kinds, onChange }: OverdueFiltersProps) {
  const t = useText();
  const { department, kind, urged, year } = search;
  return (
    <>
      <Segmented
        aria-label={t('overdue.filter.span')}
        value={year ? 'year' : 'now'}
        onChange={(span) => onChange({ year: span === 'year' || undefined })}
        options={(['now', 'year'] as const).map((value) => ({ value, label: t(`overdue.${value}`) }))}
      />
      <Select
        allowClear
        aria-label={t('overdue.filter.department')}
        placeholder={t('overdue.filter.department')}
        popupMatchSelectWidth={false}
        value={department ?? null}
        onChange={(value) => onChange({ department: value ?? undefined })}
        options={record.map((row) => ({ value: row.department.id, label: row.department.name }))}
        style={{ width: '13rem' }}
      />
      <Select
        allowClear
        aria-label={t('overdue.filter.kind')}
        placeholder={t('overdue.filter.kind')}
        popupMatchSelectWidth={false}
        value={kind ?? null}
        onChange={(value) => onChange({ kind: value ?? undefined })}
        options={kinds.map((row) => ({ value: row.kind, label: say(t, `overdue.kind.${row.kind}`) }))}
        style={{ width: '9rem' }}
      />
      <Select
        allowClear
        aria-label={t('overdue.filter.urged')}
        placeholder={t('overdue.filter.urged')}
        value={urged ?? null}
        onChange={(value) => onChange({ urged: value ?? undefined })}
        options={[
          { value: 'true', label: t('overdue.filter.urged.yes') },
          { value: 'false', label: t('overdue.urged.no') },
        ]}
        style={{ width: '8rem' }}
      />
    </>
  );
}
