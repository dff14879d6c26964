import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ClockChip } from '../../design/clock-chip.tsx';
import { DepartmentFlow, DepartmentName } from '../../design/department-name.tsx';
import { Icon } from '../../design/icon.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { FailureState, LoadingState } from '../../design/states.tsx';
import { SidePanel, SidePart } from '../../design/work-page.tsx';
import { useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { agreementQuery, requestQuery } from '../requests/request-api.ts';
import { TitleText } from '../../design/title-text.tsx';
import { AgreementBrief } from './agreement-brief.tsx';
import type { Task } from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { RequestBrief } from './request-brief.tsx';
import { useSay } from './sentence.ts';
import { TaskAnswer } from './task-answer.tsx';

/** The task in question: what happens if nothing is done, how the clock stands, the answers with their keys. */
export function TaskPreview({ task, onDone }: { task: Task; onDone: () => void }) {
  const t = useText();
  const say = useSay();
  const isClerk = useHasRole('clerk', 'authorityOfficer');
  return (
    <SidePanel
      label={say(task.kind)}
      foot={
        task.actions.length > 0 ? (
          <TaskAnswer task={task} onDone={onDone} />
        ) : (
          <p className="secondary">{t(isClerk ? 'inbox.nothingToAnswer' : 'inbox.preparedByClerk')}</p>
        )
      }
    >
      <SidePart>
        <PreviewHead task={task} />
        {task.clock && (
          <ClockChip
            clock={task.clock}
            layout="block"
            consequence={task.consequence && say(task.consequence.key, task.consequence.params)}
          />
        )}
        {!task.clock && task.consequence && <p>{say(task.consequence.key, task.consequence.params)}</p>}
      </SidePart>
      <Brief task={task} />
    </SidePanel>
  );
}

function PreviewHead({ task }: { task: Task }) {
  const t = useText();
  const say = useSay();
  return (
    <>
      <div className={styles['head']}>
        <span className="caption">
          {say(task.kind)}
          {task.number && (
            <>
              {' · '}
              <code>{task.number}</code>
            </>
          )}
        </span>
        <Link to={task.href}>
          {t('inbox.open')} <Icon name="enter" size={0.9} />
        </Link>
      </div>
      <h2 className={styles['title']}>
        <TitleText of={task} />
      </h2>
      <p className={styles['line']}>
        {task.from && task.to ? (
          <DepartmentFlow from={task.from} to={task.to} withRoles={task.kind.startsWith('task.request')} />
        ) : (
          task.from && <DepartmentName department={task.from} />
        )}
        {task.shareClass && <ShareClassBadge shareClass={task.shareClass} />}
      </p>
    </>
  );
}

/** What stands behind the task, as far as this console can show it beside the list. */
function Brief({ task }: { task: Task }) {
  const [, area, id] = /^\/(requests|agreements)\/([0-9a-f-]{36})$/.exec(task.href) ?? [];
  if (area === 'requests' && id) return <RequestLoader id={id} task={task} />;
  if (area === 'agreements' && id) return <AgreementLoader id={id} />;
  return null;
}

function RequestLoader({ id, task }: { id: string; task: Task }) {
  const query = useQuery(requestQuery(id));
  if (query.isPending) return <LoadingState shape="text" rows={8} />;
  if (query.isLoadingError)
    return <FailureState problem={query.error} onRetry={() => void query.refetch()} />;
  return <RequestBrief request={query.data} task={task} />;
}

function AgreementLoader({ id }: { id: string }) {
  const query = useQuery(agreementQuery(id));
  if (query.isPending) return <LoadingState shape="text" rows={8} />;
  if (query.isLoadingError)
    return <FailureState problem={query.error} onRetry={() => void query.refetch()} />;
  return <AgreementBrief agreement={query.data} />;
}
