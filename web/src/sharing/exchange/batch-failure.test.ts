import { expect, test } from 'vitest';
import { batchFailure } from './batch-failure.ts';

test('a file that was not made says why, by which article and what to do, in both languages', () => {
  const failure = batchFailure('EXCHANGE_QUOTA_ROWS', 'zh');
  expect(failure.rule).toEqual({ id: '25.scope', article: 25 });
  expect(failure.sentence).toMatch(/每日/);
  expect(failure.advice).toMatch(/变更协议/);
  expect(batchFailure('EXCHANGE_QUOTA_ROWS', 'en').sentence).toMatch(/rows a day/);
  expect(batchFailure('EXCHANGE_DATA_NOT_SUPPLIED', 'en')).toMatchObject({
    sentence: 'The provider does not supply the agreed data now',
    rule: { id: '22.supply', article: 22 },
  });
  const ended = batchFailure('EXCHANGE_ENDED', 'zh');
  expect(ended.sentence).toBe('协议已终止');
  expect(ended.advice).not.toBe('');
  expect(batchFailure('TABULAR_XLSX_CELL_TOO_LONG', 'zh').advice).toMatch(/CSV/);
  expect(batchFailure('EXCHANGE_BATCH_FAILED', 'en').advice).toMatch(/no data left/);
  expect(batchFailure('SOMETHING_ELSE', 'zh')).toMatchObject({ sentence: 'SOMETHING_ELSE', rule: undefined });
});
