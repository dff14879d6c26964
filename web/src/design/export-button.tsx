import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useText } from '../platform/i18n.ts';
import { toProblem } from '../platform/problem.ts';
import { Icon } from './icon.tsx';
import { problemTexts } from './problem-texts.ts';
import { exportFormats, type ExportFormat } from './save-table.ts';

interface ExportButtonProps {
  onExport: (format: ExportFormat) => Promise<void>;
  size?: 'small' | 'middle';
  disabled?: boolean;
}

/** One button whose menu names the file formats. */
export function ExportButton({ onExport, size = 'middle', disabled = false }: ExportButtonProps) {
  const t = useText();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: onExport,
    onError: (problem) => void message.error(problemTexts(t, toProblem(problem).details).title),
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
