import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { DepartmentFlow, DepartmentName } from '../../design/department-name.tsx';
import { DraftNote, useDraft } from '../../design/drafts.tsx';
import { Facts } from '../../design/facts.tsx';
import { Icon } from '../../design/icon.tsx';
import { keysetPaging, keysetRows } from '../../design/keyset-rows.ts';
import { LimitedArea, LimitedInput } from '../../design/limited-text.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { answer, api } from '../../platform/api.ts';
import { beijingDay } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { isTooLong } from '../../platform/letters.ts';
import { isRefused } from '../../platform/problem.ts';
import { useHasRole } from '../../platform/session.ts';
import { TitleText } from '../../design/title-text.tsx';
import { DemandActs } from './demand-acts.tsx';
import { type DemandRow, forgetStanding } from './request-api.ts';
import requestStyles from './request-page.module.css';
import styles from './statement-form.module.css';

const route = getRouteApi('/console/requests/demands');

/** Data that departments need and find in no entry, and reviews of withheld ones. */
export function DemandsPage() {
  const t = useText();
  const { demand } = route.useSearch();
  const [registering, setRegistering] = useState(false);
  const canRegister = useHasRole('clerk', 'sharingOfficeHead');
  const query = useInfiniteQuery({
    ...keysetPaging,
    queryKey: ['demands', 'list'],
    queryFn: ({ pageParam, signal }) => {
      const page = pageParam === undefined ? {} : { cursor: pageParam };
      return answer(api.GET('/api/v1/demands', { params: { query: page }, signal }));
    },
  });
  if (isRefused(query.error)) return <FailurePage problem={query.error} />;
  return (
    <>
      <PageHeader
        title={t('demand.title')}
        crumbs={[{ label: t('console.nav.requests'), to: '/requests' }, { label: t('demand.title') }]}
        note={t('demand.note')}
        actions={
          canRegister && (
            <Button type="primary" icon={<Icon name="plus" />} onClick={() => setRegistering(true)}>
              {t('demand.register')}
            </Button>
          )
        }
      />
      <Sheet flush title={t('demand.list')}>
        <DataTable
          caption={t('demand.list')}
          columns={columns(t)}
          rowKey={(row: DemandRow) => row.id}
          selectedKey={demand}
          exportName="demands"
          empty={<EmptyState title={t('demand.empty')}>{t('demand.empty.note')}</EmptyState>}
          {...keysetRows(query)}
        />
      </Sheet>
      <Reviews />
      {registering && <RegisterDialog onClose={() => setRegistering(false)} />}
    </>
  );
}

function columns(t: Text): readonly Column<DemandRow>[] {
  return [
    {
      key: 'title',
      title: t('demand.column.title'),
      onCard: 'title',
      text: (row) => row.title,
      cell: (row) => (
        <>
          <b>{row.title}</b>
          <div className="caption lines">{row.description}</div>
        </>
      ),
    },
    {
      key: 'basis',
      title: t('request.statement.basis'),
      text: (row) => row.legalBasis,
      cell: (row) => <span className="serif">{row.legalBasis}</span>,
    },
    {
      key: 'parties',
      title: t('request.list.parties'),
      text: (row) => `${row.requester.name} → ${row.provider?.name ?? ''}`,
      cell: (row) =>
        row.provider ? (
          <DepartmentFlow from={row.requester} to={row.provider} />
        ) : (
          <DepartmentName department={row.requester} />
        ),
    },
    {
      key: 'state',
      title: t('request.column.state'),
      onCard: 'aside',
      text: (row) => t(`demand.state.${row.state}`),
      cell: (row) => (
        <>
          {t(`demand.state.${row.state}`)}
          {row.note && <div className="caption lines">{row.note}</div>}
        </>
      ),
    },
    {
      key: 'since',
      title: t('demand.column.since'),
      text: (row) => beijingDay(row.createdAt),
      cell: (row) => <DateText at={row.createdAt} kind="short" />,
    },
    { key: 'acts', title: t('demand.column.acts'), cell: (row) => <DemandActs demand={row} /> },
  ];
}

