import type { ClockView } from '../../foundation/clocks/index.ts';
import type { Task, TaskAction } from '../inbox/index.ts';
import type { RequestTaskKind } from './request-actions.ts';
import type { RequestRecord } from './request-store.ts';

export interface RequestTask {
  kind: RequestTaskKind | 'urge' | 'decideExtension';
  request: RequestRecord;
  clock: ClockView | undefined;
  actions: TaskAction[];
}

function aboutOf({ statement, filedByName }: RequestRecord): NonNullable<Task['about']> {
  const itemCount = statement.items?.length ?? 0;
  const { text: purpose = '', code: purposeCode = '' } = statement.purpose ?? {};
  return { purpose, purposeCode, itemCount, filedByName: filedByName ?? '' };
}

export function toTask({ kind, request, clock, actions }: RequestTask): Task {
  const provider = { id: request.providerId, name: request.providerShortName };
  const late = clock && clock.kind === 'request.reply' && clock.dueOn;
  return {
    id: `request:${request.id}:${kind}`,
    kind: `task.request.${kind}`,
    title: request.resourceTitle,
    ...(request.number ? { number: request.number } : {}),
    about: aboutOf(request),
    from: { id: request.requesterId, name: request.requesterShortName },
    to: provider,
    shareClass: request.shareClass,
    ...(clock ? { clock } : {}),
    since: request.updatedAt.toISOString(),
    href: `/requests/${request.id}`,
    ...(late
      ? {
          consequence: {
            key: clock.state === 'late' ? 'consequence.request.isLate' : 'consequence.request.late',
            params: { dueOn: clock.dueOn ?? '', provider: provider.name },
          },
        }
      : {}),
    actions,
  };
}
