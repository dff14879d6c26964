import { expect } from 'vitest';
import { GOOD, HEADER, type ImportsBed, type Run } from './imports-bed.ts';

/** What the columns of the imports' bed are read as where rows of it are to be rejected. */
export const TYPES = {
  企业名称: { unique: true },
  统一社会信用代码: { type: 'creditCode' },
  注册日期: { type: 'date' },
  注册资金: { type: 'money' },
};
export const WRONG = GOOD.replace('恒远', '错码').replace('91350100M000100Y43', '91350100M000100Y4Z');

/** Two good rows and one that is rejected, loaded. */
export async function loadWithReject(bed: ImportsBed, name = '登记.csv'): Promise<Run> {
  const run = await bed.begin([HEADER, GOOD, GOOD.replace('恒远', '瑞丰'), WRONG].join('\r\n'), name);
  await bed.plan(run, TYPES);
  const loaded = await bed.load(run.id);
  expect(loaded.report).toMatchObject({ rowsLoaded: 2, rowsRejected: 1 });
  return loaded;
}

export async function rejectsOf(bed: ImportsBed, run: Run): Promise<string> {
  return (await bed.call<string>('GET', `/api/v1/imports/${run.id}/rejects.csv`)).body;
}
