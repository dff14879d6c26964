import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { RuleLink } from '../../design/article-link.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Icon } from '../../design/icon.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { saveBlob } from '../../design/save-file.ts';
import { saveList } from '../../design/save-list.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { rawCall } from '../../platform/api.ts';
import { formatBytes, formatCount } from '../../platform/formats.ts';
import { type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { batchFailure } from './batch-failure.ts';
import { BreakableCode } from './breakable-code.tsx';
import styles from './exchange.module.css';
import { type BatchRow, batchesQuery } from './exchange-queries.ts';

/** Above this the browser is the wrong tool; the SDK streams. */
const MOST_BROWSER_BYTES = 512 * 1024 * 1024;

interface BatchListProps {
  agreementId: string;
  purpose: string;
  mayFetch: boolean;
}

/** Ordered files under the agreement. Fetching one is the disclosure: purpose stated, recorded before the first byte. */
export function BatchList({ agreementId, purpose, mayFetch }: BatchListProps) {
  const t = useText();
  const batches = useQuery(batchesQuery(agreementId));
  const queryClient = useQueryClient();
  const fetchFile = useMutation({
    mutationFn: (batch: BatchRow) => saveBatch(agreementId, batch, purpose),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['exchange', 'guide', agreementId] }),
  });
  return (
    <Sheet title={t('exchange.batches')} note={t('exchange.batches.note')} flush>
      <ProblemAlert problem={fetchFile.error} />
      <DataTable
        caption={t('exchange.batches')}
        onExport={(format) => saveList(`/api/v1/exchange/agreements/${agreementId}/batches`, {}, format)}
        dense
        loading={batches.isPending}
        problem={batches.error ?? undefined}
        rows={batches.data ?? []}
        rowKey={(batch) => batch.id}
        empty={<EmptyState title={t('exchange.batches.empty')} />}
        columns={batchColumns(t, {
          mayFetch,
          fetching: fetchFile.isPending ? fetchFile.variables.id : undefined,
          onFetch: fetchFile.mutate,
        })}
      />
    </Sheet>
  );
}

interface Fetching {
  mayFetch: boolean;
  /** The one that is on its way. */
  fetching: string | undefined;
  onFetch: (batch: BatchRow) => void;
}

function batchColumns(t: Text, { mayFetch, fetching, onFetch }: Fetching): Column<BatchRow>[] {
  return [
    {
      key: 'at',
      title: t('exchange.batch.at'),
      onCard: 'title',
      cell: (batch) => <DateText at={batch.requestedAt} />,
    },
    { key: 'format', title: t('exchange.format'), cell: (batch) => batch.format.toUpperCase() },
    { key: 'state', title: t('exchange.batch.state'), cell: (batch) => <BatchState batch={batch} /> },
    {
      key: 'rows',
      title: t('exchange.calls.rows'),
      align: 'end',
      cell: (batch) => (batch.rowCount === null ? '–' : formatCount(batch.rowCount)),
    },
    {
      key: 'size',
      title: t('exchange.batch.size'),
      align: 'end',
      cell: (batch) => (batch.sizeBytes === null ? '–' : formatBytes(batch.sizeBytes)),
    },
    {
      key: 'fetch',
      title: '',
      align: 'end',
      onCard: 'aside',
      cell: (batch) =>
        batch.state === 'ready' && (
          <Button
            size="small"
            icon={<Icon name="download" />}
            disabled={!mayFetch || (batch.sizeBytes ?? 0) > MOST_BROWSER_BYTES}
            loading={fetching === batch.id}
            onClick={() => onFetch(batch)}
          >
            {t('exchange.batch.fetch')}
          </Button>
        ),
    },
  ];
}

function BatchState({ batch: { state, problem } }: { batch: BatchRow }) {
  const t = useText();
  const language = useLanguage();
  if (problem === null) return t(`exchange.batch.${state}`);
  const { sentence, advice, rule } = batchFailure(problem, language);
  return (
    <>
      {t(`exchange.batch.${state}`)} {rule && <RuleLink rule={rule} />}
      <p className={styles['hint']}>
        {sentence}
        <br />
        {advice} <BreakableCode code={problem} />
      </p>
    </>
  );
}

async function saveBatch(agreementId: string, batch: BatchRow, purpose: string): Promise<void> {
  const path = `/api/v1/exchange/agreements/${agreementId}/batches/${batch.id}/content`;
  const response = await rawCall(path, { headers: { 'tandem-purpose': encodeURIComponent(purpose) } });
  saveBlob(`tandem-${batch.id}.${batch.format}`, await response.blob());
}
