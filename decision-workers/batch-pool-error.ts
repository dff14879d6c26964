type BatchPoolErrorCode =
  /** Twice a thread ended while it decided these rows, by their memory most likely; params: from, to. */
  | 'WORKER_CRASHED'
  /** The pool was closed before the rows were decided. */
  | 'POOL_CLOSED';

/** What threads refuse. The code is stable; the message is for developers. */
export class BatchPoolError extends Error {
  readonly code: BatchPoolErrorCode;
  readonly params: Readonly<Record<string, number>>;

  constructor(code: BatchPoolErrorCode, params: Record<string, number> = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(params)}`, { cause });
    this.name = 'BatchPoolError';
    this.code = code;
    this.params = params;
  }
}
