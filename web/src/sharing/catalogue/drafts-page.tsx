import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LinkButton } from '../../design/link-button.tsx';
import { DataTable, type Column } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { PageHeader } from '../../design/page-header.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { useTabTitle } from '../../design/tab-title.ts';
import { TitleText } from '../../design/title-text.tsx';
import { formatExact } from '../../platform/formats.ts';
import { currentLanguage, type Text, useText, departmentWord } from '../../platform/i18n.ts';
import { titleIn } from '../../platform/titles.ts';
import { DepartmentName } from '../../design/department-name.tsx';
import { type DraftRow, draftsQuery } from './catalogue-api.ts';

function draftColumns(t: Text): Column<DraftRow>[] {
  return [
    {
      key: 'title',
      title: t('catalogue.field.title'),
      onCard: 'title',
      text: (row) => titleIn(currentLanguage(), row).text,
      cell: (row) => <b>{row.title ? <TitleText of={row} /> : t('catalogue.untitled')}</b>,
    },
    {
      key: 'state',
      title: t('catalogue.field.state'),
      onCard: 'aside',
      text: (row) => t(`catalogue.state.${row.state}`),
      cell: (row) => t(`catalogue.state.${row.state}`),
    },
    {
      key: 'kind',
      title: t('catalogue.field.cause'),
      text: (row) => t(row.intent === 'withdraw' ? 'catalogue.withdraw' : `catalogue.cause.${row.cause}`),
      cell: (row) => t(row.intent === 'withdraw' ? 'catalogue.withdraw' : `catalogue.cause.${row.cause}`),
    },
    {
      key: 'provider',
      title: t('catalogue.field.provider'),
      text: (row) => departmentWord(row.providerName),
      cell: (row) => <DepartmentName department={{ name: row.providerName }} />,
    },
    {
      key: 'share',
      title: t('catalogue.field.shareClass'),
      text: (row) => (row.shareClass ? t(`console.shareClass.${row.shareClass}`) : ''),
      cell: (row) => (row.shareClass ? <ShareClassBadge shareClass={row.shareClass} /> : '—'),
    },
    {
      key: 'items',
      title: t('catalogue.field.items'),
      align: 'end',
      text: (row) => String(row.itemCount),
      cell: (row) => row.itemCount,
    },
    {
      key: 'updated',
      title: t('catalogue.updatedAt'),
      text: (row) => formatExact(row.updatedAt),
      cell: (row) => <DateText at={row.updatedAt} />,
    },
  ];
}

/** Changes under way: of the own department, and for the authority those that wait for its review. */
export function DraftsPage() {
  const t = useText();
  useTabTitle(t('catalogue.drafts.title'));
  const navigate = useNavigate();
  const query = useInfiniteQuery(draftsQuery());
  const open = (row: DraftRow) => {
    const editable = row.state === 'draft' || row.state === 'returned';
    void navigate({
      to: editable ? '/catalogue/$resourceId/compile' : '/catalogue/$resourceId/review',
      params: { resourceId: row.resourceId },
    });
  };
  return (
    <>
      <PageHeader
        crumbs={[
          { label: t('console.nav.catalogue'), to: '/catalogue' },
          { label: t('catalogue.drafts.title') },
        ]}
        title={t('catalogue.drafts.title')}
        actions={
          <LinkButton to="/catalogue/new" color="primary" variant="solid">
            {t('catalogue.new.title')}
          </LinkButton>
        }
      />
      <Sheet flush>
        <DataTable
          {...keysetRows<DraftRow>(query)}
          caption={t('catalogue.drafts.title')}
          columns={draftColumns(t)}
          rowKey={(row) => row.resourceId}
          onRow={open}
          exportName={t('catalogue.drafts.title')}
          empty={<EmptyState title={t('catalogue.drafts.none')}>{t('catalogue.drafts.advice')}</EmptyState>}
        />
      </Sheet>
    </>
  );
}
