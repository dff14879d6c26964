import type { Flags } from './pattern.ts';

/** A text as code points, and what anchors say of a place in it. */
export class Subject {
  readonly codePoints: Uint32Array;
  readonly #isMultiline: boolean;

  constructor(text: string, { isMultiline }: Flags) {
    this.codePoints = Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0);
    this.#isMultiline = isMultiline;
  }

  get length(): number {
    return this.codePoints.length;
  }

  /** A line begins behind each line end but one at the end of the text. */
  isStart(at: number): boolean {
    return at === 0 || (this.#isMultiline && at < this.length && this.codePoints[at - 1] === 0x0a);
  }

  isEnd(at: number): boolean {
    return at === this.length || (this.#isMultiline && this.codePoints[at] === 0x0a);
  }

  slice(from: number, to: number): string {
    let text = '';
    for (const codePoint of this.codePoints.subarray(from, to)) text += String.fromCodePoint(codePoint);
    return text;
  }
}
