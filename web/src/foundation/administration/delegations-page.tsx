import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { DepartmentName } from '../../design/department-name.tsx';
import { Icon } from '../../design/icon.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { beijingDay } from '../../platform/formats.ts';
import { type Text, useText, departmentWord } from '../../platform/i18n.ts';
import { useHasRole, useNow, useSession } from '../../platform/session.ts';
import { useRoleName } from '../../shell/role-names.ts';
import { AdministrationFrame } from './administration-frame.tsx';
import { acts, type Delegation, delegationsQuery } from './administration-api.ts';
import { DelegationForm } from './delegation-form.tsx';
import { delegationState } from './delegation-state.ts';
import { useAct } from './use-act.ts';

interface ColumnContext {
  t: Text;
  roleName: (role: string) => string;
  today: string;
  endButton: (delegation: Delegation) => React.ReactNode;
}

function columns({ t, roleName, today, endButton }: ColumnContext): readonly Column<Delegation>[] {
  const state = (delegation: Delegation) =>
    t(`administration.delegation.${delegationState(delegation, today)}`);
  return [
    {
      key: 'who',
      title: t('administration.delegation.who'),
      onCard: 'title',
      text: ({ from, to }) => `${from.name} → ${to.name}`,
      cell: ({ from, to }) => (
        <>
          {from.name} <Icon name="arrowRight" size={1} label={t('administration.delegation.to')} /> {to.name}
        </>
      ),
    },
    {
      key: 'role',
      title: t('administration.role'),
      text: ({ role }) => roleName(role),
      cell: ({ role }) => roleName(role),
    },
    {
      key: 'department',
      title: t('administration.department'),
      text: ({ department }) => departmentWord(department.name),
      cell: ({ department }) => <DepartmentName department={department} />,
    },
    {
      key: 'period',
      title: t('administration.delegation.period'),
      width: '11rem',
      text: ({ startsOn, endsOn }) => `${startsOn} – ${endsOn}`,
      cell: ({ startsOn, endsOn }) => (
        <>
          <DateText at={startsOn} /> – <DateText at={endsOn} />
        </>
      ),
    },
    {
      key: 'reason',
      title: t('administration.delegation.reason'),
      text: ({ reason }) => reason,
      cell: ({ reason }) => reason,
    },
    {
      key: 'filed',
      title: t('administration.delegation.filed'),
      text: ({ filedBy, filedAt }) => `${filedBy} ${filedAt}`,
      cell: ({ filedBy, filedAt }) => (
        <>
          {filedBy}{' '}
          <span className="caption">
            <DateText at={filedAt} />
          </span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('administration.state'),
      width: '6rem',
      onCard: 'aside',
      text: state,
      cell: state,
    },
    { key: 'end', title: '', width: '5rem', cell: endButton },
  ];
}

/** Who stands in for whom, in which role, from when to when; all of it stays on record. */
export function DelegationsPage() {
  const t = useText();
  const roleName = useRoleName();
  const today = beijingDay(useNow());
  const query = useInfiniteQuery(delegationsQuery);
  const [filing, setFiling] = useState(false);
  const end = useAct(acts.endDelegation, { done: t('administration.delegation.endedNow') });
  const mayEnd = useMayEnd();
  const endButton = (delegation: Delegation) =>
    mayEnd(delegation) &&
    ['running', 'coming'].includes(delegationState(delegation, today)) && (
      <Popconfirm
        title={t('administration.delegation.end.sure')}
        description={t('administration.delegation.end.what')}
        okText={t('administration.delegation.end')}
        cancelText={t('administration.cancel')}
        onConfirm={() => end.mutate(delegation.id)}
      >
        <Button size="small">{t('administration.delegation.end')}</Button>
      </Popconfirm>
    );
  return (
    <AdministrationFrame
      title={t('administration.delegations')}
      note={
        <>
          {t('administration.delegations.note')} <ArticleLink article={null} ruleId="platform.delegation" />
        </>
      }
      actions={
        <Button type="primary" onClick={() => setFiling(true)}>
          {t('administration.delegation.file')}
        </Button>
      }
    >
      <ProblemAlert problem={end.error} />
      <Sheet flush>
        <DataTable
          caption={t('administration.delegations')}
          columns={columns({ t, roleName, today, endButton })}
          rowKey={({ id }) => id}
          exportName={t('administration.delegations')}
          empty={
            <EmptyState title={t('administration.delegations.none')}>
              {t('administration.delegations.none.what')}
            </EmptyState>
          }
          {...keysetRows(query)}
        />
      </Sheet>
      {filing && <DelegationForm onClose={() => setFiling(false)} />}
    </AdministrationFrame>
  );
}

function useMayEnd(): (delegation: Delegation) => boolean {
  const { person, department } = useSession();
  const isOperator = useHasRole('systemOperator');
  const isHead = useHasRole('departmentHead');
  return ({ from, departmentId }) =>
    isOperator || from.id === person.id || (isHead && departmentId === department.id);
}
