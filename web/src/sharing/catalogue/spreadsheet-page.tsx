import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isMessageKey } from '@tandem/messages';
import { Button, Checkbox, Upload } from 'antd';
import { useState } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { FileButton } from '../../design/file-button.tsx';
import { Finding } from '../../design/finding.tsx';
import { Icon } from '../../design/icon.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState, LoadingState } from '../../design/states.tsx';
import { useTabTitle } from '../../design/tab-title.ts';
import { answer, api } from '../../platform/api.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { type CellProblem, forgetCatalogue, type SpreadsheetReport, uploadFile } from './catalogue-api.ts';
import styles from './catalogue.module.css';

type SheetEntry = SpreadsheetReport['entries'][number];

const read = (fileId: string, rows?: number[]) =>
  answer(
    api.POST('/api/v1/catalogue/resources/import-spreadsheet', {
      body: { fileId, ...(rows ? { rows } : {}) },
    }),
  );

/** Compiling in bulk: download, fill in, upload, see each cell that is wrong, take the rows that are right. */
export function SpreadsheetPage() {
  const t = useText();
  useTabTitle(t('catalogue.new.spreadsheet'));
  const queryClient = useQueryClient();
  const [fileId, setFileId] = useState<string>();
  const look = useMutation({
    mutationFn: async (file: File) => {
      const { id } = await uploadFile(file);
      setFileId(id);
      return read(id);
    },
  });
  const take = useMutation({
    mutationFn: (rows: number[]) => read(fileId ?? '', rows),
    onSuccess: () => forgetCatalogue(queryClient),
  });
  const report = take.data ?? look.data;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: t('catalogue.new.title'), to: '/catalogue/new' },
          { label: t('catalogue.new.spreadsheet') },
        ]}
        title={t('catalogue.new.spreadsheet')}
        note={<ArticleLink article={13} ruleId="13.fields" />}
      />
      <Sheet>
        <div className={styles['tools']}>
          <FileButton
            paths={['/api/v1/catalogue/resources/spreadsheet-template']}
            icon={<Icon name="download" />}
          >
            {t('catalogue.spreadsheet.template')}
          </FileButton>
          <Upload
            accept=".xlsx"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              take.reset();
              look.mutate(file);
              return false;
            }}
          >
            <Button type="primary" icon={<Icon name="upload" />} loading={look.isPending}>
              {t('catalogue.spreadsheet.upload')}
            </Button>
          </Upload>
          <span className="caption">{t('catalogue.spreadsheet.note')}</span>
        </div>
        <ProblemAlert problem={look.error ?? take.error} />
      </Sheet>
      {look.isPending && <LoadingState rows={5} />}
      {report ? (
        <Report key={fileId} report={report} taking={take.isPending} onTake={(rows) => take.mutate(rows)} />
      ) : (
        !look.isPending && (
          <Sheet>
            <EmptyState title={t('catalogue.spreadsheet.empty')}>
              {t('catalogue.spreadsheet.advice')}
            </EmptyState>
          </Sheet>
        )
      )}
    </>
  );
}

interface ReportProps {
  report: SpreadsheetReport;
  taking: boolean;
  onTake: (rows: number[]) => void;
}

function Report({ report, taking, onTake }: ReportProps) {
  const t = useText();
  const open = report.entries.filter((entry) => entry.creatable && entry.resourceId === null);
  const isNew = ({ problems }: SheetEntry) =>
    !problems.some(({ code }) => code === 'CATALOGUE_CELL_TITLE_KNOWN');
  const [chosen, setChosen] = useState<number[]>(() => open.filter(isNew).map(({ row }) => row));
  const wanted = open.map(({ row }) => row).filter((row) => chosen.includes(row));
  return (
    <>
      {report.lost.length > 0 && (
        <Finding title={t('catalogue.spreadsheet.lost', { count: report.lost.length })}>
          <Problems problems={report.lost} />
        </Finding>
      )}
      {report.created > 0 && (
        <p role="status">{t('catalogue.spreadsheet.created', { count: report.created })}</p>
      )}
      <Sheet
        title={t('catalogue.spreadsheet.rows', {
          count: report.entries.length,
          ready: report.entries.filter((entry) => entry.creatable).length,
        })}
        actions={
          <Button
            type="primary"
            disabled={wanted.length === 0}
            loading={taking}
            onClick={() => onTake(wanted)}
          >
            {t('catalogue.spreadsheet.take', { count: wanted.length })}
          </Button>
        }
      >
        <ul className={styles['diff']}>
          {report.entries.map((entry) => (
            <SheetRow
              key={entry.row}
              entry={entry}
              checked={chosen.includes(entry.row)}
              onCheck={(checked) =>
                setChosen(checked ? [...chosen, entry.row] : chosen.filter((row) => row !== entry.row))
              }
            />
          ))}
        </ul>
      </Sheet>
    </>
  );
}

function SheetRow({
  entry,
  checked,
  onCheck,
}: {
  entry: SheetEntry;
  checked: boolean;
  onCheck: (checked: boolean) => void;
}) {
  const t = useText();
  return (
    <li>
      <Checkbox
        checked={entry.resourceId !== null || (checked && entry.creatable)}
        disabled={!entry.creatable || entry.resourceId !== null}
        onChange={(event) => onCheck(event.target.checked)}
      >
        {t('catalogue.spreadsheet.row', { row: entry.row })} <b>{entry.title || t('catalogue.untitled')}</b> ·{' '}
        {t('catalogue.itemCount', { count: entry.itemCount })}
      </Checkbox>
      {entry.resourceId && (
        <Link to="/catalogue/$resourceId/compile" params={{ resourceId: entry.resourceId }}>
          {t('catalogue.openDraft')}
        </Link>
      )}
      <Problems problems={entry.problems} />
    </li>
  );
}

function problemWords(t: Text, { code, params }: CellProblem): string {
  return isMessageKey(code) ? t(code, params) : code;
}

/** Each with its sheet, row and column; those that stand in the way of a draft first. */
function Problems({ problems }: { problems: readonly CellProblem[] }) {
  const t = useText();
  if (problems.length === 0) return null;
  const sorted = problems.toSorted((a, b) => Number(b.blocking) - Number(a.blocking));
  return (
    <ul className={styles['problems']}>
      {sorted.map((problem) => (
        <li key={`${problem.sheet} ${problem.row} ${problem.column} ${problem.code}`}>
          {t('catalogue.spreadsheet.cell', {
            sheet: problem.sheet,
            row: problem.row,
            column: problem.column,
          })}{' '}
          {problem.blocking ? <b>{problemWords(t, problem)}</b> : problemWords(t, problem)}
          {problem.rule && (
            <>
              {' '}
              <ArticleLink article={Number.parseInt(problem.rule, 10) || null} ruleId={problem.rule} quiet />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
