import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { clsx } from 'clsx';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../../design/icon.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { ProgressPanel } from '../../design/progress-panel.tsx';
import type { UploadProgress } from '../../platform/call-server.ts';
import { formatBytes, formatDuration } from '../../platform/formats.ts';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { useBeginImport } from './import-api.ts';
import styles from './imports.module.css';
import { uploadFile } from './upload-file.ts';

interface UploadPanelProps {
  title: ReactNode;
  note: ReactNode;
  resourceId?: string | undefined;
  /** The import whose rejected rows come back. */
  correctionOf?: string | undefined;
  /** One line instead of a field to drop files on. */
  small?: boolean;
}

interface Sending extends UploadProgress {
  name: string;
}

const accepted = '.csv,.txt,.tsv,.xlsx,.parquet,.jsonl,.ndjson,.json';

/** Takes one file, dropped or chosen, sends it, begins its import and goes there. */
export function UploadPanel({ title, note, resourceId, correctionOf, small = false }: UploadPanelProps) {
  const t = useText();
  const { sending, problem, send, cancel } = useUpload({ resourceId, correctionOf });
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !sending) send(file);
  };
  if (sending) return <SendingPanel sending={sending} onCancel={cancel} />;
  return (
    <div
      className={clsx(styles['drop'], small && styles['dropSmall'], isOver && styles['dropOver'])}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={small ? 1.4 : 2} className={styles['dropSign']} />
      <div className={styles['dropText']}>
        <strong>{title}</strong>
        <span>{note}</span>
        <ProblemAlert problem={problem} />
      </div>
      <Button type={small ? 'default' : 'primary'} onClick={() => input.current?.click()}>
        {t('import.upload.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('import.upload.choose')}
        accept={accepted}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) send(file);
        }}
      />
    </div>
  );
}

function SendingPanel({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const t = useText();
  const language = useLanguage();
  const { sentBytes, totalBytes, elapsedMs } = sending;
  const left =
    sentBytes > 0 && elapsedMs > 1500 ? (elapsedMs * (totalBytes - sentBytes)) / sentBytes : undefined;
  const megabytes = (bytes: number) => Math.round((bytes / 1024 ** 2) * 10) / 10;
  return (
    <div className={styles['sending']}>
      <ProgressPanel
        title={t('import.upload.sending', { name: sending.name })}
        state="running"
        done={megabytes(sentBytes)}
        total={megabytes(totalBytes)}
        unit="MB"
        onCancel={onCancel}
      >
        {sentBytes >= totalBytes
          ? t('import.upload.storing')
          : left !== undefined &&
            t('import.upload.left', {
              time: formatDuration(left, language),
              rate: formatBytes((sentBytes / elapsedMs) * 1000),
            })}
      </ProgressPanel>
    </div>
  );
}

function useUpload(order: { resourceId: string | undefined; correctionOf: string | undefined }) {
  const [sending, setSending] = useState<Sending>();
  const [problem, setProblem] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);
  const begin = useBeginImport();
  const navigate = useNavigate();
  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => {
    if (!sending) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [sending]);

  const send = async (file: File) => {
    const control = new AbortController();
    stop.current = control;
    setProblem(undefined);
    const { name } = file;
    setSending({ name, sentBytes: 0, totalBytes: file.size, elapsedMs: 0 });
    try {
      const onProgress = (progress: UploadProgress) => setSending({ name, ...progress });
      const { id } = await uploadFile(file, { onProgress, signal: control.signal });
      const { resourceId, correctionOf } = order;
      const run = await begin.mutateAsync({
        fileId: id,
        ...(resourceId === undefined ? {} : { resourceId }),
        ...(correctionOf === undefined ? {} : { correctionOf }),
      });
      setSending(undefined);
      await navigate({ to: '/imports/$importId', params: { importId: run.id } });
    } catch (thrown) {
      setSending(undefined);
      if (!control.signal.aborted) setProblem(thrown);
    }
  };
  return { sending, problem, send: (file: File) => void send(file), cancel: () => stop.current?.abort() };
}
