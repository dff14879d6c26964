import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Facts } from '../../design/facts.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailureState, LoadingState } from '../../design/states.tsx';
import { useText, departmentWord } from '../../platform/i18n.ts';
import { useHasRole, useSession } from '../../platform/session.ts';
import { acts, type PersonHistory, personQuery } from './administration-api.ts';
import styles from './administration.module.css';
import { PanelHead } from './panel-head.tsx';
import { PersonAccount } from './person-account.tsx';
import { PersonForm } from './person-form.tsx';
import { RoleSheet } from './role-sheet.tsx';
import { useAct } from './use-act.ts';

/** One person: facts, roles with by whom and when, and for operators the account. */
export function PersonPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const query = useQuery(personQuery(id));
  const isOperator = useHasRole('systemOperator');
  if (query.isPending || query.isError) {
    return (
      <aside className={styles['panel']}>
        <Sheet>
          <PanelHead title={t('administration.person')} onClose={onClose} />
          {query.isPending && <LoadingState shape="text" rows={6} />}
          {query.isError && <FailureState problem={query.error} onRetry={() => void query.refetch()} />}
        </Sheet>
      </aside>
    );
  }
  const { person, department, grants } = query.data;
  return (
    <aside className={styles['panel']}>
      <Sheet>
        <div className={styles['stack']}>
          <PanelHead title={person.name} note={person.position} onClose={onClose} />
          <Facts
            facts={[
              { label: t('administration.department'), value: departmentWord(department.name) },
              {
                label: t('administration.state'),
                value: t(person.active ? 'administration.state.inUse' : 'administration.state.off'),
              },
            ]}
          />
          {isOperator && <PersonActs person={person} />}
        </div>
      </Sheet>
      <RoleSheet person={person} grants={grants} />
      {isOperator && <PersonAccount person={person} />}
    </aside>
  );
}

function PersonActs({ person }: { person: PersonHistory['person'] }) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const isOneself = useSession().person.id === person.id;
  const turn = useAct(acts.switchPerson, { done: t('administration.saved') });
  const change = { id: person.id, version: person.version, active: !person.active };
  return (
    <>
      <ProblemAlert problem={turn.error} />
      <div className={styles['buttons']}>
        <Button onClick={() => setEditing(true)}>{t('administration.edit')}</Button>
        {person.active && !isOneself && (
          <Popconfirm
            title={t('administration.person.off')}
            description={t('administration.person.off.what')}
            okText={t('administration.switchOff')}
            cancelText={t('administration.cancel')}
            onConfirm={() => turn.mutate(change)}
          >
            <Button danger loading={turn.isPending}>
              {t('administration.switchOff')}
            </Button>
          </Popconfirm>
        )}
        {!person.active && (
          <Button loading={turn.isPending} onClick={() => turn.mutate(change)}>
            {t('administration.switchOn')}
          </Button>
        )}
      </div>
      {editing && <PersonForm person={person} onClose={() => setEditing(false)} />}
    </>
  );
}
