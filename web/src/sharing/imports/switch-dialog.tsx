import { useState } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { Facts } from '../../design/facts.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { formatCount } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { empties, EmptyWarning } from './empty-warning.tsx';
import { type ImportView, useOwnEntry, useSwitch, type Version } from './import-api.ts';
import { entryTitle } from './import-words.ts';
import styles from './imports.module.css';

interface SwitchDialogProps {
  run: ImportView;
  version: Version | undefined;
  current: Version | undefined;
  onClose: () => void;
}

/** Says what the switch does, with the figures of both versions, before it is done. */
export function SwitchDialog({ run, version, current, onClose }: SwitchDialogProps) {
  const t = useText();
  const step = useSwitch(run.id);
  const entry = useOwnEntry(run.resourceId);
  const isEmptying = empties(version, current);
  const [isMeant, setMeant] = useState(false);
  return (
    <Dialog
      title={t('import.switch.title', { title: entryTitle(entry, run) ?? run.fileName })}
      okText={t('import.switch')}
      cancelText={t('import.back')}
      okButtonProps={{ disabled: isEmptying && !isMeant, danger: isEmptying }}
      confirmLoading={step.isPending}
      onCancel={onClose}
      onOk={() => step.mutate(isEmptying ? { confirmEmpty: true } : {}, { onSuccess: onClose })}
    >
      <Facts
        facts={[
          { label: t('import.switch.now'), value: versionLine(t, current) },
          {
            label: t('import.switch.then'),
            value: versionLine(t, version),
            aside: change(t, version, current),
          },
        ]}
      />
      <ul className={styles['consequences']}>
        <li>{t(entry?.announced === false ? 'import.switch.unannounced' : 'import.switch.atOnce')}</li>
        <li>{t(current ? 'import.switch.former' : 'import.switch.first')}</li>
        <li>{t('import.switch.recorded')}</li>
      </ul>
      {isEmptying && <EmptyWarning isMeant={isMeant} onChange={setMeant} />}
      <ProblemAlert problem={step.error} />
    </Dialog>
  );
}

function versionLine(t: Text, version: Version | undefined): string {
  if (!version) return t('import.version.none');
  return t('import.version.line', { number: version.number, rows: formatCount(version.rowCount ?? 0) });
}

function change(t: Text, version: Version | undefined, current: Version | undefined): string | undefined {
  if (!version || !current) return undefined;
  const more = (version.rowCount ?? 0) - (current.rowCount ?? 0);
  if (more === 0) return t('import.switch.same');
  return t(more > 0 ? 'import.switch.more' : 'import.switch.fewer', { count: formatCount(Math.abs(more)) });
}
