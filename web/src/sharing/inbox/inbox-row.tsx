import { getRouteApi } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { DateText } from '../../design/date-text.tsx';
import { DepartmentFlow, DepartmentName } from '../../design/department-name.tsx';
import { TaskRow } from '../../design/task-list.tsx';
import { useTellProblem } from '../../design/tell-problem.ts';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { useIsPhone } from '../../platform/media.ts';
import { useAct } from '../requests/request-api.ts';
import { TitleText } from '../../design/title-text.tsx';
import { titleIn } from '../../platform/titles.ts';
import { actOf } from './act-of.ts';
import type { Task, TaskAction } from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { say } from './sentence.ts';

const route = getRouteApi('/console/inbox');

/** One task; on the phone its most likely answer is a button in the row. */
export function InboxRow({ task, selected }: { task: Task; selected: boolean }) {
  const t = useText();
  const isPhone = useIsPhone();
  const search = route.useSearch();
  const [likely] = task.actions;
  const canAnswerHere = isPhone && likely !== undefined && likely.asks.length === 0;
  return (
    <TaskRow
      kind={say(t, task.kind)}
      title={<TitleText of={task} />}
      between={
        <>
          <Between task={task} /> {task.number && <code>{task.number}</code>}
          {(canAnswerHere || !task.number) && task.about && <About about={task.about} since={task.since} />}
        </>
      }
      shareClass={task.shareClass}
      clock={task.clock}
      selected={selected}
      target={{ to: '/inbox', search: { ...search, task: task.id } }}
      answers={canAnswerHere ? <RowAnswer task={task} action={likely} /> : undefined}
    />
  );
}

/** For what, how much, who filed it and when: tells rows about the same entry apart, and an answer from the next. */
function About({ about, since }: { about: NonNullable<Task['about']>; since: string }) {
  const t = useText();
  return (
    <div>
      {about.purpose} <code>{about.purposeCode}</code> ·{' '}
      {t('agreement.text.count', { count: about.itemCount })} · {about.filedByName} <DateText at={since} />
    </div>
  );
}

function Between({ task }: { task: Task }) {
  if (task.from && task.to) return <DepartmentFlow from={task.from} to={task.to} />;
  const one = task.from ?? task.to;
  return one ? <DepartmentName department={one} /> : null;
}

function RowAnswer({ task, action }: { task: Task; action: TaskAction }) {
  const t = useText();
  const language = useLanguage();
  const act = useAct();
  const { message } = App.useApp();
  const tell = useTellProblem();
  const { dueOn } = action.consequence.params;
  const likely =
    action.id === 'grantExtension' && dueOn
      ? t('inbox.row.grantExtension', { dueOn: String(dueOn).slice(5) })
      : say(t, action.label);
  const title = titleIn(language, task).text;
  const subject = task.about?.purpose || title;
  const mark = task.number ?? task.about?.purposeCode;
  const send = () =>
    act.mutate(actOf(action), {
      onSuccess: () => void message.success(t('inbox.done')),
      onError: tell,
    });
  return (
    <>
      <Button type="primary" loading={act.isPending} onClick={send} className={styles['rowAnswer'] ?? ''}>
        <span className={styles['rowAnswerWords']}>
          <span className={styles['rowAnswerSubject']}>
            {t('inbox.row.answerFor', { answer: likely, subject })}
          </span>{' '}
          {mark && <code>{mark}</code>}
          {task.about && (
            <span className="sr-only">
              {' '}
              {title} {task.about.filedByName} <DateText at={task.since} />
            </span>
          )}
        </span>
      </Button>
      <Button href={task.href}>{t('inbox.row.look')}</Button>
    </>
  );
}
