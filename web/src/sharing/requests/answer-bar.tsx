import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTellProblem } from '../../design/tell-problem.ts';
import { ActionBar } from '../../design/work-page.tsx';
import { useText } from '../../platform/i18n.ts';
import { ActDialog } from './act-dialog.tsx';
import { type ActSpec, bodyOf } from './act-specs.ts';
import { isOvertaken, useAct, useReread } from './request-api.ts';

interface AnswerBarProps {
  answers: readonly ActSpec[];
  /** `requests/<id>` or `agreements/<id>`. */
  base: string;
  version: number;
  note?: ReactNode;
  /** Another way on, after the answers: primary where it is given. */
  children?: ReactNode;
}

/** The answers open to the reader at the foot of the page, one of them primary. */
export function AnswerBar({ answers, base, version, note, children }: AnswerBarProps) {
  const [open, setOpen] = useState<ActSpec | undefined>();
  if (answers.length === 0 && children === undefined) return null;
  return (
    <ActionBar {...(note === undefined ? {} : { note })}>
      {answers.map((answer) => (
        <AnswerButton key={answer.id} {...{ answer, base, version }} onAsk={() => setOpen(answer)} />
      ))}
      {children}
      {open && <ActDialog answer={open} base={base} version={version} onClose={() => setOpen(undefined)} />}
    </ActionBar>
  );
}

interface AnswerButtonProps {
  answer: ActSpec;
  base: string;
  version: number;
  onAsk: () => void;
}

function AnswerButton({ answer, base, version, onAsk }: AnswerButtonProps) {
  const t = useText();
  const act = useAct();
  const reread = useReread();
  const { message } = App.useApp();
  const tell = useTellProblem();
  const send = () =>
    act.mutate(
      { path: `${base}/${answer.path}`, version, body: bodyOf(answer, {}) },
      {
        onSuccess: () => void message.success(t('inbox.done')),
        onError: (problem) => {
          tell(problem);
          if (isOvertaken(problem)) void reread();
        },
      },
    );
  return (
    <Button
      type={answer.tone === 'primary' ? 'primary' : answer.tone === 'quiet' ? 'text' : 'default'}
      danger={answer.tone === 'danger'}
      loading={act.isPending}
      onClick={answer.fields.length > 0 || answer.isReadFirst ? onAsk : send}
    >
      {t(answer.label)}
    </Button>
  );
}
