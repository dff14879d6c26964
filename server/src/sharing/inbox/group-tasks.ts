import type { Task } from './task.ts';

/** Distances in time, nearest first. `open`: nothing sets a limit. */
export const GROUPS = ['overdue', 'today', 'soon', 'later', 'open'] as const;
export type GroupId = (typeof GROUPS)[number];

/** At most this many working days left: soon. */
const SOON_DAYS = 3;

export function groupOf({ clock }: Task): GroupId {
  if (!clock) return 'open';
  if (clock.state === 'late') return 'overdue';
  if (clock.state === 'paused' || clock.state === 'unpublished') return 'later';
  if (clock.urgency === 'last-day') return 'today';
  return clock.remainingDays <= SOON_DAYS ? 'soon' : 'later';
}

/** Nearest due day first; without one after all others, then whatever waits longest. */
function order(a: Task, b: Task): number {
  const due = (task: Task) => task.clock?.dueOn ?? '9999-12-31';
  return due(a).localeCompare(due(b)) || a.since.localeCompare(b.since) || a.id.localeCompare(b.id);
}

export interface Group {
  id: GroupId;
  tasks: Task[];
}

/** Tasks by their distance in time; groups without any are left out. */
export function groupTasks(tasks: readonly Task[]): Group[] {
  const byGroup = Map.groupBy(tasks, groupOf);
  return GROUPS.flatMap((id) => {
    const found = byGroup.get(id);
    return found ? [{ id, tasks: found.toSorted(order) }] : [];
  });
}
