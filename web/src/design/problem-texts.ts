import { isMessageKey } from '@tandem/messages';
import { type Text, type TextKey, useText } from '../platform/i18n.ts';
import type { ProblemDetails } from '../platform/problem.ts';

export interface ProblemTexts {
  title: string;
  detail: string | undefined;
  /** What to do about it. */
  advice: string | undefined;
}

const statusWords: readonly [(status: number) => boolean, TextKey, TextKey][] = [
  [(status) => status === 401, 'console.failure.signedOut', 'console.failure.signedOut.advice'],
  [(status) => status === 403, 'console.failure.forbidden', 'console.failure.forbidden.advice'],
  [(status) => status === 404, 'console.failure.notFound', 'console.failure.notFound.advice'],
  [(status) => status === 409 || status === 412, 'console.failure.stale', 'console.failure.stale.advice'],
  [(status) => status === 429, 'console.failure.tooMany', 'console.failure.tooMany.advice'],
  [(status) => status >= 500, 'console.failure.server', 'console.failure.server.advice'],
  [(status) => status >= 400, 'console.failure.refused', 'console.failure.refused.advice'],
];

/** What a refusal means where it stands for a whole page: the address and the role are all the reader can change. */
const pageWords: readonly [(status: number) => boolean, TextKey, TextKey][] = [
  [(status) => status === 400 || status === 422, 'console.failure.address', 'console.failure.address.advice'],
  [(status) => status === 403, 'console.failure.pageForbidden', 'console.failure.pageForbidden.advice'],
];

const faultWords: [TextKey, TextKey] = ['console.failure.fault', 'console.failure.fault.advice'];

function ownWords(code: string): [TextKey, TextKey] | undefined {
  if (code === 'CONSOLE_UNREACHABLE')
    return ['console.failure.unreachable', 'console.failure.unreachable.advice'];
  if (code === 'CONSOLE_OFFLINE') return ['console.failure.offline', 'console.failure.offline.advice'];
  if (code === 'CONSOLE_PAGE_UNKNOWN') return ['console.notFound.title', 'console.notFound.body'];
  return code === 'CONSOLE_FAULT' ? faultWords : undefined;
}

/** Statuses whose general advice still helps beside the server's own title. */
const alwaysAdvised = (status: number) => status === 404 || status === 412 || status === 429 || status >= 500;

/** Texts of a problem: the server's own where it sent them, ours by status where it did not. */
export function problemTexts(t: Text, details: ProblemDetails): ProblemTexts {
  const byStatus = statusWords.find(([matches]) => matches(details.status))?.slice(1);
  const [title, advice] = (ownWords(details.code) ?? byStatus ?? faultWords) as [TextKey, TextKey];
  const adviceForCode = `problem.${details.code}.advice`;
  const hasOwnTitle = !details.code.startsWith('CONSOLE_') && details.title !== '';
  const detail = hasOwnTitle && details.detail !== '' ? details.detail : undefined;
  const isAdvised = !hasOwnTitle || (detail === undefined && alwaysAdvised(details.status));
  return {
    title: hasOwnTitle ? details.title : t(title),
    detail,
    advice: isMessageKey(adviceForCode) ? t(adviceForCode) : isAdvised ? t(advice) : undefined,
  };
}

/** The same for a page that could not be shown at all. */
export function pageProblemTexts(t: Text, details: ProblemDetails): ProblemTexts {
  const texts = problemTexts(t, details);
  const words = pageWords.find(([matches]) => matches(details.status));
  if (!words) return texts;
  const [, title, advice] = words;
  const detail = details.status === 403 ? texts.title : texts.detail;
  return { title: t(title), detail, advice: t(advice) };
}

export function useProblemTexts(details: ProblemDetails): ProblemTexts {
  return problemTexts(useText(), details);
}
