import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { LinkButton } from '../../design/link-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { PageHeader } from '../../design/page-header.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { EmptyState, LoadingState } from '../../design/states.tsx';
import { formatCount } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { importsQuery, rowsQuery, versionsQuery } from './import-api.ts';
import { runTitle } from './import-words.ts';
import { ValueTable } from './preview-sheet.tsx';
import { VersionsSheet } from './versions-sheet.tsx';

const route = getRouteApi('/console/imports/data/$resourceId');

/** The data of an entry: its versions, and a look at the rows of one of them. */
export function DataPage() {
  const t = useText();
  const { resourceId } = route.useParams();
  const { version: asked } = route.useSearch();
  const versions = useQuery(versionsQuery(resourceId));
  const imports = useInfiniteQuery(importsQuery(resourceId));
  const canImport = useHasRole('clerk', 'sharingOfficeHead');
  const named = imports.data?.pages[0]?.items.find((run) => run.resourceTitle !== null);
  const title = named && runTitle(named);
  const shown = asked ?? versions.data?.find((version) => version.state === 'current')?.id;
  return (
    <>
      <PageHeader
        title={title ?? t('import.data')}
        crumbs={[{ label: t('console.nav.imports'), to: '/imports' }, { label: t('import.data') }]}
        actions={
          canImport && (
            <LinkButton
              to="/imports"
              search={{ resource: resourceId }}
              color="primary"
              variant="solid"
              icon={<Icon name="import" />}
            >
              {t('import.data.import')}
            </LinkButton>
          )
        }
      />
      <VersionsSheet resourceId={resourceId} />
      {canImport && shown !== undefined && <RowsSheet resourceId={resourceId} versionId={shown} />}
    </>
  );
}

function RowsSheet({ resourceId, versionId }: { resourceId: string; versionId: string }) {
  const t = useText();
  const query = useInfiniteQuery(rowsQuery(resourceId, versionId));
  if (query.isPending) return <LoadingState rows={6} />;
  if (query.isLoadingError) return <FailurePage problem={query.error} onRetry={() => void query.refetch()} />;
  const first = query.data.pages[0];
  if (!first) return null;
  const { rows, hasMore, onMore, loadingMore } = keysetRows(query);
  return (
    <Sheet
      flush
      title={t('import.data.rows', { number: first.number })}
      note={t('import.data.rows.note', {
        shown: formatCount(rows.length),
        rows: formatCount(first.rowCount),
      })}
    >
      {rows.length === 0 ? (
        <EmptyState title={t('import.data.noRows')} />
      ) : (
        <ValueTable
          caption={t('import.data.rows', { number: first.number })}
          names={first.columns.map((column) => column.item)}
          rows={rows.map((row) => row.values)}
        />
      )}
      {hasMore && (
        <p style={{ padding: '0.625rem var(--sheet-edge)' }}>
          <Button onClick={onMore} loading={loadingMore}>
            {t('console.table.more')}
          </Button>
        </p>
      )}
    </Sheet>
  );
}
