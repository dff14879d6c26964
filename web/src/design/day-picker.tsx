import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface DayPickerProps {
  id?: string;
  /** `YYYY-MM-DD`, as the API has days. */
  value?: string | undefined;
  onChange?: (day: string) => void;
  earliest?: string;
  latest?: string;
}

/** One day, which is always stated once it was. */
export function DayPicker({ id, value, onChange, earliest, latest }: DayPickerProps) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      allowClear={false}
      {...(earliest === undefined ? {} : { minDate: dayjs(earliest) })}
      {...(latest === undefined ? {} : { maxDate: dayjs(latest) })}
      value={value === undefined || value === '' ? null : dayjs(value)}
      onChange={(day) => onChange?.(dayjs(day).format('YYYY-MM-DD'))}
    />
  );
}
