import { useState } from 'react';
import { ClockChip } from '../design/clock-chip.tsx';
import { type Column, DataTable, type Sort } from '../design/data-table.tsx';
import { ShareClassBadge } from '../design/share-class-badge.tsx';
import { Sheet } from '../design/sheet.tsx';
import { sampleGroups, type SampleTask } from './sample-inbox.ts';

const rows = sampleGroups.flatMap((group) => group.tasks);

const columns: readonly Column<SampleTask>[] = [
  {
    key: 'title',
    title: '数据',
    cell: (row) => <b>{row.title}</b>,
    text: (row) => row.title,
    onCard: 'title',
    sortKey: 'title',
  },
  { key: 'between', title: '部门', cell: (row) => row.between, text: (row) => row.between },
  { key: 'kind', title: '事项', cell: (row) => row.kind, text: (row) => row.kind, width: '6rem' },
  {
    key: 'class',
    title: '共享属性',
    cell: (row) => (row.shareClass ? <ShareClassBadge shareClass={row.shareClass} /> : null),
    onCard: 'aside',
    width: '7rem',
  },
  { key: 'clock', title: '时限', cell: (row) => <ClockChip clock={row.clock} />, width: '12rem' },
];

const figureColumns: readonly Column<SampleTask>[] = [
  { key: 'title', title: '数据项', cell: (row) => row.title, text: (row) => row.title, onCard: 'title' },
  {
    key: 'days',
    title: '已用',
    cell: (row) => row.clock.usedDays,
    align: 'end',
    text: (row) => String(row.clock.usedDays),
  },
  { key: 'total', title: '共', cell: (row) => row.clock.totalDays, align: 'end' },
];

export function TableSection() {
  const [chosen, setChosen] = useState('c');
  const [sort, setSort] = useState<Sort>({ key: 'title', direction: 'up' });
  return (
    <>
      <Sheet flush title="DataTable 列表" note="50 高两行">
        <DataTable
          caption="待办"
          columns={columns}
          rows={rows.slice(0, 4)}
          rowKey={(row) => row.id}
          selectedKey={chosen}
          onRow={(row) => setChosen(row.id)}
          sort={sort}
          onSort={setSort}
          hasMore
          total={14}
          onMore={() => undefined}
          exportName="待办"
        />
      </Sheet>
      <Sheet flush title="DataTable 密排" note="36 高">
        <DataTable
          caption="用时"
          dense
          columns={figureColumns}
          rows={rows.slice(0, 4)}
          rowKey={(row) => row.id}
        />
      </Sheet>
    </>
  );
}
