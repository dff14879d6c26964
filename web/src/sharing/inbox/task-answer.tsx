import { App, Button, InputNumber } from 'antd';
import { type RefObject, useRef } from 'react';
import { AnswerChoices } from '../../design/answer-choices.tsx';
import { type Draft, DraftNote, useDraft } from '../../design/drafts.tsx';
import { LimitedArea } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { type Text, useText } from '../../platform/i18n.ts';
import { useShortcut } from '../../platform/keyboard.ts';
import { isTooLong, lettersIn } from '../../platform/letters.ts';
import { isOvertaken, useAct, useReread } from '../requests/request-api.ts';
import { ExtensionHint } from '../requests/extension-hint.tsx';
import { actOf } from './act-of.ts';
import { DepartmentPicker } from './department-picker.tsx';
import type { Task, TaskAction } from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { say, useSay } from './sentence.ts';

type Ask = TaskAction['asks'][number];
type Stated = Readonly<Record<string, string | number>>;

interface AnswerDraft {
  chosen: string;
  stated: Stated;
}

const mostOf = (ask: Ask) => ask.max ?? 2000;

function isEnough(ask: Ask, stated: Stated): boolean {
  const value = stated[ask.name];
  if (ask.kind === 'days') return typeof value === 'number' && value >= 1;
  if (typeof value !== 'string') return false;
  if (isTooLong(value, mostOf(ask))) return false;
  return (ask.kind === 'text' ? lettersIn(value) : value.trim().length) >= (ask.minLength ?? 1);
}

/** The possible answers with consequence and key, what the chosen one still asks for, and one button. */
export function TaskAnswer({ task, onDone }: { task: Task; onDone: () => void }) {
  const draft = useDraft<AnswerDraft>(`inbox.${task.id}`, { chosen: task.actions[0]?.id ?? '', stated: {} });
  const action = task.actions.find((candidate) => candidate.id === draft.value.chosen) ?? task.actions[0];
  return action && <Answer task={task} action={action} draft={draft} onDone={onDone} />;
}

interface AnswerProps {
  task: Task;
  action: TaskAction;
  draft: Draft<AnswerDraft>;
  onDone: () => void;
}

function Answer({ task, action, draft, onDone }: AnswerProps) {
  const t = useText();
  const act = useAct();
  const reread = useReread();
  const sayDated = useSay();
  const { message } = App.useApp();
  const { stated } = draft.value;
  const asks = useRef<HTMLDivElement>(null);
  const asked = Object.fromEntries(action.asks.map((ask) => [ask.name, stated[ask.name]]));
  const isComplete = action.asks.every((ask) => isEnough(ask, stated));
  const send = () =>
    // A promise, as the task leaves the list (and this form the page) before a callback of `mutate` is called.
    act.mutateAsync(actOf(action, asked)).then(
      () => {
        draft.clear();
        void message.success(t('inbox.done'));
        onDone();
      },
      (problem: unknown) => {
        if (isOvertaken(problem)) void reread(); // the problem is shown above the answers
      },
    );
  useShortcut({ key: 'enter', ctrl: true }, () => void send(), isComplete && !act.isPending);
  return (
    <>
      <div className={styles['answerHead']}>
        <strong>{t('inbox.answer')}</strong>
        <DraftNote draft={draft} />
      </div>
      <ProblemAlert
        problem={act.error}
        fieldLabels={Object.fromEntries(action.asks.map(({ name, label }) => [`/${name}`, say(t, label)]))}
      />
      <AnswerChoices
        label={t('inbox.answer')}
        value={action.id}
        onChange={(chosen) => draft.setValue({ ...draft.value, chosen })}
        onLetter={() => requestAnimationFrame(() => fieldIn(asks.current)?.focus())}
        choices={task.actions.map((choice) => ({
          value: choice.id,
          label: say(t, choice.label),
          consequence: sayDated(choice.consequence.key, choice.consequence.params),
          shortcut: choice.key.toLowerCase(),
        }))}
      />
      <Asks
        place={asks}
        action={action}
        stated={stated}
        dueBefore={task.clock?.dueOn}
        onState={(name, value) => draft.setValue({ ...draft.value, stated: { ...stated, [name]: value } })}
      />
      <div className={styles['answerFoot']}>
        <Button href={task.href}>{t('inbox.openWhole')}</Button>
        <Button
          type="primary"
          title="Ctrl+Enter"
          loading={act.isPending}
          disabled={!isComplete}
          onClick={send}
        >
          {say(t, action.label)}
        </Button>
      </div>
    </>
  );
}

const fieldIn = (place: HTMLElement | null) => place?.querySelector<HTMLElement>('textarea, input');

interface AsksProps {
  place: RefObject<HTMLDivElement | null>;
  action: TaskAction;
  stated: Stated;
  dueBefore: string | null | undefined;
  onState: (name: string, value: string | number) => void;
}

function Asks({ place, action, stated, dueBefore, onState }: AsksProps) {
  const t = useText();
  if (action.asks.length === 0) return null;
  return (
    <div className={styles['asks']} ref={place}>
      {action.asks.map((ask) => (
        <label key={ask.name}>
          {say(t, ask.label)}
          <AskInput
            ask={ask}
            value={stated[ask.name]}
            dueBefore={dueBefore}
            onChange={(value) => onState(ask.name, value)}
            t={t}
          />
        </label>
      ))}
    </div>
  );
}

interface AskInputProps {
  ask: Ask;
  value: string | number | undefined;
  /** The due day as it stands, which days are added to. */
  dueBefore: string | null | undefined;
  onChange: (value: string | number) => void;
  t: Text;
}

function AskInput({ ask, value, dueBefore, onChange, t }: AskInputProps) {
  if (ask.kind === 'days') {
    return (
      <div className={styles['days']}>
        <InputNumber
          min={1}
          {...(ask.max === undefined ? {} : { max: ask.max })}
          precision={0}
          value={typeof value === 'number' ? value : null}
          onChange={(days: number | null) => onChange(days ?? 0)}
        />
        <ExtensionHint days={value} max={ask.max} dueBefore={dueBefore} />
      </div>
    );
  }
  if (ask.kind === 'department') {
    return <DepartmentPicker value={typeof value === 'string' ? value : undefined} onChange={onChange} />;
  }
  const atLeast = ask.minLength ?? 0;
  return (
    <>
      <LimitedArea
        autoSize={{ minRows: 2, maxRows: 6 }}
        most={mostOf(ask)}
        value={String(value ?? '')}
        onChange={(event) => onChange(event.target.value)}
      />
      {atLeast > 2 && <span className="caption">{t('inbox.atLeast', { count: atLeast })}</span>}
    </>
  );
}
