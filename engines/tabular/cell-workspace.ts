/** Verdicts of a converter; a number from 0 up is the number of the broken rule (`RULE_NUMBER`). */
export const KEEP = -1;
export const REPLACED = -2;

/**
 * Judges one cell `bytes[from..to)`, already trimmed and not empty: KEEP (the bytes are its canonical text),
 * REPLACED (the canonical text was put into the workspace) or the number of a rule.
 */
export type Convert = (bytes: Buffer, from: number, to: number, work: CellWorkspace) => number;

/** Where converters leave their results. One for an import; reset for each batch. */
export class CellWorkspace {
  bytes: Buffer = Buffer.allocUnsafeSlow(1 << 16);
  used = 0;
  /** The canonical text of the last REPLACED cell. */
  from = 0;
  to = 0;
  /** The last cell as a number, for minimum and maximum: the number, yyyymmdd, or milliseconds. */
  value = 0;
  /** ISO 4217 code of the last amount. */
  currency = 'CNY';
  /** Number of a rule that the last cell breaks without being rejected; -1 for none. */
  warning = -1;

  reset(): void {
    this.used = 0;
  }

  /** Makes room for `size` bytes and points `from` at them. The caller writes and calls `close`. */
  open(size: number): Buffer {
    if (this.used + size > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.used + size));
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    this.from = this.used;
    return this.bytes;
  }

  close(to: number): number {
    this.to = to;
    this.used = to;
    return REPLACED;
  }

  put(text: string): number {
    const bytes = this.open(text.length * 3);
    return this.close(this.from + bytes.write(text, this.from, 'utf8'));
  }
}

/** Whether the workspace's last text equals the bytes it was made from. */
export function keepIfSame(text: string, original: string, work: CellWorkspace): number {
  return text === original ? KEEP : work.put(text);
}
