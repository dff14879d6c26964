import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Beside } from '../../design/beside.tsx';
import { ClearSign } from '../../design/clear-sign.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DepartmentName } from '../../design/department-name.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Tag } from '../../design/tag.tsx';
import { useSearchWithPanel } from '../../platform/panel-history.ts';
import { type Text, useText, departmentWord } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { useRoleName } from '../../shell/role-names.ts';
import { AdministrationFrame } from './administration-frame.tsx';
import { type GrantableRole, peopleQuery, type Person } from './administration-api.ts';
import styles from './administration.module.css';
import { DepartmentChoice, RoleChoice } from './choices.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonPanel } from './person-panel.tsx';

const route = getRouteApi('/console/administration/people');

interface Search {
  q?: string | undefined;
  department?: string | undefined;
  role?: GrantableRole | undefined;
  all?: boolean | undefined;
  open?: string | undefined;
}

function columns(t: Text, roleName: (role: string) => string): readonly Column<Person>[] {
  return [
    {
      key: 'name',
      title: t('administration.person'),
      onCard: 'title',
      text: ({ name }) => name,
      cell: ({ name, active }) => <span className={active ? 'nowrap' : styles['off']}>{name}</span>,
    },
    {
      key: 'position',
      title: t('administration.position'),
      text: ({ position }) => position,
      cell: ({ position }) => position,
    },
    {
      key: 'department',
      title: t('administration.department'),
      text: ({ department }) => departmentWord(department.name),
      cell: ({ department }) => <DepartmentName department={department} />,
    },
    {
      key: 'roles',
      title: t('administration.roles'),
      text: ({ roles }) => roles.map(({ role }) => roleName(role)).join(' '),
      cell: ({ roles }) => (
        <span className={styles['roles']}>
          {roles.length === 0 && <span className="caption">{t('administration.roles.none')}</span>}
          {roles.map(({ role }) => (
            <Tag key={role}>{roleName(role)}</Tag>
          ))}
        </span>
      ),
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

/** People and what they are entitled to. Everybody sees the own department; operators and auditors see all. */
export function PeoplePage() {
  const t = useText();
  const roleName = useRoleName();
  const search = route.useSearch() as Search;
  const { open, ...filter } = search;
  const query = useInfiniteQuery(peopleQuery(filter));
  const isOperator = useHasRole('systemOperator');
  const [adding, setAdding] = useState(false);
  const set = useSearchWithPanel('open', search);
  return (
    <AdministrationFrame
      title={t('administration.people')}
      actions={
        isOperator && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('administration.person.add')}
          </Button>
        )
      }
    >
      <div className={styles['columns']} data-open={open !== undefined}>
        <Sheet flush>
          <DataTable
            caption={t('administration.people')}
            columns={columns(t, roleName)}
            rowKey={({ id }) => id}
            selectedKey={open}
            onRow={({ id }) => set({ open: id })}
            exportName={t('administration.people')}
            empty={<EmptyState title={t('administration.people.none')} />}
            toolbar={<Tools filter={filter} onChange={set} />}
            {...keysetRows(query)}
          />
        </Sheet>
        {open !== undefined && (
          <Beside key={open}>
            <PersonPanel id={open} onClose={() => set({ open: undefined })} />
          </Beside>
        )}
      </div>
      {adding && (
        <PersonForm
          initialDepartment={filter.department}
          onClose={() => setAdding(false)}
          onSaved={({ id }) => set({ open: id })}
        />
      )}
    </AdministrationFrame>
  );
}

function Tools({ filter, onChange }: { filter: Search; onChange: (change: Search) => void }) {
  const t = useText();
  const seesAll = useHasRole('systemOperator', 'authorityOfficer', 'auditor');
  return (
    <div className={styles['tools']}>
      <Input.Search
        allowClear={{ clearIcon: <ClearSign /> }}
        style={{ width: '12rem' }}
        aria-label={t('administration.people.search')}
        placeholder={t('administration.people.search')}
        defaultValue={filter.q ?? ''}
        onSearch={(q) => onChange({ q })}
      />
      {seesAll && (
        <span className={styles['choice']} style={{ width: '14rem' }}>
          <DepartmentChoice
            allowClear
            label={t('administration.department')}
            {...(filter.department ? { value: filter.department } : {})}
            onChange={(department) => onChange({ department })}
          />
        </span>
      )}
      <span className={styles['choice']} style={{ width: '11rem' }}>
        <RoleChoice
          allowClear
          label={t('administration.role')}
          {...(filter.role ? { value: filter.role } : {})}
          onChange={(role) => onChange({ role })}
        />
      </span>
      <Checkbox
        checked={filter.all === true}
        onChange={(event) => onChange({ all: event.target.checked || undefined })}
      >
        {t('administration.withOff')}
      </Checkbox>
    </div>
  );
}
