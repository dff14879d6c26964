/** Bounds for untrusted files. Bytes are UTF-8 bytes after decoding unless the name says otherwise. */
export interface Limits {
  /** Columns of one table. */
  maxColumns: number;
  /** One cell. A longer one makes its row a reject. */
  maxCellBytes: number;
  /** One record. A longer one is a reject, kept as an excerpt. Also bounds the look-ahead for a closing quote. */
  maxRowBytes: number;
  maxZipEntries: number;
  /** Sum over all inflated parts of one ZIP. */
  maxInflatedBytes: number;
  /** Inflated to compressed size of one part, enforced once the part passed `ratioFreeBytes`. */
  maxInflateRatio: number;
  ratioFreeBytes: number;
  maxSharedStrings: number;
  maxSharedStringBytes: number;
  maxXmlDepth: number;
  /** Inflated size of one Parquet row group, and of one of its pages. */
  maxRowGroupBytes: number;
  /** JSON nesting inside one line. */
  maxJsonDepth: number;
}

export const DEFAULT_LIMITS: Readonly<Limits> = {
  maxColumns: 2048,
  maxCellBytes: 256 * 1024,
  maxRowBytes: 1024 * 1024,
  maxZipEntries: 4096,
  maxInflatedBytes: 4 * 1024 ** 3,
  maxInflateRatio: 100,
  ratioFreeBytes: 10 * 1024 ** 2,
  maxSharedStrings: 4_000_000,
  maxSharedStringBytes: 512 * 1024 ** 2,
  maxXmlDepth: 64,
  maxRowGroupBytes: 1024 ** 3,
  maxJsonDepth: 64,
};

export function withDefaults(limits: Partial<Limits> | undefined): Limits {
  return { ...DEFAULT_LIMITS, ...limits };
}
