import { callServer } from '../../platform/call-server.ts';
import type { ApiProblem } from '../../platform/problem.ts';
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

/** Sends the call as the signed-in person. A refusal is a result here, with its receipt, not a failure of the page. */
export async function sendCall(
  call: ComposedCall,
  target: { agreementId: string; purpose: string },
): Promise<SentCall> {
  const startedAt = performance.now();
  const { response, problem } = await callServer(
    new Request(callPath(target.agreementId, call.mode), {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/json',
        'tandem-purpose': encodeURIComponent(target.purpose),
      },
      body: JSON.stringify(callBody(call)),
    }),
  );
  if (problem?.code === 'CONSOLE_ANSWER_UNREADABLE') throw problem;
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? null : JSON.parse(text),
    receipt: response.headers.get('tandem-receipt') ?? undefined,
    milliseconds: Math.round(performance.now() - startedAt),
    problem,
  };
}
