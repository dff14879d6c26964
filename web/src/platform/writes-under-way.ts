import type { Answered } from './call-server.ts';

/**
 * Writes that have no answer yet. A second, equal write while the first is under way is a double click: it is not sent,
 * and both get the one answer, which may tell what is never told again (a one-time password) or be on record as a
 * disclosure of its own.
 */
export class WritesUnderWay {
  readonly #answers = new Map<string, Promise<Answered>>();

  /** @param write what tells it from every other write */
  async send(write: string, send: () => Promise<Answered>): Promise<Answered> {
    const { response, problem } = await (this.#answers.get(write) ?? this.#begin(write, send));
    return { response: response.clone(), problem };
  }

  #begin(write: string, send: () => Promise<Answered>): Promise<Answered> {
    const answer = send().finally(() => this.#answers.delete(write));
    this.#answers.set(write, answer);
    return answer;
  }
}
