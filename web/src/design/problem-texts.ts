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

function ownWords(code: string): [TextKey, TextKey] | undefined {
  if (code === 'CONSOLE_UNREACHABLE')
    return ['console.failure.unreachable', 'console.failure.unreachable.advice'];
  if (code === 'CONSOLE_FAULT') return ['console.failure.fault', 'console.failure.fault.advice'];
  return undefined;
}

/** Texts of a problem: the server's own where it sent them, ours by status where it did not. */
export function problemTexts(t: Text, details: ProblemDetails): ProblemTexts {
  const byStatus = statusWords.find(([matches]) => matches(details.status));
  const [title, advice] = ownWords(details.code) ??
    byStatus?.slice(1) ?? ['console.failure.fault', 'console.failure.fault.advice'];
  const adviceForCode = `problem.${details.code}.advice`;
  const isOwn = details.code.startsWith('CONSOLE_');
  return {
    title: isOwn || details.title === '' ? t(title as TextKey) : details.title,
    detail: isOwn ? undefined : details.detail,
    advice: t(isMessageKey(adviceForCode) ? adviceForCode : (advice as TextKey)),
  };
}

export function useProblemTexts(details: ProblemDetails): ProblemTexts {
  return problemTexts(useText(), details);
}
