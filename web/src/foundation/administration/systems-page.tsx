import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { ExportButton } from '../../design/export-button.tsx';
import { FilterChips } from '../../design/filter-chips.tsx';
import { saveList } from '../../design/save-list.ts';
import { EmptyState, FailureState, LoadingState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { AdministrationFrame } from './administration-frame.tsx';
import { systemsQuery, systemsQueryOf } from './administration-api.ts';
import styles from './administration.module.css';
import { DepartmentChoice } from './choices.tsx';
import { SystemForm } from './system-form.tsx';
import { SystemSheet } from './system-sheet.tsx';

const route = getRouteApi('/console/administration/systems');

/** Programs that call the exchange, and the public keys that they sign with. */
export function SystemsPage() {
  const t = useText();
  const search = route.useSearch();
  const { department, expiring } = search;
  const navigate = route.useNavigate();
  const query = useQuery(systemsQuery(search));
  const [adding, setAdding] = useState(false);
  const mayChange = useHasRole('systemOperator', 'sharingOfficeHead');
  const seesAll = useHasRole('systemOperator', 'authorityOfficer', 'auditor');
  return (
    <AdministrationFrame
      title={t('administration.systems')}
      note={t('administration.systems.note')}
      actions={
        <>
          <ExportButton
            disabled={!query.data || query.data.length === 0}
            onExport={(format) => saveList('/api/v1/systems', systemsQueryOf(search), format)}
          />
          {mayChange && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('administration.system.add')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['stack']}>
        {seesAll && (
          <div className={styles['choice']} style={{ width: '18rem' }}>
            <DepartmentChoice
              allowClear
              label={t('administration.department')}
              {...(department ? { value: department } : {})}
              onChange={(chosen) =>
                void navigate({ to: '.', search: { ...search, department: chosen }, replace: true })
              }
            />
          </div>
        )}
        {expiring && (
          <FilterChips
            chips={[
              {
                key: 'expiring',
                label: t('figure.operation.expiringKeys'),
                onRemove: () =>
                  void navigate({ to: '.', search: { ...search, expiring: undefined }, replace: true }),
              },
            ]}
          />
        )}
        {query.isPending && <LoadingState rows={3} />}
        {query.isError && <FailureState problem={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.length === 0 && (
          <EmptyState title={t('administration.systems.none')}>
            {t('administration.systems.none.what')}
          </EmptyState>
        )}
        {query.data?.map((client) => (
          <SystemSheet key={client.id} client={client} />
        ))}
      </div>
      {adding && <SystemForm department={department} onClose={() => setAdding(false)} />}
    </AdministrationFrame>
  );
}
