import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { PageHeader } from '../../design/page-header.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { formatBytes, formatCount, formatShare } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { type ImportRow, importsQuery } from './import-api.ts';
import { runTitle } from './import-words.ts';
import { ImportState } from './import-state.tsx';
import styles from './imports.module.css';
import { UploadPanel } from './upload-panel.tsx';

const route = getRouteApi('/console/imports');

/** Imports of the department, newest first; a file dropped here begins one. */
export function ImportsPage() {
  const t = useText();
  const { resource } = route.useSearch();
  const navigate = useNavigate();
  const query = useInfiniteQuery(importsQuery(resource));
  const canImport = useHasRole('clerk', 'sharingOfficeHead');
  return (
    <>
      <PageHeader title={t('console.nav.imports')} note={t('import.list.note')} />
      {canImport && (
        <UploadPanel
          title={t('import.upload.drop')}
          note={t('import.upload.formats')}
          resourceId={resource}
        />
      )}
      <Sheet flush>
        <DataTable
          caption={t('console.nav.imports')}
          columns={columns(t)}
          rowKey={(row: ImportRow) => row.id}
          onRow={(row) => void navigate({ to: '/imports/$importId', params: { importId: row.id } })}
          exportName={t('console.nav.imports')}
          toolbar={
            resource && (
              <Link to="/imports" search={{}}>
                {t('import.list.all')}
              </Link>
            )
          }
          empty={
            <EmptyState title={t('import.list.empty')}>{canImport && t('import.list.empty.note')}</EmptyState>
          }
          {...keysetRows(query)}
        />
      </Sheet>
    </>
  );
}

function columns(t: Text): readonly Column<ImportRow>[] {
  return [
    {
      key: 'file',
      title: t('import.column.file'),
      onCard: 'title',
      text: (row) => row.fileName,
      cell: (row) => (
        <>
          <Link to="/imports/$importId" params={{ importId: row.id }}>
            <b>{row.fileName}</b>
          </Link>
          <div className="caption">
            {formatBytes(row.fileBytes)}
            {row.mode === 'append' && ` · ${t('import.mode.append.short')}`}
          </div>
        </>
      ),
    },
    {
      key: 'resource',
      title: t('import.column.resource'),
      text: (row) => runTitle(row) ?? '',
      cell: (row) =>
        row.resourceId === null ? (
          <span className="caption">{t('import.target.none')}</span>
        ) : (
          <Link to="/imports/data/$resourceId" params={{ resourceId: row.resourceId }}>
            {runTitle(row) ?? t('import.target.untitled')}
          </Link>
        ),
    },
    {
      key: 'state',
      title: t('import.column.state'),
      width: '14rem',
      text: (row) => t(`import.state.${row.state}`),
      cell: (row) => <ImportState run={row} />,
    },
    {
      key: 'rows',
      title: t('import.column.rows'),
      align: 'end',
      width: '8rem',
      text: (row) => String(row.rows?.loaded ?? ''),
      cell: (row) => (row.rows ? formatCount(row.rows.loaded) : '–'),
    },
    {
      key: 'rejected',
      title: t('import.column.rejected'),
      align: 'end',
      width: '9rem',
      text: (row) => String(row.rows?.rejected ?? ''),
      cell: (row) =>
        row.rows ? (
          <>
            {formatCount(row.rows.rejected)}{' '}
            <span className={styles['quiet']}>
              {formatShare(row.rows.read === 0 ? 0 : row.rows.rejected / row.rows.read)}
            </span>
          </>
        ) : (
          '–'
        ),
    },
    {
      key: 'at',
      title: t('import.column.at'),
      width: '7rem',
      onCard: 'aside',
      text: (row) => row.createdAt,
      cell: (row) => <DateText at={row.createdAt} />,
    },
  ];
}
