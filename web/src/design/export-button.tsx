import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useText } from '../platform/i18n.ts';
import { Icon } from './icon.tsx';
import { exportFormats, type ExportFormat } from './save-table.ts';
import { useTellProblem } from './tell-problem.ts';

interface ExportButtonProps {
  onExport: (format: ExportFormat) => Promise<void>;
  size?: 'small' | 'middle';
  disabled?: boolean;
}

/** One button whose menu names the file formats. */
export function ExportButton({ onExport, size = 'middle', disabled = false }: ExportButtonProps) {
  const t = useText();
  const tell = useTellProblem();
  const save = useMutation({
    mutationFn: onExport,
    onError: tell,
  });
  const items = exportFormats.map((format) => ({
    key: format,
    label: t(`console.table.export.${format}`),
    onClick: () => save.mutate(format),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']} disabled={disabled} placement="bottomRight">
      <Button size={size} loading={save.isPending} icon={<Icon name="download" />} aria-haspopup="menu">
        {t('console.table.export')}
      </Button>
    </Dropdown>
  );
}
