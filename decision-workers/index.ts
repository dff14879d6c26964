export { BatchPool } from './batch-pool.ts';
export type { PoolOptions, RunOptions } from './batch-pool.ts';
export { BatchPoolError } from './batch-pool-error.ts';
