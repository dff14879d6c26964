import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { answer, api, everyItem } from '../../platform/api.ts';
import { useText, departmentWord } from '../../platform/i18n.ts';

interface DepartmentPickerProps {
  value: string | undefined;
  onChange: (id: string) => void;
}

/** Chooses one department by part of its name. */
export function DepartmentPicker({ value, onChange }: DepartmentPickerProps) {
  const t = useText();
  const { data, isPending } = useQuery({
    queryKey: ['departments', 'all'],
    queryFn: ({ signal }) =>
      everyItem((at) => {
        const query = { limit: 200, kind: 'department' as const, ...at };
        return answer(api.GET('/api/v1/departments', { params: { query }, signal }));
      }),
    staleTime: 300_000,
  });
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      loading={isPending}
      value={value ?? null}
      placeholder={t('inbox.department.choose')}
      onChange={(id: string | null) => id && onChange(id)}
      options={(data ?? []).map((department) => ({
        value: department.id,
        label: departmentWord(department.name),
      }))}
    />
  );
}
