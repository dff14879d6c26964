import type { Flags } from './pattern.ts';

/** A text as code points, and what anchors say of a place in it. */
export class Subject {
  readonly codePoints: Uint32Array;
  readonly #isMultiline: boolean;

  constructor(text: string, { isMultiline }: Flags) {
    const codePoints = new Uint32Array(text.length);
    let length = 0;
    for (let at = 0; at < text.length; length += 1) {
      const codePoint = text.codePointAt(at) ?? 0;
      codePoints[length] = codePoint;
      at += codePoint > 0xffff ? 2 : 1;
    }
    this.codePoints = codePoints.subarray(0, length);
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
