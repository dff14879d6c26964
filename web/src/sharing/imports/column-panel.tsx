import { AutoComplete, Button, Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import { SidePanel, SidePart } from '../../design/work-page.tsx';
import { formatCount, formatShare } from '../../platform/formats.ts';
import { useLanguage, useText } from '../../platform/i18n.ts';
import type { ColumnPlan, ColumnType, Estimate, Guess, ImportView } from './import-api.ts';
import { columnTypes, nullTokenWays, transformations } from './import-words.ts';
import styles from './imports.module.css';
import { type ColumnDraft, withColumn, withType } from './plan-draft.ts';
import { ProfileView } from './profile-view.tsx';
import type { PlanEditor } from './use-plan-editor.ts';

interface ColumnPanelProps {
  run: ImportView;
  editor: PlanEditor;
  estimate: Estimate | undefined;
  guess: Guess;
  onClose: () => void;
}

/** One column: what it becomes and by which rules, what these would reject, and what it holds. */
export function ColumnPanel({ run, editor, estimate, guess, onClose }: ColumnPanelProps) {
  const t = useText();
  const column = editor.draft.columns.find((one) => one.source === guess.source);
  if (!column) return null;
  const set = (change: Partial<ColumnDraft>) => editor.change(withColumn(editor.draft, guess.source, change));
  return (
    <SidePanel label={guess.source}>
      <SidePart
        title={guess.source}
        note={
          <Button
            type="text"
            size="small"
            aria-label={t('import.panel.close')}
            icon={<Icon name="close" />}
            onClick={onClose}
          />
        }
      >
        <div className={styles['fields']}>
          <Field label={t('import.column.target')}>
            <AutoComplete
              value={column.target}
              options={(run.target?.items ?? []).map(({ name }) => ({ value: name }))}
              onChange={(target: string) => target.trim() !== '' && set({ target })}
            />
          </Field>
          <Field label={t('import.column.type')}>
            <TypeChoice
              guess={guess}
              column={column}
              onChange={(type) => editor.change(withType(editor.draft, guess, type))}
            />
          </Field>
          <Rules column={column} set={set} />
        </div>
      </SidePart>
      <WouldReject estimate={estimate} source={guess.source} />
      <SidePart
        title={t('import.profile')}
        note={t('import.profile.note', { count: formatCount(guess.sampledRows) })}
      >
        <ProfileView profile={guess.profile} type={column.type} />
      </SidePart>
    </SidePanel>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className={styles['field']}>
      <span>{label}</span>
      {children}
    </label>
  );
}

interface TypeChoiceProps {
  guess: Guess;
  column: ColumnDraft;
  onChange: (type: ColumnType) => void;
}

/** Every type with the share of the sampled values that it would not take. */
function TypeChoice({ guess, column, onChange }: TypeChoiceProps) {
  const t = useText();
  const least = (type: ColumnType) =>
    Math.min(...guess.candidates.filter((one) => one.type === type).map((one) => one.rejectedShare ?? 1));
  const options = columnTypes.map((value) => {
    const share = value === 'text' ? 0 : least(value);
    const known = Number.isFinite(share) && guess.profile.filled > 0;
    const note = known && share > 0 ? t('import.type.unfit', { share: formatShare(share) }) : '';
    return { value, label: `${t(`import.type.${value}`)}${note === '' ? '' : ` · ${note}`}` };
  });
  return <Select value={column.type} onChange={onChange} options={options} popupMatchSelectWidth={false} />;
}

interface RulesProps {
  column: ColumnDraft;
  set: (change: Partial<ColumnDraft>) => void;
}

function Rules({ column, set }: RulesProps) {
  const t = useText();
  const units = ['元', '百元', '千元', '万元', '十万元', '百万元', '千万元', '亿元'];
  return (
    <>
      <div className={styles['checks']}>
        <Checkbox
          checked={column.required ?? false}
          onChange={(event) => set({ required: event.target.checked })}
        >
          {t('import.rule.required')}
        </Checkbox>
        <Checkbox
          checked={column.unique ?? false}
          onChange={(event) => set({ unique: event.target.checked })}
        >
          {t('import.rule.unique')}
        </Checkbox>
        <Checkbox
          checked={column.badValues === 'empty'}
          onChange={(event) => set({ badValues: event.target.checked ? 'empty' : 'reject' })}
        >
          {t('import.rule.badEmpty')}
        </Checkbox>
        {(column.type === 'creditCode' || column.type === 'residentId') && (
          <Checkbox
            checked={column.keepBadCheckDigits ?? false}
            onChange={(event) => set({ keepBadCheckDigits: event.target.checked })}
          >
            {t('import.rule.keepBadDigits')}
          </Checkbox>
        )}
      </div>
      {column.type === 'money' && (
        <Field label={t('import.rule.unit')}>
          <Select
            value={column.money?.unit ?? '元'}
            onChange={(unit: string) => set({ money: { ...column.money, unit } })}
            options={units.map((value) => ({ value, label: t('import.rule.unit.of', { unit: value }) }))}
          />
        </Field>
      )}
      <Field label={t('import.rule.nullTokens')}>
        <Select
          mode="tags"
          value={[...(column.nullTokens ?? [])]}
          placeholder={t('import.rule.nullTokens.none')}
          tokenSeparators={[',', '，']}
          onChange={(nullTokens: string[]) => set({ nullTokens })}
          open={false}
          suffixIcon={null}
        />
      </Field>
      {(column.nullTokens ?? []).length > 0 && (
        <Field label={t('import.rule.nullTokensAs')}>
          <Select
            value={column.nullTokensAs ?? 'empty'}
            onChange={(nullTokensAs: NonNullable<ColumnPlan['nullTokensAs']>) => set({ nullTokensAs })}
            options={nullTokenWays.map((value) => ({
              value,
              label: t(`import.rule.nullTokensAs.${value}`),
            }))}
          />
        </Field>
      )}
      <Transformations column={column} set={set} />
      {column.type === 'text' && <Lengths column={column} set={set} />}
    </>
  );
}

function Transformations({ column, set }: RulesProps) {
  const t = useText();
  return (
    <Field label={t('import.rule.transformations')}>
      <Select
        mode="multiple"
        value={[...(column.transformations ?? [])]}
        placeholder={t('import.rule.transformations.none')}
        onChange={(chosen: NonNullable<ColumnPlan['transformations']>) => set({ transformations: chosen })}
        options={transformations.map((value) => ({ value, label: t(`import.transformation.${value}`) }))}
      />
    </Field>
  );
}

function Lengths({ column, set }: RulesProps) {
  const t = useText();
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const change = (text: string) => {
    const { length } = lines(text);
    set({ allowedValues: length === 0 ? undefined : lines(text) } as Partial<ColumnDraft>);
  };
  return (
    <>
      <Field label={t('import.rule.maxLength')}>
        <InputNumber
          min={1}
          precision={0}
          value={column.maxLength ?? null}
          onChange={(maxLength: number | null) =>
            set({ maxLength: maxLength ?? undefined } as Partial<ColumnDraft>)
          }
        />
      </Field>
      <Field label={t('import.rule.allowed')}>
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 6 }}
          placeholder={t('import.rule.allowed.note')}
          defaultValue={(column.allowedValues ?? []).join('\n')}
          onBlur={(event) => change(event.target.value)}
        />
      </Field>
    </>
  );
}

