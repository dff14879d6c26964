import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Facts } from '../../design/facts.tsx';
import { Finding } from '../../design/finding.tsx';
import { LawText } from '../../design/law-text.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { LoadingState } from '../../design/states.tsx';
import { answer, api } from '../../platform/api.ts';
import { useText, departmentWord, useLanguage } from '../../platform/i18n.ts';
import { useSession } from '../../platform/session.ts';
import { titleIn } from '../../platform/titles.ts';
import { DepartmentName } from '../../design/department-name.tsx';
import { BasisReviewForm } from './basis-review-form.tsx';
import { EntryPicker } from './entry-picker.tsx';
import { requestsQuery } from './list-query.ts';
import { type CatalogueEntry, entryQuery } from './request-api.ts';
import styles from './statement-form.module.css';

const route = getRouteApi('/console/requests/new');

/** Begins an application: which entry, from scratch or from an earlier one. */
export function NewRequestPage() {
  const t = useText();
  const { resource, copy } = route.useSearch();
  return (
    <>
      <PageHeader
        title={t('request.new.title')}
        crumbs={[{ label: t('console.nav.requests'), to: '/requests' }, { label: t('request.new.title') }]}
        note={t('request.new.note')}
      />
      <div className={styles['form']}>
        <ResourceSheet resource={resource} />
        {resource && <StartSheet key={resource} resourceId={resource} copy={copy} />}
      </div>
    </>
  );
}

function ResourceSheet({ resource }: { resource: string | undefined }) {
  const t = useText();
  const navigate = useNavigate();
  const language = useLanguage();
  const chosen = useQuery({ ...entryQuery(resource ?? ''), enabled: resource !== undefined });
  const content = chosen.data?.version?.content;
  return (
    <Sheet title={t('request.new.resource')} note={<Link to="/catalogue">{t('request.new.catalogue')}</Link>}>
      <EntryPicker
        value={resource}
        title={content && titleIn(language, content).text}
        onChange={(id) => void navigate({ to: '/requests/new', search: { resource: id }, replace: true })}
      />
      <p className="caption">
        {t('request.new.missing')} <Link to="/requests/demands">{t('request.new.missing.register')}</Link>
      </p>
    </Sheet>
  );
}

function StartSheet({ resourceId, copy }: { resourceId: string; copy: string | undefined }) {
  const entry = useQuery(entryQuery(resourceId));
  const { department } = useSession();
  const t = useText();
  if (entry.isPending) return <LoadingState rows={3} />;
  if (entry.isLoadingError) return <FailurePage problem={entry.error} onRetry={() => void entry.refetch()} />;
  if (entry.data.version?.content.shareClass === 'withheld') return <Withheld entry={entry.data} />;
  if (entry.data.provider.id === department.id) return <Finding title={t('request.new.own')} />;
  return <Start entry={entry.data} copy={copy} />;
}

function Start({ entry, copy }: { entry: CatalogueEntry; copy: string | undefined }) {
  const t = useText();
  const navigate = useNavigate();
  const language = useLanguage();
  const [from, setFrom] = useState(copy);
  const earlier = useInfiniteQuery(requestsQuery({ side: 'outgoing' }));
  const rows = earlier.data?.pages.flatMap((page) => page.items) ?? [];
  const start = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/requests', { body: { resourceId: entry.id, ...(from ? { copyFrom: from } : {}) } }),
      ),
    onSuccess: (draft) => navigate({ to: '/requests/$requestId/edit', params: { requestId: draft.id } }),
  });
  return (
    <Sheet title={t('request.new.start')}>
      <ProblemAlert problem={start.error} />
      <EntryFacts entry={entry} />
      <label htmlFor="copy-from">
        {t('request.new.copy')}
        <Select
          id="copy-from"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: '100%' }}
          value={from ?? null}
          placeholder={t('request.new.blank')}
          onChange={(id: string | null) => setFrom(id ?? undefined)}
          options={rows.map((row) => ({
            value: row.id,
            label: [row.number, titleIn(language, row.resource).text, departmentWord(row.provider.name)]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      </label>
      <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
        {t('request.new.begin')}
      </Button>
    </Sheet>
  );
}

function EntryFacts({ entry }: { entry: CatalogueEntry }) {
  const t = useText();
  const content = entry.version?.content;
  if (!content) return null;
  const { conditions } = content;
  return (
    <Facts
      facts={[
        { label: t('request.column.provider'), value: <DepartmentName department={entry.provider} full /> },
        {
          label: t('request.column.shareClass'),
          value: content.shareClass && <ShareClassBadge shareClass={content.shareClass} />,
          aside: t(
            content.shareClass === 'unconditional'
              ? 'request.new.days.unconditional'
              : 'request.new.days.conditional',
          ),
        },
        { label: t('request.new.summary'), value: <span className="lines">{content.summary}</span> },
        ...(conditions
          ? [
              { label: t('request.new.conditions.scope'), value: conditions.scope },
              {
                label: t('request.new.conditions.purposes'),
                value: conditions.purposes.join(t('request.list.comma')),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Withheld data stays visible with its basis; only the basis can be put to review. */
function Withheld({ entry }: { entry: CatalogueEntry }) {
  const t = useText();
  const withheld = entry.version?.content.withheld;
  return (
    <Sheet title={t('request.new.withheld')} note={<ShareClassBadge shareClass="withheld" />}>
      {withheld && (
        <Facts
          facts={[
            {
              label: t('request.statement.basis'),
              value: <LawText title={withheld.law} article={withheld.article} />,
            },
            { label: t('field.reason'), value: withheld.reason },
          ]}
        />
      )}
      <BasisReviewForm resourceId={entry.id} />
    </Sheet>
  );
}
