import { ruleParam } from '../../foundation/statute/index.ts';
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
function templates(kind: RequestTaskKind, request: RequestRecord, mayExtend: boolean): Template[] {
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
      return replyTemplates(request, mayExtend);
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

function replyTemplates(request: RequestRecord, mayExtend: boolean): Template[] {
  const grant: Template = { id: 'draftGrant', key: 'A', path: 'reply', body: { decision: 'grant' } };
  if (request.shareClass === 'unconditional' || !mayExtend) return [grant];
  const max = ruleParam('21.reply.extension', 'maxWorkingDays');
  const asks: Ask[] = [
    { name: 'workingDays', label: 'field.workingDays', kind: 'days', max },
    { ...REASON, minLength: 10 },
  ];
  return [grant, { id: 'askExtension', key: 'E', path: 'extension', asks }];
}

/** `mayExtend`: the clock runs in time and no extension waits already. */
export function requestActions(
  kind: RequestTaskKind,
  request: RequestRecord,
  mayExtend: boolean,
): TaskAction[] {
  return templates(kind, request, mayExtend).map(({ id, key, path, body, asks }) => ({
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
