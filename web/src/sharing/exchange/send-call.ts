import { currentLanguage } from '../../platform/i18n.ts';
import { type ApiProblem, parseProblem } from '../../platform/problem.ts';
import { callBody, callPath, type ComposedCall } from './call-examples.ts';

export interface SentCall {
  status: number;
  body: unknown;
  /** Id of the record that was made before the answer left; refusals have one too. */
  receipt: string | undefined;
  milliseconds: number;
  /** Set when the call was refused. */
  problem: ApiProblem | undefined;
}

/**
 * Sends the call as the signed-in person. A refusal is a result here, not a failure of the page, and its receipt
 * is in a header; so this goes to the network by itself.
 */
export async function sendCall(
  call: ComposedCall,
  target: { agreementId: string; purpose: string },
): Promise<SentCall> {
  const startedAt = performance.now();
  const response = await fetch(callPath(target.agreementId, call.mode), {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'accept-language': currentLanguage(),
      'content-type': 'application/json',
      'tandem-purpose': encodeURIComponent(target.purpose),
    },
    body: JSON.stringify(callBody(call)),
  });
  const text = await response.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  return {
    status: response.status,
    body,
    receipt: response.headers.get('tandem-receipt') ?? undefined,
    milliseconds: Math.round(performance.now() - startedAt),
    problem: response.ok ? undefined : parseProblem(response.status, body),
  };
}
