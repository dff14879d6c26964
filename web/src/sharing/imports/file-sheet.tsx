import { InputNumber, Select } from 'antd';
import { type Fact, Facts } from '../../design/facts.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { type Text, useText } from '../../platform/i18n.ts';
import { type ImportView, type Inspection, type Reading, useInspectAgain } from './import-api.ts';
import { formatWords, wordsOf } from './import-words.ts';
import styles from './imports.module.css';
import { ReadingChoices } from './reading-part.tsx';

/** What the file is, and another way to read it where the guess was wrong. */
export function FileSheet({ run }: { run: ImportView }) {
  const t = useText();
  const again = useInspectAgain(run.id);
  const { inspection } = run;
  if (inspection === null) return null;
  const read = (reading: Reading) => again.mutate(reading);
  return (
    <Sheet title={t('import.file')} note={again.isPending ? t('import.inspecting') : kindOf(t, inspection)}>
      <ProblemAlert problem={again.error} />
      {inspection.format === 'csv' && (
        <div className={styles['choices']}>
          <ReadingChoices reading={run.reading} found={inspection} onChange={read} />
          <HeaderChoice reading={run.reading} found={inspection.header} onChange={read} />
        </div>
      )}
      {inspection.format === 'xlsx' && (
        <SheetChoices inspection={inspection} reading={run.reading} onChange={read} />
      )}
      <Facts labelWidth="4.5rem" facts={noteFacts(t, inspection)} />
    </Sheet>
  );
}

function kindOf(t: Text, { format, columns }: Inspection): string {
  return `${formatWords(t, format)} · ${t('import.file.columnCount', { count: columns.length })}`;
}

function noteFacts(t: Text, inspection: Inspection): Fact[] {
  const renamed = inspection.notes.filter((note) => note.code === 'TABULAR_HEADER_RENAMED').length;
  const others = inspection.notes.filter((note) => note.code !== 'TABULAR_HEADER_RENAMED');
  const notes = others.map((note) => wordsOf(t, note.code, note.params));
  if (renamed > 0) notes.push(t('TABULAR_HEADER_RENAMED', { count: renamed }));
  return notes.map((value) => ({ label: t('import.file.notes'), value }));
}

interface ChoiceProps {
  reading: Reading;
  onChange: (reading: Reading) => void;
}

/** Whether the first row names the columns, as told or as found out; else they are numbered. */
function HeaderChoice({ reading, found, onChange }: ChoiceProps & { found: boolean | undefined }) {
  const t = useText();
  return (
    <label className={styles['choice']}>
      {t('import.reading.header')}
      <Select
        value={reading.header ?? found ?? null}
        placeholder={t('import.reading.header.guess')}
        style={{ minWidth: '7rem' }}
        onChange={(header: boolean) => onChange({ ...reading, header })}
        options={[
          { value: true, label: t('import.reading.header.yes') },
          { value: false, label: t('import.reading.header.no') },
        ]}
      />
      {reading.header === undefined && <span className="caption">{t('import.reading.found')}</span>}
    </label>
  );
}

function SheetChoices({ inspection, reading, onChange }: ChoiceProps & { inspection: Inspection }) {
  const t = useText();
  return (
    <div className={styles['choices']}>
      <label className={styles['choice']}>
        {t('import.reading.sheet')}
        <Select
          value={inspection.sheet}
          style={{ minWidth: '10rem' }}
          onChange={(sheet: string) => onChange({ sheet })}
          options={inspection.sheets.map((value) => ({ value, label: value }))}
        />
      </label>
      <label className={styles['choice']}>
        {t('import.reading.headerRow')}
        <InputNumber
          key={inspection.headerRow}
          min={1}
          max={100}
          precision={0}
          defaultValue={inspection.headerRow ?? 1}
          style={{ width: '5rem' }}
          onBlur={(event) => {
            const headerRow = Number(event.target.value);
            if (headerRow >= 1 && headerRow !== inspection.headerRow) onChange({ ...reading, headerRow });
          }}
        />
      </label>
    </div>
  );
}
