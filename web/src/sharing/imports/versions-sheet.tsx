import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { saveList } from '../../design/save-list.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { formatBytes, formatCount } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { empties, EmptyWarning } from './empty-warning.tsx';
import { useVersionAct, type Version, versionsQuery } from './import-api.ts';
import styles from './imports.module.css';

type Asked = { version: Version; act: 'serve' | 'retire' };

/** Versions of an entry's data: the one that is served, those before, and what can be done with them. */
export function VersionsSheet({ resourceId, isOwn = true }: { resourceId: string; isOwn?: boolean }) {
  const t = useText();
  const query = useQuery(versionsQuery(resourceId));
  const canServe = useHasRole('clerk', 'sharingOfficeHead') && isOwn;
  const canRetire = useHasRole('sharingOfficeHead') && isOwn;
  const [asked, setAsked] = useState<Asked>();
  return (
    <Sheet flush title={t('import.versions')} note={t('import.versions.note')}>
      <DataTable
        caption={t('import.versions')}
        onExport={(format) => saveList(`/api/v1/datasets/${resourceId}/versions`, {}, format)}
        columns={columns(t, { resourceId, canServe, canRetire, onAsk: setAsked })}
        rows={(query.data ?? []).filter((version) => version.state !== 'abandoned')}
        rowKey={(version) => version.id}
        loading={query.isPending}
        problem={query.isError ? query.error : undefined}
        onRetry={() => void query.refetch()}
        empty={<EmptyState title={t('import.versions.empty')} />}
      />
      {asked && (
        <VersionDialog
          resourceId={resourceId}
          asked={asked}
          current={query.data?.find(({ state }) => state === 'current')}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Sheet>
  );
}

interface Acts {
  resourceId: string;
  canServe: boolean;
  canRetire: boolean;
  onAsk: (asked: Asked) => void;
}

/** Counted as former, as another version goes on from it: it was never served by itself. */
function isUnserved({ state, switchedAt }: Version): boolean {
  return state === 'former' && switchedAt === null;
}

const readable = new Set(['current', 'former', 'sealed']);

function columns(t: Text, acts: Acts): readonly Column<Version>[] {
  return [
    {
      key: 'number',
      title: t('import.version.number'),
      width: '7rem',
      onCard: 'title',
      cell: (version) => <b>{t('import.version.nth', { number: version.number })}</b>,
    },
    {
      key: 'state',
      title: t('import.column.state'),
      onCard: 'aside',
      cell: (version) => (
        <span className={styles['state']} data-state={version.state}>
          {t(
            isUnserved(version) ? 'import.version.unserved' : `import.version.${version.state as 'current'}`,
          )}
        </span>
      ),
    },
    {
      key: 'rows',
      title: t('import.version.rows'),
      align: 'end',
      cell: (version) => (version.rowCount === null ? '–' : formatCount(version.rowCount)),
    },
    {
      key: 'bytes',
      title: t('import.version.file'),
      align: 'end',
      cell: (version) => (version.byteCount ? formatBytes(version.byteCount) : '–'),
    },
    {
      key: 'at',
      title: t('import.version.switchedAt'),
      cell: (version) => (version.switchedAt === null ? '–' : <DateText at={version.switchedAt} />),
    },
    {
      key: 'retired',
      title: t('import.version.retiredAt'),
      cell: (version) => (version.retiredAt === null ? '–' : <DateText at={version.retiredAt} />),
    },
    {
      key: 'acts',
      title: '',
      align: 'end',
      cell: (version) => <VersionActs version={version} acts={acts} />,
    },
  ];
}

function VersionActs({ version, acts }: { version: Version; acts: Acts }) {
  const t = useText();
  const isFormer = version.state === 'former';
  return (
    <span className={styles['acts']}>
      {acts.canServe && readable.has(version.state) && (
        <Link
          to="/imports/data/$resourceId"
          params={{ resourceId: acts.resourceId }}
          search={{ version: version.id }}
        >
          {t('import.version.look')}
        </Link>
      )}
      {acts.canServe && isFormer && (
        <Button size="small" onClick={() => acts.onAsk({ version, act: 'serve' })}>
          {t(isUnserved(version) ? 'import.version.serveFirst' : 'import.version.serve')}
        </Button>
      )}
      {acts.canRetire && isFormer && (
        <Button size="small" onClick={() => acts.onAsk({ version, act: 'retire' })}>
          {t('import.version.retire')}
        </Button>
      )}
    </span>
  );
}

interface VersionDialogProps {
  resourceId: string;
  asked: Asked;
  current: Version | undefined;
  onClose: () => void;
}

function VersionDialog({ resourceId, asked: { version, act }, current, onClose }: VersionDialogProps) {
  const t = useText();
  const doing = useVersionAct(resourceId);
  const isEmptying = act === 'serve' && empties(version, current);
  const [isMeant, setMeant] = useState(false);
  const confirmed = isEmptying ? { confirmEmpty: true } : {};
  const words = act === 'serve' && isUnserved(version) ? 'serveFirst' : act;
  return (
    <Dialog
      title={t(`import.version.${words}.title`, { number: version.number })}
      okText={t(`import.version.${words}`)}
      okButtonProps={{ danger: act === 'retire' || isEmptying, disabled: isEmptying && !isMeant }}
      cancelText={t('import.back')}
      confirmLoading={doing.isPending}
      onCancel={onClose}
      onOk={() => doing.mutate({ versionId: version.id, act, ...confirmed }, { onSuccess: onClose })}
    >
      <p>{t(`import.version.${act}.note`, { rows: formatCount(version.rowCount ?? 0) })}</p>
      {isEmptying && <EmptyWarning isMeant={isMeant} onChange={setMeant} />}
      <ProblemAlert problem={doing.error} />
    </Dialog>
  );
}
