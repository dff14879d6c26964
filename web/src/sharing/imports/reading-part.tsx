import { Button, Select } from 'antd';
import { LinkButton } from '../../design/link-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { ProgressPanel } from '../../design/progress-panel.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useText } from '../../platform/i18n.ts';
import { type ImportView, type Reading, useInspectAgain } from './import-api.ts';
import { delimiters, encodings, problemWords } from './import-words.ts';
import styles from './imports.module.css';

/** While the file is looked at for the first time, and when that failed: why, and how else it could be read. */
export function ReadingPart({ run }: { run: ImportView }) {
  const t = useText();
  if (run.state === 'inspecting') {
    return (
      <Sheet>
        <ProgressPanel title={t('import.inspecting')} state="running" done={0} unit={t('import.unit.rows')}>
          {t('import.inspecting.note')}
          {run.problem && ` ${problemWords(t, run.problem)}`}
        </ProgressPanel>
      </Sheet>
    );
  }
  return <UnreadFile run={run} />;
}

/** Faults that another encoding, delimiter or sheet may mend. */
const rereadable = new Set([
  'TABULAR_ENCODING_UNKNOWN',
  'TABULAR_FORMAT_UNKNOWN',
  'TABULAR_EMPTY',
  'TABULAR_ROW_UNREADABLE',
  'TABULAR_TOO_MANY_HEADERS',
  'TABULAR_XLSX_SHEET_MISSING',
  'IMPORT_GAVE_UP',
]);

function UnreadFile({ run }: { run: ImportView }) {
  const t = useText();
  const again = useInspectAgain(run.id);
  const isText = rereadable.has(run.problem?.code ?? '');
  return (
    <Sheet title={t('import.unread')}>
      <p className={styles['refusal']} role="alert">
        <Icon name="warning" /> {run.problem ? problemWords(t, run.problem) : t('import.unread.note')}
      </p>
      <p className={styles['advice']}>{t(isText ? 'import.unread.advice' : 'import.unread.other')}</p>
      <ProblemAlert problem={again.error} />
      <div className={styles['choices']}>
        {isText && <ReadingChoices reading={run.reading} onChange={(reading) => again.mutate(reading)} />}
        {isText && (
          <Button icon={<Icon name="refresh" />} loading={again.isPending} onClick={() => again.mutate({})}>
            {t('import.unread.again')}
          </Button>
        )}
        <LinkButton to="/imports">{t('import.unread.back')}</LinkButton>
      </div>
    </Sheet>
  );
}

interface ReadingChoicesProps {
  reading: Reading;
  onChange: (reading: Reading) => void;
  /** What was found out, shown where nothing was chosen. */
  found?: { encoding: string | null; delimiter: string | null };
}

/** Encoding and delimiter of a text file; a change looks at the file again. */
export function ReadingChoices({ reading, onChange, found }: ReadingChoicesProps) {
  const t = useText();
  return (
    <>
      <label className={styles['choice']}>
        {t('import.reading.encoding')}
        <Select
          value={(reading.encoding ?? found?.encoding ?? null) as Reading['encoding'] | null}
          placeholder={t('import.reading.guess')}
          style={{ minWidth: '8rem' }}
          onChange={(encoding: Reading['encoding']) => encoding && onChange({ ...reading, encoding })}
          options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
        />
      </label>
      <label className={styles['choice']}>
        {t('import.reading.delimiter')}
        <Select
          value={(reading.delimiter ?? found?.delimiter ?? null) as Reading['delimiter'] | null}
          placeholder={t('import.reading.guess')}
          style={{ minWidth: '6rem' }}
          onChange={(delimiter: Reading['delimiter']) => delimiter && onChange({ ...reading, delimiter })}
          options={delimiters.map((value) => ({
            value,
            label: t(`import.delimiter.${delimiterName(value)}`),
          }))}
        />
      </label>
    </>
  );
}

function delimiterName(delimiter: (typeof delimiters)[number]) {
  return ({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const)[delimiter];
}
