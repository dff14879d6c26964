import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { formatCount } from '../platform/formats.ts';
import styles from './facet-group.module.css';

export interface FacetOption<Value extends string> {
  value: Value;
  label: ReactNode;
  count?: number;
}

interface FacetGroupProps<Value extends string> {
  label: string;
  options: readonly FacetOption<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

/** One heading of a filter with its options and how many each would give. */
export function FacetGroup<Value extends string>({
  label,
  options,
  chosen,
  onChange,
}: FacetGroupProps<Value>) {
  const toggle = (value: Value, checked: boolean) =>
    onChange(checked ? [...chosen, value] : chosen.filter((other) => other !== value));
  return (
    <fieldset className={styles['group']}>
      <legend>{label}</legend>
      {options.map((option) => (
        <div key={option.value} className={styles['option']}>
          <Checkbox
            checked={chosen.includes(option.value)}
            onChange={(event) => toggle(option.value, event.target.checked)}
          >
            {option.label}
          </Checkbox>
          {option.count !== undefined && <span className={styles['count']}>{formatCount(option.count)}</span>}
        </div>
      ))}
    </fieldset>
  );
}
