import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { FailurePage } from '../../design/failure-page.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DepartmentFlow } from '../../design/department-name.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { PageHeader } from '../../design/page-header.tsx';
import { saveList } from '../../design/save-list.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { type Text, useText } from '../../platform/i18n.ts';
import { isRefused } from '../../platform/problem.ts';
import { TitleText } from '../../design/title-text.tsx';
import { AgreementState } from './agreement-state.tsx';
import { ListFilters } from './list-filters.tsx';
import { agreementsQuery } from './list-query.ts';
import { PlainDate } from './plain-date.tsx';
import type { AgreementRow } from './request-api.ts';
import { agreementStates } from './standings.ts';
import { modeWords } from './scope-words.tsx';

const route = getRouteApi('/console/agreements');

/** Agreements from confirmation to disposal. */
export function AgreementsPage() {
  const t = useText();
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useInfiniteQuery(agreementsQuery(search));
  if (isRefused(query.error)) return <FailurePage problem={query.error} />;
  return (
    <>
      <PageHeader title={t('console.nav.agreements')} note={t('agreement.list.note')} />
      <ListFilters
        q={search.q}
        side={search.side}
        states={agreementStates}
        chosen={search.state}
        stateLabel={(state) => t(`agreement.state.${state}`)}
        flag={{ label: t('agreement.list.undisposed'), value: search.undisposed ?? false }}
        onChange={(change) => {
          const { flag, ...rest } = change;
          const next = 'flag' in change ? { ...rest, undisposed: flag } : rest;
          void navigate({ to: '/agreements', search: { ...search, ...next }, replace: true });
        }}
      />
      <Sheet flush>
        <DataTable
          caption={t('console.nav.agreements')}
          columns={columns(t)}
          rowKey={(row: AgreementRow) => row.id}
          onRow={(row) => void navigate({ to: '/agreements/$agreementId', params: { agreementId: row.id } })}
          onExport={(format) => saveList('/api/v1/agreements', search, format)}
          empty={<EmptyState title={t('agreement.list.empty')}>{t('agreement.list.empty.note')}</EmptyState>}
          {...keysetRows(query)}
        />
      </Sheet>
    </>
  );
}

function columns(t: Text): readonly Column<AgreementRow>[] {
  return [
    {
      key: 'resource',
      title: t('request.column.resource'),
      onCard: 'title',
      cell: (row) => (
        <>
          <Link to="/agreements/$agreementId" params={{ agreementId: row.id }}>
            <b>
              <TitleText of={row.resource} />
            </b>
          </Link>
          <div className="caption">
            <code>{row.number}</code>
          </div>
        </>
      ),
    },
    {
      key: 'parties',
      title: t('request.list.parties'),
      cell: (row) => <DepartmentFlow from={row.requester} to={row.provider} />,
    },
    {
      key: 'purpose',
      title: t('agreement.column.purpose'),
      cell: (row) => (
        <>
          {row.purpose.text}
          <div className="caption">
            {t('agreement.list.scope', { count: row.itemCount })} · {modeWords(t, row.modes)}
          </div>
        </>
      ),
    },
    {
      key: 'term',
      title: t('agreement.list.term'),
      cell: (row) => (
        <span className="nowrap">
          <PlainDate at={row.term.from} /> – <PlainDate at={row.term.to} />
        </span>
      ),
    },
    {
      key: 'state',
      title: t('request.column.state'),
      onCard: 'aside',
      cell: (row) => <AgreementState row={row} />,
    },
  ];
}
