import { App } from 'antd';
import { useCallback } from 'react';
import { useText } from '../platform/i18n.ts';
import { toProblem } from '../platform/problem.ts';
import { problemTexts } from './problem-texts.ts';

/** Says a refusal or failure under the band, of an act that has no form of its own to say it in. */
export function useTellProblem(): (problem: unknown) => void {
  const t = useText();
  const { message } = App.useApp();
  return useCallback(
    (problem) => void message.error(problemTexts(t, toProblem(problem).details).title),
    [t, message],
  );
}
