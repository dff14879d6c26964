import { Button, InputNumber, Select } from 'antd';
import { DayPicker } from '../../design/day-picker.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { DraftNote, useDraft } from '../../design/drafts.tsx';
import { Icon } from '../../design/icon.tsx';
import { LimitedArea, LimitedInput } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { beijingDay } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { useNow } from '../../platform/session.ts';
import { lettersIn } from '../../platform/letters.ts';
import {
  type ActField,
  type ActSpec,
  bodyOf,
  initialStated,
  isStated,
  mostIn,
  type Stated,
} from './act-specs.ts';
import { ExtensionHint } from './extension-hint.tsx';
import styles from './request-page.module.css';
import { isOvertaken, useAct, useReread } from './request-api.ts';

interface ActDialogProps {
  answer: ActSpec;
  /** The thing acted on: `requests/<id>`. */
  base: string;
  version: number;
  onClose: () => void;
}

/** Asks what an answer needs: what follows stands on top, what was typed saves itself. */
export function ActDialog({ answer, base, version, onClose }: ActDialogProps) {
  const t = useText();
  const today = beijingDay(useNow());
  const act = useAct();
  const reread = useReread();
  const draft = useDraft<Stated>(`${base}.${answer.id}`, initialStated(answer.fields, today));
  const send = () =>
    act.mutate(
      { path: `${base}/${answer.path}`, version, body: bodyOf(answer, draft.value) },
      {
        onSuccess: () => {
          draft.clear();
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t(answer.label)}
      onCancel={onClose}
      footer={
        <div className={styles['remarkFoot']}>
          {answer.fields.length > 0 && <DraftNote draft={draft} />}
          {isOvertaken(act.error) ? (
            <Button onClick={() => void reread().then(onClose)}>{t('request.dialog.reread')}</Button>
          ) : (
            <Button onClick={onClose}>{t('request.dialog.back')}</Button>
          )}
          <Button
            type="primary"
            danger={answer.tone === 'danger'}
            loading={act.isPending}
            disabled={!isStated(answer.fields, draft.value)}
            onClick={send}
          >
            {t(answer.label)}
          </Button>
        </div>
      }
    >
      {answer.consequence && <p className={styles['consequence']}>{t(answer.consequence, answer.params)}</p>}
      <ProblemAlert
        problem={act.error}
        fieldLabels={Object.fromEntries(answer.fields.map(({ name, label }) => [`/${name}`, t(label)]))}
      />
      <ActFields
        fields={answer.fields}
        stated={draft.value}
        onChange={(name, value) => draft.setValue({ ...draft.value, [name]: value })}
      />
    </Dialog>
  );
}

interface ActFieldsProps {
  fields: readonly ActField[];
  stated: Stated;
  onChange: (name: string, value: unknown) => void;
}

export function ActFields({ fields, stated, onChange }: ActFieldsProps) {
  const t = useText();
  return (
    <div className={styles['dialogFields']}>
      {fields.map((field) => (
        <label key={field.name}>
          {t(field.label)}
          <FieldInput
            field={field}
            value={stated[field.name]}
            onChange={(value) => onChange(field.name, value)}
            t={t}
          />
        </label>
      ))}
    </div>
  );
}

interface FieldInputProps {
  field: ActField;
  value: unknown;
  onChange: (value: unknown) => void;
  t: Text;
}

const grounds = [
  'outsideDuties',
  'purposeUnlawful',
  'notNecessary',
  'conditionsNotMet',
  'dataNotHeld',
] as const;
const disposals = ['deleted', 'returned', 'archived', 'anonymized'] as const;
const causes = ['purposeAchieved', 'purposeImpossible', 'noLongerNeeded'] as const;

function FieldInput({ field, value, onChange, t }: FieldInputProps) {
  switch (field.kind) {
    case 'text':
      return <TextField {...{ field, value, onChange, t }} />;
    case 'line':
      return (
        <LimitedInput
          value={String(value ?? '')}
          most={mostIn.line}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'days':
      return <DaysField {...{ field, value, onChange, t }} />;
    case 'day':
      return (
        <div>
          <DayPicker {...(typeof value === 'string' ? { value } : {})} onChange={onChange} />
        </div>
      );
    case 'missing':
      return <MissingField value={value as readonly string[]} onChange={onChange} t={t} />;
    case 'ground':
      return (
        <Choices
          value={value}
          onChange={onChange}
          options={grounds
            .filter((id) => !field.leavesOut?.includes(id))
            .map((id) => [id, t(`request.ground.${id}`)])}
        />
      );
    case 'cause':
      return (
        <Choices
          value={value}
          onChange={onChange}
          options={causes.map((id) => [id, t(`agreement.cause.${id}`)])}
        />
      );
    case 'disposal':
    case 'method':
      return (
        <Choices
          value={value}
          onChange={onChange}
          options={disposals.map((id) => [id, t(`request.disposal.${id}`)])}
        />
      );
  }
}

function TextField({ field, value, onChange, t }: FieldInputProps) {
  const typed = String(value ?? '');
  const short = field.minLength !== undefined && typed.trim() !== '' && lettersIn(typed) < field.minLength;
  return (
    <>
      <LimitedArea
        autoSize={{ minRows: 3, maxRows: 10 }}
        most={mostIn.text}
        value={typed}
        status={short ? 'warning' : ''}
        onChange={(event) => onChange(event.target.value)}
      />
      {field.minLength !== undefined && field.minLength > 2 && (
        <span className="caption">
          {t('request.field.atLeast', { count: field.minLength, typed: lettersIn(typed) })}
        </span>
      )}
    </>
  );
}

function DaysField({ field, value, onChange }: FieldInputProps) {
  return (
    <div className={styles['days']}>
      <InputNumber
        min={1}
        {...(field.max === undefined ? {} : { max: field.max })}
        precision={0}
        value={typeof value === 'number' ? value : null}
        onChange={(days: number | null) => onChange(days ?? undefined)}
      />
      <ExtensionHint days={value} max={field.max} dueBefore={field.dueBefore} />
    </div>
  );
}

interface ChoicesProps {
  value: unknown;
  onChange: (value: unknown) => void;
  options: readonly (readonly [string, string])[];
}

function Choices({ value, onChange, options }: ChoicesProps) {
  return (
    <Select
      style={{ width: '100%' }}
      value={typeof value === 'string' ? value : null}
      onChange={(next: string | null) => onChange(next)}
      options={options.map(([id, label]) => ({ value: id, label }))}
    />
  );
}

/** Everything that is missing, one line each: it can be said only once. */
function MissingField({
  value,
  onChange,
  t,
}: {
  value: readonly string[];
  onChange: (value: unknown) => void;
  t: Text;
}) {
  const lines = value.length === 0 ? [''] : value;
  return (
    <div className={styles['dialogFields']}>
      {lines.map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines keep their order
        <div key={index} className={styles['missing']}>
          <span>{index + 1}.</span>
          <LimitedInput
            value={line}
            most={mostIn.missing}
            aria-label={t('request.field.missingLine', { number: index + 1 })}
            onChange={(event) =>
              onChange(lines.map((kept, at) => (at === index ? event.target.value : kept)))
            }
          />
          <Button
            type="text"
            aria-label={t('request.field.removeLine')}
            icon={<Icon name="close" />}
            disabled={lines.length === 1}
            onClick={() => onChange(lines.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          icon={<Icon name="plus" />}
          onClick={() => onChange([...lines, ''])}
          disabled={lines.length >= 30}
        >
          {t('request.field.addLine')}
        </Button>
      </div>
    </div>
  );
}