/** Values of the sample that would cost their rows, by rule. */
function WouldReject({ estimate, source }: { estimate: Estimate | undefined; source: string }) {
  const t = useText();
  const language = useLanguage();
  const defects = (estimate?.defects ?? []).filter((one) => one.column === source);
  if (!estimate) return null;
  return (
    <SidePart
      title={t('import.panel.defects')}
      note={t('import.panel.defects.note', { count: formatCount(estimate.rowsSampled) })}
    >
      {defects.length === 0 && <p className="caption">{t('import.panel.noDefects')}</p>}
      {defects.map((defect) => (
        <div key={`${defect.rule} ${defect.severity}`} className={styles['defect']}>
          <div className={styles['defectHead']}>
            <span>{estimate.texts[defect.rule]?.[language] ?? defect.rule}</span>
            <span className={styles['quiet']}>{t(`import.severity.${defect.severity}`)}</span>
            <b>{formatCount(defect.count)}</b>
          </div>
          <div className={styles['excerpts']}>
            {estimate.samples
              .filter((sample) => sample.column === source && sample.rule === defect.rule)
              .slice(0, 5)
              .map((sample) => (
                <code key={sample.rowNumber}>
                  {sample.excerpt === '' ? t('import.excerpt.empty') : sample.excerpt}{' '}
                  <span className={styles['quiet']}>{t('import.row', { row: sample.rowNumber })}</span>
                </code>
              ))}
          </div>
        </div>
      ))}
    </SidePart>
  );
}