function Reviews() {
  const t = useText();
  const query = useInfiniteQuery({
    queryKey: ['basis-reviews'],
    queryFn: ({ signal, pageParam: cursor }) =>
      answer(api.GET('/api/v1/basis-reviews', { params: { query: cursor ? { cursor } : {} }, signal })),
    ...keysetPaging,
  });
  const { rows, hasMore, loadingMore, onMore } = keysetRows(query);
  if (rows.length === 0) return null;
  return (
    <Sheet title={t('basis.title')}>
      {rows.map((review) => (
        <Facts
          key={review.id}
          facts={[
            {
              label: (
                <b>
                  <TitleText of={review.resource} />
                </b>
              ),
              value: <span className="serif">{review.basis}</span>,
              aside: t(`basis.state.${review.state}`),
            },
            {
              label: <DepartmentName department={review.requester} />,
              value: <span className="lines">{review.reason}</span>,
            },
            ...(review.finding
              ? [
                  {
                    label: review.decidedByName,
                    value: <span className="serif lines">{review.finding}</span>,
                  },
                ]
              : []),
          ]}
        />
      ))}
      {hasMore && (
        <Button onClick={onMore} loading={loadingMore}>
          {t('console.table.more')}
        </Button>
      )}
    </Sheet>
  );
}

const blank = { title: '', description: '', legalBasis: '', items: [] as string[] };

function RegisterDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const queryClient = useQueryClient();
  const draft = useDraft('demand.new', blank);
  const { title, description, legalBasis, items } = draft.value;
  const set = (patch: Partial<typeof blank>) => draft.setValue({ ...draft.value, ...patch });
  const register = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/demands', { body: { title, description, legalBasis, items } })),
    onSuccess: async () => {
      draft.clear();
      onClose();
      await forgetStanding(queryClient);
    },
  });
  const enough = title.trim().length >= 2 && description.trim().length >= 10 && legalBasis.trim().length >= 2;
  const fits = !isTooLong(title, 100) && !isTooLong(description, 2000) && !isTooLong(legalBasis, 400);
  return (
    <Dialog
      title={t('demand.register')}
      onCancel={onClose}
      footer={
        <div className={requestStyles['remarkFoot']}>
          <DraftNote draft={draft} />
          <Button onClick={onClose}>{t('request.dialog.back')}</Button>
          <Button
            type="primary"
            disabled={!enough || !fits}
            loading={register.isPending}
            onClick={() => register.mutate()}
          >
            {t('demand.register')}
          </Button>
        </div>
      }
    >
      <ProblemAlert
        problem={register.error}
        fieldLabels={{
          '/title': t('demand.column.title'),
          '/description': t('demand.description'),
          '/legalBasis': t('request.statement.basis'),
          '/items': t('demand.items'),
        }}
      />
      <div className={styles['form']}>
        <label htmlFor="demand-title">
          {t('demand.column.title')}
          <LimitedInput
            id="demand-title"
            value={title}
            most={100}
            onChange={(event) => set({ title: event.target.value })}
          />
        </label>
        <label htmlFor="demand-description">
          {t('demand.description')}
          <LimitedArea
            id="demand-description"
            autoSize={{ minRows: 3 }}
            most={2000}
            value={description}
            onChange={(event) => set({ description: event.target.value })}
          />
        </label>
        <label htmlFor="demand-basis">
          {t('request.statement.basis')}
          <LimitedInput
            id="demand-basis"
            value={legalBasis}
            most={400}
            onChange={(event) => set({ legalBasis: event.target.value })}
          />
        </label>
        <label htmlFor="demand-items">
          {t('demand.items')}
          <Select
            id="demand-items"
            mode="tags"
            style={{ width: '100%' }}
            value={items}
            onChange={(next) => set({ items: next })}
            open={false}
            suffixIcon={null}
          />
        </label>
      </div>
    </Dialog>
  );
}
