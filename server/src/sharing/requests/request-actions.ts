import type { TaskAction } from '../inbox/index.ts';
import type { RequestRecord } from './request-store.ts';

export type RequestTaskKind =
  | 'fixDraft'
  | 'consentFiling'
  | 'supplement'
  | 'answerScope'
  | 'reply'
  | 'awaitSupplement'
  | 'awaitScope'
  | 'consentReply';

type Ask = TaskAction['asks'][number];

interface Template {
  id: string;
  key: string;
  path: string;
  body?: Record<string, unknown>;
  asks?: Ask[];
}

const REASON: Ask = { name: 'reason', label: 'field.reason', kind: 'text', minLength: 2 };

/** The answers a task offers, most likely first. Those that need more than a word are given on the page. */
function templates(kind: RequestTaskKind, request: RequestRecord, extensionDays: number): Template[] {
  switch (kind) {
    case 'consentFiling':
      return [
        { id: 'consentFiling', key: 'A', path: 'consent' },
        { id: 'returnFiling', key: 'R', path: 'return', asks: [REASON] },
      ];
    case 'answerScope':
      return [
        { id: 'acceptScope', key: 'A', path: 'scope-proposal/accept', body: { reason: '' } },
        { id: 'declineScope', key: 'R', path: 'scope-proposal/decline', asks: [REASON] },
      ];
    case 'reply':
      return replyTemplates(extensionDays);
    case 'consentReply':
      return [
        {
          id: request.reply?.decision === 'refuse' ? 'refuse' : 'grant',
          key: 'A',
          path: 'reply/consent',
          body: { decision: request.reply?.decision ?? 'grant' },
        },
        { id: 'returnReply', key: 'R', path: 'reply/return', asks: [REASON] },
      ];
    case 'fixDraft':
    case 'supplement':
    case 'awaitSupplement':
    case 'awaitScope':
      return [];
  }
}

function replyTemplates(extensionDays: number): Template[] {
  const grant: Template = { id: 'draftGrant', key: 'A', path: 'reply', body: { decision: 'grant' } };
  if (extensionDays === 0) return [grant];
  const asks: Ask[] = [
    { name: 'workingDays', label: 'field.workingDays', kind: 'days', max: extensionDays },
    { ...REASON, minLength: 10 },
  ];
  return [grant, { id: 'askExtension', key: 'E', path: 'extension', asks }];
}

/** `extensionDays`: how many may be asked for now; none when the clock does not run in time, or an extension waits already. */
export function requestActions(
  kind: RequestTaskKind,
  request: RequestRecord,
  extensionDays: number,
): TaskAction[] {
  return templates(kind, request, extensionDays).map(({ id, key, path, body, asks }) => ({
    id,
    label: `action.request.${id}`,
    consequence: {
      key: `action.request.${id}.consequence`,
      params: { provider: request.providerShortName, requester: request.requesterShortName },
    },
    key,
    method: 'POST' as const,
    path: `/api/v1/requests/${request.id}/${path}`,
    ...(body ? { body } : {}),
    version: request.version,
    asks: asks ?? [],
  }));
}
