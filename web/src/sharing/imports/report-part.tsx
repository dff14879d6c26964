import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { FileButton } from '../../design/file-button.tsx';
import { FigureRow } from '../../design/figure-card.tsx';
import { Finding } from '../../design/finding.tsx';
import { Icon } from '../../design/icon.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { formatCount, formatDuration, formatShare } from '../../platform/formats.ts';
import { type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { ChangesSheet } from './changes-sheet.tsx';
import { DefectsSheet } from './defects-sheet.tsx';
import { type ImportView, type Report, useOwnEntry, versionsQuery } from './import-api.ts';
import { entryTitle } from './import-words.ts';
import styles from './imports.module.css';
import { Discard } from './loading-part.tsx';
import { ProfileView } from './profile-view.tsx';
import { SwitchDialog } from './switch-dialog.tsx';
import { UploadPanel } from './upload-panel.tsx';
import { VersionsSheet } from './versions-sheet.tsx';

/** What a load found, the rows that went back, and the switch. */
export function ReportPart({ run }: { run: ImportView }) {
  const { report, resourceId } = run;
  const canAct = useHasRole('clerk', 'sharingOfficeHead');
  if (report === null) return null;
  return (
    <div className={styles['stack']}>
      {resourceId !== null && <NextStep resourceId={resourceId} run={run} />}
      <Figures run={run} report={report} />
      {run.hasRejects && <Rejects run={run} report={report} />}
      <DefectsSheet run={run} />
      <ChangesSheet report={report} />
      <Profiles report={report} />
      {resourceId !== null && <VersionsSheet resourceId={resourceId} />}
      {run.state === 'loaded' && canAct && <SwitchBar run={run} report={report} />}
    </div>
  );
}

/** Rows alone are found by nobody: an entry that is not announced yet is completed next. */
function NextStep({ resourceId, run }: { resourceId: string; run: ImportView }) {
  const t = useText();
  const entry = useOwnEntry(resourceId);
  if (!entry || entry.announced) return null;
  return (
    <Finding
      title={t('import.next.unannounced', { title: entryTitle(entry, run) ?? '' })}
      action={
        <Link to="/catalogue/$resourceId/compile" params={{ resourceId }}>
          {t('import.target.complete')}
        </Link>
      }
    >
      {t('import.next.unannounced.note')}
    </Finding>
  );
}

function Figures({ run, report }: { run: ImportView; report: Report }) {
  const t = useText();
  const language = useLanguage();
  const tookMs =
    run.startedAt !== null && run.finishedAt !== null
      ? Date.parse(run.finishedAt) - Date.parse(run.startedAt)
      : 0;
  const share = report.rowsRead === 0 ? 0 : report.rowsRejected / report.rowsRead;
  const perSecond = report.rowsRead / Math.max(0.001, tookMs / 1000);
  return (
    <FigureRow
      figures={[
        {
          label: t('import.figure.read'),
          value: formatCount(report.rowsRead),
          unit: t('import.unit.rows'),
          footStart: t('import.figure.blank', { count: formatCount(report.blankRows) }),
        },
        {
          label: t('import.figure.loaded'),
          value: formatCount(report.rowsLoaded),
          unit: t('import.unit.rows'),
          meter: { value: report.rowsLoaded, max: Math.max(1, report.rowsRead) },
          footStart: formatShare(1 - share),
        },
        {
          label: t('import.figure.rejected'),
          value: formatCount(report.rowsRejected),
          unit: t('import.unit.rows'),
          meter: { value: report.rowsRejected, max: Math.max(1, report.rowsRead) },
          footStart: formatShare(share),
        },
        {
          label: t('import.figure.took'),
          value: formatDuration(Math.max(1000, tookMs), language),
          footStart: t('import.figure.rate', { rate: formatCount(Math.round(perSecond)) }),
        },
      ]}
    />
  );
}

/** Rows to be corrected: out as a file, in as a file. */
function Rejects({ run, report }: { run: ImportView; report: Report }) {
  const t = useText();
  const canAct = useHasRole('clerk', 'sharingOfficeHead');
  if (!canAct) return null;
  return (
    <Sheet
      title={t('import.rejects', { count: formatCount(report.rowsRejected) })}
      note={t('import.rejects.note')}
    >
      <ol className={styles['rejects']}>
        <li>
          <span>{t('import.rejects.download.note')}</span>
          <FileButton paths={[`/api/v1/imports/${run.id}/rejects.csv`]} icon={<Icon name="download" />}>
            {t('import.rejects.download')}
          </FileButton>
        </li>
        <li>
          <UploadPanel
            small
            title={t('import.rejects.send')}
            note={t('import.rejects.send.note')}
            resourceId={run.resourceId ?? undefined}
            correctionOf={run.id}
          />
        </li>
      </ol>
    </Sheet>
  );
}

function Profiles({ report }: { report: Report }) {
  const t = useText();
  const [open, setOpen] = useState<string>();
  return (
    <Sheet title={t('import.profiles')} note={t('import.profiles.note')}>
      <div className={styles['chips']} role="group" aria-label={t('import.profiles')}>
        {report.columns.map(({ source, target, type }) => (
          <button
            key={source}
            type="button"
            className={styles['chip']}
            aria-expanded={open === source}
            onClick={() => setOpen(open === source ? undefined : source)}
          >
            {target} <span className={styles['quiet']}>{typeWord(t, type)}</span>
          </button>
        ))}
      </div>
      {report.columns
        .filter((column) => column.source === open)
        .map((column) => (
          <ProfileView key={column.source} profile={column.profile} type={column.type as never} />
        ))}
    </Sheet>
  );
}

function typeWord(t: Text, type: string): string {
  return t(`import.type.${type as 'text'}`);
}

function SwitchBar({ run, report }: { run: ImportView; report: Report }) {
  const t = useText();
  const [asks, setAsks] = useState(false);
  const versions = useQuery({ ...versionsQuery(run.resourceId ?? ''), enabled: run.resourceId !== null });
  const version = versions.data?.find((one) => one.id === run.datasetVersionId);
  const current = versions.data?.find((one) => one.state === 'current');
  return (
    <div className={styles['bar']}>
      <p className={styles['barNote']}>
        {report.rowsRejected > 0
          ? t('import.switch.withRejects', { count: formatCount(report.rowsRejected) })
          : t('import.switch.ready')}
        {run.resourceId !== null && version && (
          <>
            {' '}
            <Link
              to="/imports/data/$resourceId"
              params={{ resourceId: run.resourceId }}
              search={{ version: version.id }}
            >
              {t('import.switch.look')}
            </Link>
          </>
        )}
      </p>
      <Discard run={run} />
      <Button type="primary" onClick={() => setAsks(true)}>
        {t('import.switch')}
      </Button>
      {asks && <SwitchDialog run={run} version={version} current={current} onClose={() => setAsks(false)} />}
    </div>
  );
}
