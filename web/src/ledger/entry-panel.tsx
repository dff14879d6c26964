import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { DateText } from '../design/date-text.tsx';
import { FileButton } from '../design/file-button.tsx';
import { Facts } from '../design/facts.tsx';
import { HashText } from '../design/hash-text.tsx';
import { Icon } from '../design/icon.tsx';
import { FailureState, LoadingState } from '../design/states.tsx';
import { saveText } from '../design/save-file.ts';
import { SidePanel, SidePart } from '../design/work-page.tsx';
import { formatCount } from '../platform/formats.ts';
import { useText } from '../platform/i18n.ts';
import { ActingDepartment } from './acting-department.tsx';
import { kindWords, subjectHref, subjectWords } from './entry-words.ts';
import { ExaminationView } from './examination-view.tsx';
import { entryQuery, type LedgerEntry, logHeadQuery, receiptQuery } from './ledger-queries.ts';
import { PayloadView } from './payload-view.tsx';
import styles from './ledger-page.module.css';

/** One entry: what is public, what this reader may open, and its proof, checked here in the browser. */
export function EntryPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const entry = useQuery(entryQuery(id));
  return (
    <SidePanel label={t('ledger.entry')} foot={entry.data && <ReceiptActions id={id} onClose={onClose} />}>
      {entry.isPending && <LoadingState shape="text" rows={8} />}
      {entry.isError && <FailureState problem={entry.error} onRetry={() => void entry.refetch()} />}
      {entry.data && <EntryBody entry={entry.data} />}
    </SidePanel>
  );
}

function EntryBody({ entry }: { entry: LedgerEntry }) {
  const t = useText();
  return (
    <>
      <SidePart>
        <p className="caption">
          {entry.index === null
            ? t('console.receipt.sequencing')
            : t('ledger.entry.number', { index: formatCount(entry.index) })}
        </p>
        <h2 className={styles['entryTitle']}>{kindWords(t, entry.kind)}</h2>
        <Facts
          plain
          labelWidth="5rem"
          facts={[
            { label: t('ledger.column.at'), value: <DateText at={entry.at} kind="exact" /> },
            {
              label: t('ledger.column.department'),
              value: <ActingDepartment creditCode={entry.department} full />,
            },
            { label: t('ledger.entry.kind'), value: <code className={styles['code']}>{entry.kind}</code> },
            {
              label: t('ledger.column.hash'),
              value: entry.leafHash === null ? '–' : <HashText hash={entry.leafHash} />,
            },
            { label: t('ledger.column.id'), value: <code className={styles['code']}>{entry.id}</code> },
          ]}
        />
      </SidePart>
      <SidePart title={t('ledger.opening')} note={t('ledger.opening.note')}>
        <Opening entry={entry} />
      </SidePart>
      <SidePart title={t('ledger.proof')} note={t('ledger.proof.note')}>
        {entry.index === null ? <p>{t('ledger.proof.waits')}</p> : <Proof id={entry.id} />}
      </SidePart>
    </>
  );
}

function Opening({ entry }: { entry: LedgerEntry }) {
  const t = useText();
  if (entry.opened === null) return <p>{t('ledger.opening.closed')}</p>;
  const { subject } = entry.opened;
  const href = subjectHref(subject);
  return (
    <>
      <p className={styles['subject']}>
        {t('ledger.opening.subject')}{' '}
        {href ? (
          <Link to={href} title={subject}>
            {subjectWords(t, subject)}
          </Link>
        ) : (
          <span title={subject}>{subjectWords(t, subject)}</span>
        )}
        {' · '}
        <Link to="/ledger" search={{ subject, receipt: entry.id }}>
          {t('ledger.opening.sameSubject')}
        </Link>
      </p>
      <PayloadView payload={entry.opened.payload} kind={entry.kind} />
    </>
  );
}

function Proof({ id }: { id: string }) {
  const receipt = useQuery(receiptQuery(id));
  const head = useQuery(logHeadQuery);
  if (receipt.isError) return <FailureState problem={receipt.error} onRetry={() => void receipt.refetch()} />;
  if (!receipt.data || !head.data) return <LoadingState shape="text" rows={4} />;
  return <ExaminationView receipt={receipt.data} verifierKeys={head.data.verifierKeys} compact />;
}

function ReceiptActions({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const receipt = useQuery(receiptQuery(id));
  return (
    <div className={styles['panelActions']}>
      <Button
        type="primary"
        icon={<Icon name="download" />}
        disabled={!receipt.data}
        onClick={() => receipt.data && saveText(`${id}.tlog-proof`, receipt.data)}
      >
        {t('ledger.receipt.download')}
      </Button>
      <FileButton paths={[`/api/v1/ledger/receipts/${id}?closed=true`]}>
        {t('ledger.receipt.closed')}
      </FileButton>
      <Button type="text" className={styles['close'] ?? ''} onClick={onClose}>
        {t('ledger.panel.close')}
      </Button>
    </div>
  );
}
