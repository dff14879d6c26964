import { formatDateTime, formatDuration, formatShortDate } from '../../platform/formats.ts';
import { type Language, type Text, departmentWord } from '../../platform/i18n.ts';
import type { Step as LineStep, StepState } from '../../design/step-line.tsx';
import type { RequestDetail, Step } from './request-api.ts';

type ShownStep = Pick<Step, 'id' | 'act' | 'at' | 'actor'>;

interface Words {
  t: Text;
  language: Language;
  now: Date;
}

/** Acts that stand on the line of steps once they happened, in the order of their time. */
const shownActs = new Set([
  'consentFiling',
  'noticeSupplement',
  'supplement',
  'askExtension',
  'decideExtension',
  'grant',
  'grantByStandingConsent',
  'refuse',
  'conclude',
  'supply',
  'withdraw',
]);

function whoDid(step: ShownStep): string {
  const { name, departmentShortName } = step.actor;
  return [departmentWord(departmentShortName ?? ''), name].filter(Boolean).join(' ');
}

function doneStep(step: ShownStep, { t, now }: Words): LineStep {
  const state: StepState = step.act === 'refuse' || step.act === 'withdraw' ? 'refused' : 'done';
  return {
    id: step.id,
    title: t(`request.step.${step.act as 'grant'}`),
    state,
    ...(step.act === 'conclude' || step.act === 'supply' ? {} : { who: whoDid(step) }),
    when: formatDateTime(step.at, now),
  };
}

function current(id: string, { t }: Words, who: string): LineStep {
  return {
    id,
    title: t(`request.step.${id as 'reply'}`),
    state: 'current',
    who,
    when: t('request.step.now'),
  };
}

function ahead(id: string, { t }: Words, who?: string): LineStep {
  return { id, title: t(`request.step.${id as 'reply'}`), state: 'ahead', ...(who ? { who } : {}) };
}

/** 11-26 前, of a day that the clock tells. */
function dueWords(dueOn: string | null | undefined, { t, now }: Words): string | undefined {
  return dueOn ? t('request.step.supplyBy', { date: formatShortDate(dueOn, now) }) : undefined;
}

function replyAhead(request: RequestDetail, words: Words): LineStep {
  const when = dueWords(request.replyClock?.dueOn, words);
  return { ...ahead('reply', words, departmentWord(request.provider.shortName)), ...(when ? { when } : {}) };
}

/** What stands before the provider has it: inside the requester's own department. */
function ownSteps(request: RequestDetail, words: Words): LineStep[] {
  const waits = request.state === 'awaitingOfficeConsent';
  const drafted: LineStep = {
    id: 'draft',
    title: words.t('request.step.draft'),
    state: waits ? 'done' : 'current',
    who: request.filedByName ?? request.draftedByName,
    when: formatDateTime(request.createdAt, words.now),
  };
  const consent = waits
    ? current('officeConsent', words, departmentWord(request.requester.shortName))
    : ahead('officeConsent', words, departmentWord(request.requester.shortName));
  return [drafted, consent];
}

function waitingSteps(request: RequestDetail, words: Words): LineStep[] {
  const { t } = words;
  const provider = departmentWord(request.provider.shortName);
  const requester = departmentWord(request.requester.shortName);
  const pendingExtension = request.extensions.some((extension) => extension.decision === null);
  switch (request.state) {
    case 'submitted':
      return [
        ...(pendingExtension ? [current('authorityConsent', words, t('request.step.authority'))] : []),
        pendingExtension ? replyAhead(request, words) : current('reply', words, provider),
      ];
    case 'supplementNeeded':
      return [current('supplementDue', words, requester), replyAhead(request, words)];
    case 'scopeProposed':
      return [current('scope', words, requester), replyAhead(request, words)];
    case 'awaitingReplyConsent':
      return [current('replyConsent', words, provider)];
    default:
      return [];
  }
}

const isOver = ({ state }: RequestDetail) => ['refused', 'withdrawn', 'ended'].includes(state);

function followingSteps(request: RequestDetail, words: Words): LineStep[] {
  const { t } = words;
  if (isOver(request)) return [];
  const granted = request.repliedAt !== null;
  const agreement =
    request.state === 'granted'
      ? current('conclude', words, departmentWord(request.requester.shortName))
      : ahead('conclude', words, t('request.step.bothSides'));
  const supply: LineStep = {
    ...(granted
      ? current('supply', words, departmentWord(request.provider.shortName))
      : ahead('supply', words)),
    when: dueWords(request.supplyClock?.dueOn, words) ?? t('request.step.supplyWithin'),
    state: request.state === 'inForce' ? 'current' : 'ahead',
  };
  return [
    ...(request.state === 'inForce' ? [] : [agreement]),
    ...(request.suppliedAt === null ? [supply] : []),
  ];
}

/** Data that was there already is supplied with the reply, which is no act of its own; it stands where it came. */
function shownHistory({ history, suppliedAt, provider }: RequestDetail): ShownStep[] {
  const shown: ShownStep[] = history.filter((step) => shownActs.has(step.act));
  if (suppliedAt === null || history.some(({ act }) => act === 'supply')) return shown;
  const actor = {
    kind: 'system',
    name: '',
    departmentName: '',
    departmentShortName: provider.shortName,
    delegated: false,
  };
  const later = shown.findIndex(({ at }) => Date.parse(at) > Date.parse(suppliedAt));
  return shown.toSpliced(later === -1 ? shown.length : later, 0, {
    id: 'supplied',
    act: 'supply',
    at: suppliedAt,
    actor,
  });
}

/** The time between two steps, written on the line; said as a pause where the clock stood still. */
function gapBetween(
  from: ShownStep,
  to: ShownStep,
  words: Words,
  pausedDays: number,
): Pick<LineStep, 'gap' | 'gapPaused'> {
  const { t, language } = words;
  const lasted = Date.parse(to.at) - Date.parse(from.at);
  const gap = lasted < 60_000 ? t('request.step.atOnce') : formatDuration(lasted, language);
  if (from.act === 'noticeSupplement' && to.act === 'supplement') {
    return { gap: t('request.step.paused', { days: pausedDays }), gapPaused: true };
  }
  return { gap };
}

/** How long it has stood where it stands. */
function sinceStep(
  last: ShownStep,
  request: RequestDetail,
  { t, language, now }: Words,
): Pick<LineStep, 'gap'> {
  if (isOver(request) || (request.state === 'inForce' && request.suppliedAt !== null)) return {};
  const lasted = now.getTime() - Date.parse(last.at);
  return lasted < 60_000 ? {} : { gap: t('request.step.since', { time: formatDuration(lasted, language) }) };
}

/**
 * A request as a line of steps: what happened with who, when and how long, where it stands, and what follows.
 * `upTo` the reply where there is little room and the question is the reply itself.
 */
export function requestSteps(
  request: RequestDetail,
  words: Words,
  upTo: 'reply' | 'supply' = 'supply',
): LineStep[] {
  const history = shownHistory(request);
  const done = history.map((step, index) => {
    const next = history[index + 1];
    return {
      ...doneStep(step, words),
      ...(next
        ? gapBetween(step, next, words, request.replyClock?.pausedDays ?? 0)
        : sinceStep(step, request, words)),
    };
  });
  const own = request.submittedAt === null ? ownSteps(request, words) : [];
  const rest =
    request.submittedAt === null && request.state !== 'withdrawn' ? [replyAhead(request, words)] : [];
  const following = upTo === 'reply' && request.repliedAt === null ? [] : followingSteps(request, words);
  return [...own, ...done, ...waitingSteps(request, words), ...rest, ...following];
}
