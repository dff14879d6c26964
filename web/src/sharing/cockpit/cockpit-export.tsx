import { Button, Dropdown } from 'antd';
import { Icon } from '../../design/icon.tsx';
import { saveTable, saveWorkbook } from '../../design/save-table.ts';
import { useTellProblem } from '../../design/tell-problem.ts';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { useSeesAll } from '../../platform/session.ts';
import type { Cockpit } from './cockpit-query.ts';
import { cockpitTables } from './cockpit-tables.ts';

/** All tables as one workbook, or one of them as CSV. */
export function CockpitExport({ cockpit }: { cockpit: Cockpit }) {
  const t = useText();
  const language = useLanguage();
  const tell = useTellProblem();
  const tables = cockpitTables(t, language, cockpit);
  const seesAll = useSeesAll();
  const suffix = seesAll ? cockpit.today : `${cockpit.today}-${t('cockpit.export.own')}`;
  const name = `${t('cockpit.title')}-${suffix}`;
  const attempt = (saving: Promise<void>) => void saving.catch(tell);
  const items = [
    {
      key: 'xlsx',
      label: t('cockpit.export.xlsx', { count: tables.length }),
      onClick: () => attempt(saveWorkbook(name, tables)),
    },
    {
      key: 'csv',
      type: 'group' as const,
      label: 'CSV',
      children: tables.map((table) => ({
        key: table.name,
        label: table.name,
        onClick: () => attempt(saveTable('csv', { ...table, name: `${table.name}-${suffix}` })),
      })),
    },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button icon={<Icon name="download" />} aria-haspopup="menu">
        {t('console.table.export')}
      </Button>
    </Dropdown>
  );
}
