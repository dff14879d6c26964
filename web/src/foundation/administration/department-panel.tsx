import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { Facts } from '../../design/facts.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailureState, LoadingState } from '../../design/states.tsx';
import { useText, departmentWord } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { acts, type Department, departmentQuery } from './administration-api.ts';
import styles from './administration.module.css';
import { DepartmentForm } from './department-form.tsx';
import { PanelHead } from './panel-head.tsx';
import { useAct } from './use-act.ts';

/** One department: its facts, the authority competent for it, and what an operator can do. */
export function DepartmentPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(departmentQuery(id));
  return (
    <aside className={styles['panel']}>
      <Sheet>
        {query.isPending && <LoadingState shape="text" rows={6} />}
        {query.isError && <FailureState problem={query.error} onRetry={() => void query.refetch()} />}
        {query.data && <PanelBody {...query.data} onClose={onClose} />}
      </Sheet>
    </aside>
  );
}

interface PanelBodyProps {
  department: Department;
  authority: Department | null;
  onClose: () => void;
}

function PanelBody({ department, authority, onClose }: PanelBodyProps) {
  const t = useText();
  const isOperator = useHasRole('systemOperator');
  return (
    <div className={styles['stack']}>
      <PanelHead title={departmentWord(department.name)} onClose={onClose} />
      <Facts
        labelWidth="6.5rem"
        facts={[
          { label: t('administration.shortName'), value: department.shortName },
          ...(department.nameEn === ''
            ? []
            : [
                {
                  label: t('administration.nameEn'),
                  value: <span lang="en">{department.nameEn}</span>,
                  aside: department.shortNameEn,
                },
              ]),
          { label: t('administration.kind'), value: t(`administration.kind.${department.kind}`) },
          {
            label: t('administration.creditCode'),
            value: <code className={styles['code']}>{department.creditCode}</code>,
          },
          {
            label: t('administration.division'),
            value: (
              <>
                {department.divisionName} <code>{department.divisionCode}</code>
              </>
            ),
          },
          {
            label: t('administration.sharingOffice'),
            value: department.sharingOffice,
            aside: <ArticleLink article={11} ruleId="11.sharing-office" />,
          },
          {
            label: t('administration.authority'),
            value: authority ? departmentWord(authority.name) : t('administration.authority.none'),
          },
          {
            label: t('administration.state'),
            value: t(department.active ? 'administration.state.inUse' : 'administration.state.off'),
          },
        ]}
      />
      <p>
        <Link to="/administration/people" search={{ department: department.id }}>
          {t('administration.department.people')}
        </Link>
        {' · '}
        <Link to="/administration/systems" search={{ department: department.id }}>
          {t('administration.department.systems')}
        </Link>
      </p>
      {isOperator && <DepartmentActs department={department} />}
    </div>
  );
}

function DepartmentActs({ department }: { department: Department }) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const turn = useAct(acts.switchDepartment, { done: t('administration.saved') });
  const change = { id: department.id, version: department.version, active: !department.active };
  return (
    <>
      <ProblemAlert problem={turn.error} />
      <div className={styles['buttons']}>
        <Button onClick={() => setEditing(true)}>{t('administration.edit')}</Button>
        {department.active ? (
          <Popconfirm
            title={t('administration.department.off')}
            description={t('administration.department.off.what')}
            okText={t('administration.switchOff')}
            cancelText={t('administration.cancel')}
            onConfirm={() => turn.mutate(change)}
          >
            <Button danger loading={turn.isPending}>
              {t('administration.switchOff')}
            </Button>
          </Popconfirm>
        ) : (
          <Button loading={turn.isPending} onClick={() => turn.mutate(change)}>
            {t('administration.switchOn')}
          </Button>
        )}
      </div>
      {editing && <DepartmentForm department={department} onClose={() => setEditing(false)} />}
    </>
  );
}
