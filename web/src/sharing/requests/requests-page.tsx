import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { FailurePage } from '../../design/failure-page.tsx';
import { ClockChip } from '../../design/clock-chip.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { DepartmentFlow } from '../../design/department-name.tsx';
import { Icon } from '../../design/icon.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { PageHeader } from '../../design/page-header.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { saveList } from '../../design/save-list.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { type Text, useText } from '../../platform/i18n.ts';
import { isRefused } from '../../platform/problem.ts';
import { useHasRole, useSeesAll } from '../../platform/session.ts';
import { TitleText } from '../../design/title-text.tsx';
import { LinkedFilters } from './linked-filters.tsx';
import { ListFilters } from './list-filters.tsx';
import { requestsQuery } from './list-query.ts';
import type { RequestRow } from './request-api.ts';
import styles from './request-page.module.css';
import { requestStates } from './standings.ts';

const route = getRouteApi('/console/requests');

/** Requests on both sides of the department, or of the area for its authority. */
export function RequestsPage() {
  const t = useText();
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useInfiniteQuery(requestsQuery(search));
  const rows = keysetRows<RequestRow>(query);
  const canAsk = useHasRole('clerk', 'sharingOfficeHead');
  const seesAll = useSeesAll();
  if (isRefused(query.error)) return <FailurePage problem={query.error} />;
  return (
    <>
      <PageHeader
        title={t('console.nav.requests')}
        note={t(seesAll ? 'request.list.note.all' : 'request.list.note')}
        actions={
          <>
            <Button onClick={() => void navigate({ to: '/requests/demands' })}>
              {t('request.list.demands')}
            </Button>
            {canAsk && (
              <Button
                type="primary"
                icon={<Icon name="plus" />}
                onClick={() => void navigate({ to: '/requests/new' })}
              >
                {t('request.list.new')}
              </Button>
            )}
          </>
        }
      />
      <ListFilters
        q={search.q}
        side={search.side}
        states={requestStates}
        chosen={search.state}
        stateLabel={(state) => t(`request.state.${state}`)}
        flag={{ label: t('request.list.overdue'), value: search.overdue ?? false }}
        onChange={(change) => {
          const { flag, ...rest } = change;
          const next = 'flag' in change ? { ...rest, overdue: flag } : rest;
          void navigate({ to: '/requests', search: { ...search, ...next }, replace: true });
        }}
      />
      <LinkedFilters
        search={search}
        first={rows.rows[0]}
        onRemove={(...names) => {
          const kept = Object.entries(search).filter(([name]) => !names.some((gone) => gone === name));
          void navigate({ to: '/requests', search: Object.fromEntries(kept), replace: true });
        }}
      />
      <Sheet flush>
        <DataTable
          caption={t('console.nav.requests')}
          columns={columns(t)}
          rowKey={(row: RequestRow) => row.id}
          onRow={(row) => void navigate({ to: '/requests/$requestId', params: { requestId: row.id } })}
          onExport={(format) => saveList('/api/v1/requests', search, format)}
          empty={<EmptyState title={t('request.list.empty')}>{t('request.list.empty.note')}</EmptyState>}
          {...rows}
        />
      </Sheet>
    </>
  );
}

function columns(t: Text): readonly Column<RequestRow>[] {
  return [
    {
      key: 'resource',
      title: t('request.column.resource'),
      onCard: 'title',
      cell: (row) => (
        <>
          <Link to="/requests/$requestId" params={{ requestId: row.id }}>
            <b>
              <TitleText of={row.resource} />
            </b>
          </Link>
          <div className="caption">{row.number ? <code>{row.number}</code> : t('request.list.noNumber')}</div>
        </>
      ),
    },
    {
      key: 'parties',
      title: t('request.list.parties'),
      cell: (row) => <DepartmentFlow from={row.requester} to={row.provider} />,
    },
    {
      key: 'class',
      title: t('request.column.shareClass'),
      onCard: 'aside',
      cell: (row) => <ShareClassBadge shareClass={row.shareClass} />,
    },
    {
      key: 'state',
      title: t('request.column.state'),
      cell: (row) => (
        <>
          {t(`request.state.${row.state}`)}{' '}
          {row.late && row.clock?.state !== 'late' && (
            <b className={styles['late']} title={t('request.late.note')}>
              {t('request.late')}
            </b>
          )}
        </>
      ),
    },
    {
      key: 'clock',
      title: t('request.column.due'),
      width: '11.5rem',
      cell: (row) =>
        row.clock ? (
          <ClockChip clock={row.clock} />
        ) : (
          <span className="caption">
            {row.submittedAt ? (
              <>
                {t('request.list.submitted')} <DateText at={row.submittedAt} kind="short" />
              </>
            ) : (
              '–'
            )}
          </span>
        ),
    },
  ];
}
