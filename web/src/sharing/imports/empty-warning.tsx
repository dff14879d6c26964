import { Checkbox } from 'antd';
import { Finding } from '../../design/finding.tsx';
import { useText } from '../../platform/i18n.ts';
import type { Version } from './import-api.ts';

/** Whether nothing would be served where there are rows, or no data yet. */
export function empties(version: Version | undefined, current: Version | undefined): boolean {
  return version?.rowCount === 0 && current?.rowCount !== 0;
}

interface EmptyWarningProps {
  isMeant: boolean;
  onChange: (isMeant: boolean) => void;
}

/** A file whose every row was refused looks like an emptied table: whoever means it says so. */
export function EmptyWarning({ isMeant, onChange }: EmptyWarningProps) {
  const t = useText();
  return (
    <Finding title={t('import.switch.empty')}>
      {t('import.switch.empty.note')}
      <div>
        <Checkbox checked={isMeant} onChange={(event) => onChange(event.target.checked)}>
          {t('import.switch.empty.meant')}
        </Checkbox>
      </div>
    </Finding>
  );
}
