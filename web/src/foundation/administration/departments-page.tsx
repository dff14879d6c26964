import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Beside } from '../../design/beside.tsx';
import { ClearSign } from '../../design/clear-sign.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Tag } from '../../design/tag.tsx';
import { useSearchWithPanel } from '../../platform/panel-history.ts';
import { type Text, useText, departmentWord } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { DepartmentName } from '../../design/department-name.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type Department, departmentsQuery } from './administration-api.ts';
import styles from './administration.module.css';
import { DepartmentForm } from './department-form.tsx';
import { DepartmentPanel } from './department-panel.tsx';

const route = getRouteApi('/console/administration/departments');

interface Search {
  q?: string | undefined;
  all?: boolean | undefined;
  open?: string | undefined;
}

function columns(t: Text): readonly Column<Department>[] {
  return [
    {
      key: 'name',
      title: t('administration.department'),
      onCard: 'title',
      text: ({ name }) => departmentWord(name),
      cell: ({ name, shortName, active }) => (
        <span className={active ? '' : styles['off']}>
          <DepartmentName department={{ name }} />{' '}
          <span className="caption">{departmentWord(shortName)}</span>
        </span>
      ),
    },
    {
      key: 'kind',
      title: t('administration.kind'),
      width: '7rem',
      text: ({ kind }) => t(`administration.kind.${kind}`),
      cell: ({ kind }) =>
        kind === 'authority' ? (
          <Tag>{t('administration.kind.authority')}</Tag>
        ) : (
          t('administration.kind.department')
        ),
    },
    {
      key: 'division',
      title: t('administration.division'),
      text: ({ divisionCode, divisionName }) => `${divisionName} ${divisionCode}`,
      cell: ({ divisionName }) => divisionName,
    },
    {
      key: 'creditCode',
      title: t('administration.creditCode'),
      width: '12.5rem',
      text: ({ creditCode }) => creditCode,
      cell: ({ creditCode }) => <code className={styles['code']}>{creditCode}</code>,
    },
    {
      key: 'sharingOffice',
      title: t('administration.sharingOffice'),
      text: ({ sharingOffice }) => sharingOffice,
      cell: ({ sharingOffice }) => sharingOffice,
    },
    {
      key: 'state',
      title: t('administration.state'),
      width: '5rem',
      onCard: 'aside',
      text: ({ active }) => t(active ? 'administration.state.inUse' : 'administration.state.off'),
      cell: ({ active }) => t(active ? 'administration.state.inUse' : 'administration.state.off'),
    },
  ];
}

/** Left to the panel while it is open. */
const DETAILS: readonly string[] = ['creditCode', 'sharingOffice'];

/** Departments: who they are, whose authority is competent, which office answers for sharing. */
export function DepartmentsPage() {
  const t = useText();
  const search = route.useSearch() as Search;
  const { q, all, open } = search;
  const query = useInfiniteQuery(departmentsQuery({ q, all }));
  const isOperator = useHasRole('systemOperator');
  const [adding, setAdding] = useState(false);
  const set = useSearchWithPanel('open', search);
  return (
    <AdministrationFrame
      title={t('administration.departments')}
      actions={
        isOperator && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('administration.department.add')}
          </Button>
        )
      }
    >
      <div className={styles['columns']} data-open={open !== undefined}>
        <Sheet flush>
          <DataTable
            caption={t('administration.departments')}
            columns={columns(t).filter(({ key }) => open === undefined || !DETAILS.includes(key))}
            rowKey={({ id }) => id}
            selectedKey={open}
            onRow={({ id }) => set({ open: id })}
            exportName={t('administration.departments')}
            empty={<EmptyState title={t('administration.departments.none')} />}
            toolbar={<Tools q={q} all={all} onChange={set} />}
            {...keysetRows(query)}
          />
        </Sheet>
        {open !== undefined && (
          <Beside key={open}>
            <DepartmentPanel id={open} onClose={() => set({ open: undefined })} />
          </Beside>
        )}
      </div>
      {adding && (
        <DepartmentForm
          onClose={() => setAdding(false)}
          onSaved={(department) => set({ open: department.id })}
        />
      )}
    </AdministrationFrame>
  );
}

function Tools({ q, all, onChange }: Search & { onChange: (change: Search) => void }) {
  const t = useText();
  return (
    <div className={styles['tools']}>
      <Input.Search
        allowClear={{ clearIcon: <ClearSign /> }}
        style={{ width: '16rem' }}
        aria-label={t('administration.departments.search')}
        placeholder={t('administration.departments.search')}
        defaultValue={q ?? ''}
        onSearch={(text) => onChange({ q: text })}
      />
      <Checkbox
        checked={all === true}
        onChange={(event) => onChange({ all: event.target.checked || undefined })}
      >
        {t('administration.withOff')}
      </Checkbox>
    </div>
  );
}
