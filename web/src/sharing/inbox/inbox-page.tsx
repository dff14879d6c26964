import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useMemo } from 'react';
import { ExportButton } from '../../design/export-button.tsx';
import { FigureRow } from '../../design/figure-card.tsx';
import { ListPreview } from '../../design/list-preview.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { saveList } from '../../design/save-list.ts';
import { EmptyState, FailureState, LoadingState } from '../../design/states.tsx';
import { TaskGroup } from '../../design/task-list.tsx';
import { beijingDay } from '../../platform/formats.ts';
import { type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { useShortcut } from '../../platform/keyboard.ts';
import { useBelow, useIsPhone } from '../../platform/media.ts';
import { useHasRole } from '../../platform/session.ts';
import { HeadBrief } from './head-brief.tsx';
import { figureCards } from './figure-cards.ts';
import { type Group, type Inbox, inboxQuery, type Task } from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { InboxRow } from './inbox-row.tsx';
import { NoticeStrip } from './notice-strip.tsx';
import { say } from './sentence.ts';
import { TaskPreview } from './task-preview.tsx';

const route = getRouteApi('/console/inbox');

/** What waits for me, by distance in time; the chosen one with its answers beside it. */
export function InboxPage() {
  const inbox = useQuery(inboxQuery);
  const search = route.useSearch();
  const navigate = useNavigate();
  const isNarrow = useBelow(64);
  const isHead = useHasRole('departmentHead');
  const groups = useMemo(() => ofKind(inbox.data?.groups ?? [], search.kind), [inbox.data, search.kind]);
  const tasks = groups.flatMap((group) => group.tasks);
  const chosen = tasks.find((task) => task.id === search.task) ?? (isNarrow ? undefined : tasks[0]);
  const choose = (task: string | undefined) =>
    void navigate({ to: '/inbox', search: { ...search, task }, replace: true });
  const step = (by: 1 | -1) => {
    const next = tasks[(chosen ? tasks.indexOf(chosen) : -1) + by];
    if (next) choose(next.id);
  };
  useShortcut({ key: 'j' }, () => step(1));
  useShortcut({ key: 'k' }, () => step(-1));
  useShortcut(
    { key: 'enter' },
    () => chosen && void navigate({ to: chosen.href as '/' }),
    chosen !== undefined,
  );
  return (
    <ListPreview
      onClose={() => choose(undefined)}
      preview={chosen && <TaskPreview key={chosen.id} task={chosen} onDone={() => choose(undefined)} />}
      list={
        <>
          <InboxHeader inbox={inbox.data} kind={search.kind} />
          {inbox.isPending && <LoadingState rows={6} />}
          {inbox.isError && <FailureState problem={inbox.error} onRetry={() => void inbox.refetch()} />}
          {inbox.data && <NoticeStrip notices={inbox.data.notices} />}
          {inbox.data && tasks.length === 0 && <NothingWaits />}
          {groups.map((group) => (
            <InboxGroup key={group.id} group={group} chosen={chosen} />
          ))}
          {inbox.data && isHead && <HeadBrief asOf={inbox.data.asOf} />}
          {inbox.data && inbox.data.figures.length > 0 && <OwnFigures inbox={inbox.data} />}
        </>
      }
    />
  );
}

function ofKind(groups: readonly Group[], kind: string | undefined): readonly Group[] {
  if (kind === undefined) return groups;
  return groups
    .map((group) => ({ ...group, tasks: group.tasks.filter((task) => task.kind === kind) }))
    .filter((group) => group.tasks.length > 0);
}

function Counted({ inbox, t }: { inbox: Inbox; t: Text }) {
  const { total, overdue, today } = inbox.counts;
  return (
    <>
      {t('inbox.count', { count: total })}
      {overdue > 0 && (
        <>
          {t('inbox.count.among')}
          <b className={styles['late']}>{t('inbox.count.overdue', { count: overdue })}</b>
        </>
      )}
      {today > 0 && (
        <>
          {t('inbox.count.and')}
          <b>{t('inbox.count.today', { count: today })}</b>
        </>
      )}
    </>
  );
}

function InboxHeader({ inbox, kind }: { inbox: Inbox | undefined; kind: string | undefined }) {
  const t = useText();
  const isPhone = useIsPhone();
  return (
    <PageHeader
      title={t('console.nav.inbox')}
      note={inbox && <Counted inbox={inbox} t={t} />}
      actions={
        isPhone || !inbox ? undefined : (
          <>
            <KindFilter inbox={inbox} kind={kind} />
            <ExportButton onExport={(format) => saveList('/api/v1/inbox', {}, format)} />
          </>
        )
      }
    />
  );
}

function KindFilter({ inbox, kind }: { inbox: Inbox; kind: string | undefined }) {
  const t = useText();
  const navigate = useNavigate();
  const kinds = [...new Set(inbox.groups.flatMap((group) => group.tasks.map((task) => task.kind)))];
  return (
    <Select
      allowClear
      value={kind ?? null}
      placeholder={t('inbox.kind')}
      aria-label={t('inbox.kind')}
      popupMatchSelectWidth={false}
      onChange={(next: string | null) =>
        void navigate({ to: '/inbox', search: next ? { kind: next } : {}, replace: true })
      }
      options={kinds.map((value) => ({ value, label: say(t, value) }))}
      style={{ minWidth: '8rem' }}
    />
  );
}

function NothingWaits() {
  const t = useText();
  return <EmptyState title={t('inbox.empty')}>{t('inbox.empty.note')}</EmptyState>;
}

function InboxGroup({ group, chosen }: { group: Group; chosen: Task | undefined }) {
  const t = useText();
  return (
    <TaskGroup
      title={t(`inbox.group.${group.id}`)}
      count={group.tasks.length}
      note={group.id === 'overdue' || group.id === 'today' ? t(`inbox.group.${group.id}.note`) : undefined}
      late={group.id === 'overdue'}
      more={group.id === 'overdue' ? <Link to="/overdue">{t('inbox.openBoard')}</Link> : undefined}
    >
      {group.tasks.map((task) => (
        <InboxRow key={task.id} task={task} selected={task.id === chosen?.id} />
      ))}
    </TaskGroup>
  );
}

function OwnFigures({ inbox }: { inbox: Inbox }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section className={styles['figures']} aria-label={t('inbox.figures')}>
      <FigureRow flat figures={figureCards({ t, language, today: beijingDay(inbox.asOf) }, inbox.figures)} />
    </section>
  );
}
