import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactElement } from 'react';
import { beijingDay } from '../platform/formats.ts';
import { useNow } from '../platform/session.ts';

const toPicker = (day: string | undefined) => (day === undefined || day === '' ? null : dayjs(day));
const toDay = (picked: Dayjs | null | undefined) => picked?.format('YYYY-MM-DD');

interface Cell {
  type: string;
  originNode: ReactElement;
}

/** The platform's day in Beijing is today, not the one that this computer believes in. */
function useCityCalendar() {
  const today = dayjs(beijingDay(useNow()));
  const cellRender = (current: string | number | Dayjs, { type, originNode }: Cell) =>
    type === 'date' && dayjs(current).isSame(today, 'day') ? (
      <div className="ant-picker-cell-inner city-today">{today.date()}</div>
    ) : (
      originNode
    );
  return { today, cellRender };
}

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
  const { today, cellRender } = useCityCalendar();
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      allowClear={false}
      showNow={false}
      cellRender={cellRender}
      defaultPickerValue={toPicker(earliest) ?? today}
      {...(earliest === undefined ? {} : { minDate: dayjs(earliest) })}
      {...(latest === undefined ? {} : { maxDate: dayjs(latest) })}
      value={toPicker(value)}
      onChange={(day) => onChange?.(toDay(day) ?? '')}
    />
  );
}

export interface DayRange {
  from?: string | undefined;
  to?: string | undefined;
}

interface DayRangePickerProps {
  label: string;
  /** Both days are within the range; one that is missing leaves its end open. */
  value: DayRange;
  onChange: (range: DayRange) => void;
  mayBeOpen?: boolean;
  /** Marks of a refused field. */
  status?: 'error';
  'aria-describedby'?: string;
  /** Ranges from today on, by their years. */
  years?: { label: string; count: number }[];
}

/** Days from and to, both counted. */
export function DayRangePicker({
  label,
  value,
  onChange,
  mayBeOpen = false,
  years = [],
  ...marks
}: DayRangePickerProps) {
  const { today, cellRender } = useCityCalendar();
  return (
    <DatePicker.RangePicker
      {...marks}
      aria-label={label}
      allowEmpty={[mayBeOpen, mayBeOpen]}
      cellRender={cellRender}
      defaultPickerValue={[today, today.add(1, 'month')]}
      value={[toPicker(value.from), toPicker(value.to)]}
      onChange={(days) => onChange({ from: toDay(days?.[0]), to: toDay(days?.[1]) })}
      presets={years.map(({ label: words, count }) => ({
        label: words,
        value: [today, today.add(count, 'year').subtract(1, 'day')],
      }))}
    />
  );
}
