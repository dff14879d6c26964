import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { Beside } from '../../design/beside.tsx';
import { ClearSign } from '../../design/clear-sign.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Facts } from '../../design/facts.tsx';
import { FilterChips } from '../../design/filter-chips.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { useSearchWithPanel } from '../../platform/panel-history.ts';
import { type Text, useText, departmentWord } from '../../platform/i18n.ts';
import { isRefused } from '../../platform/problem.ts';
import { useRoleName } from '../../shell/role-names.ts';
import { DepartmentName } from '../../design/department-name.tsx';
import { AccountActs, useAccountState } from './account-acts.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type Account, accountsQuery, type Standing } from './administration-api.ts';
import styles from './administration.module.css';
import { IssuedPassword, type Issued } from './issued-password.tsx';
import { PanelHead } from './panel-head.tsx';

const route = getRouteApi('/console/administration/accounts');

interface Search {
  q?: string | undefined;
  standing?: Standing | undefined;
  open?: string | undefined;
}

function columns(t: Text, stateOf: (account: Account) => string): readonly Column<Account>[] {
  return [
    {
      key: 'login',
      title: t('administration.login'),
      onCard: 'title',
      text: ({ login }) => login,
      cell: ({ login }) => <code className={styles['code']}>{login}</code>,
    },
    {
      key: 'person',
      title: t('administration.person'),
      text: ({ person }) => person.name,
      cell: ({ person }) => <span className="nowrap">{person.name}</span>,
    },
    {
      key: 'department',
      title: t('administration.department'),
      text: ({ department }) => departmentWord(department.name),
      cell: ({ department }) => <DepartmentName department={department} />,
    },
    {
      key: 'lastSignIn',
      title: t('administration.account.lastSignIn'),
      width: '9rem',
      text: ({ lastSignInAt }) => lastSignInAt ?? '',
      cell: ({ lastSignInAt }) =>
        lastSignInAt ? (
          <DateText at={lastSignInAt} />
        ) : (
          <span className="caption">{t('administration.account.never')}</span>
        ),
    },
    {
      key: 'factor',
      title: t('administration.account.factor'),
      width: '6rem',
      text: ({ secondFactor }) => t(secondFactor ? 'administration.yes' : 'administration.no'),
      cell: ({ secondFactor }) => t(secondFactor ? 'administration.yes' : 'administration.no'),
    },
    {
      key: 'state',
      title: t('administration.state'),
      width: '11rem',
      onCard: 'aside',
      text: stateOf,
      cell: stateOf,
    },
  ];
}

/** Left out while the panel takes the room. */
const DETAILS: readonly string[] = ['factor', 'lastSignIn'];

/** Accounts: who signs in, when last, what stands in the way. */
export function AccountsPage() {
  const t = useText();
  const stateOf = useAccountState();
  const search = route.useSearch() as Search;
  const { q, open, standing } = search;
  const query = useInfiniteQuery(accountsQuery({ q, standing }));
  const set = useSearchWithPanel('open', search);
  const rows = keysetRows(query);
  const opened = rows.rows.find(({ id }) => id === open);
  if (isRefused(query.error)) return <FailurePage problem={query.error} />;
  return (
    <AdministrationFrame title={t('administration.accounts')} note={t('administration.accounts.note')}>
      <div className={styles['columns']} data-open={opened !== undefined}>
        <Sheet flush>
          <DataTable
            caption={t('administration.accounts')}
            columns={columns(t, stateOf).filter(({ key }) => opened === undefined || !DETAILS.includes(key))}
            rowKey={({ id }) => id}
            selectedKey={open}
            onRow={({ id }) => set({ open: id })}
            exportName={t('administration.accounts')}
            empty={<EmptyState title={t('administration.accounts.none')} />}
            toolbar={
              <>
                <Input.Search
                  allowClear={{ clearIcon: <ClearSign /> }}
                  style={{ width: '16rem' }}
                  aria-label={t('administration.accounts.search')}
                  placeholder={t('administration.accounts.search')}
                  defaultValue={q ?? ''}
                  onSearch={(text) => set({ q: text })}
                />
                {standing && (
                  <FilterChips
                    chips={[
                      {
                        key: standing,
                        label: t(`figure.operation.${standing}`),
                        onRemove: () => set({ standing: undefined }),
                      },
                    ]}
                  />
                )}
              </>
            }
            {...rows}
          />
        </Sheet>
        {opened && (
          <Beside key={opened.id}>
            <AccountPanel account={opened} onClose={() => set({ open: undefined })} />
          </Beside>
        )}
      </div>
    </AdministrationFrame>
  );
}

function AccountPanel({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useText();
  const stateOf = useAccountState();
  const roleName = useRoleName();
  const [issued, setIssued] = useState<Issued>();
  return (
    <aside className={styles['panel']}>
      <Sheet>
        <div className={styles['stack']}>
          <PanelHead title={<code className={styles['code']}>{account.login}</code>} onClose={onClose} />
          <Facts
            labelWidth="6.5rem"
            facts={[
              {
                label: t('administration.person'),
                value: (
                  <Link to="/administration/people" search={{ open: account.person.id, all: true }}>
                    {account.person.name}
                  </Link>
                ),
              },
              { label: t('administration.department'), value: departmentWord(account.department.name) },
              {
                label: t('administration.roles'),
                value: account.roles.map(roleName).join(' · ') || t('administration.roles.none'),
              },
              { label: t('administration.state'), value: stateOf(account) },
            ]}
          />
          {issued && <IssuedPassword issued={issued} />}
          <AccountActs account={account} onIssued={setIssued} />
        </div>
      </Sheet>
    </aside>
  );
}
