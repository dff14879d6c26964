import { addDays, localDate, yearOf, type LocalDate } from '@tandem/calendar';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { ruleParam } from '../../foundation/statute/index.ts';
import { exchangeError } from './errors.ts';
import type { FindTerms } from './govern-call.ts';

/** 使用场景, 使用过程, 应用成效, 存储情况, 销毁情况. */
export const USE_ASPECTS = ['scenario', 'process', 'effect', 'storage', 'destruction'] as const;
export type UseAspect = (typeof USE_ASPECTS)[number];

export interface UseRecord {
  id: string;
  aspect: UseAspect;
  statement: string;
  recordedByName: string;
  recordedAt: string;
  /** The last day on which it must still be there. */
  keepUntil: string;
}

/** The last day of the retention that Art 29 asks for, of a record made on `day`. */
export function keepUntil(day: LocalDate): LocalDate {
  const year = yearOf(day) + ruleParam('29.use-records', 'years');
  const isLeapDay = day.endsWith('-02-29');
  return isLeapDay ? addDays(localDate(`${year}-02-28`), 1) : localDate(`${year}${day.slice(4)}`);
}

export interface RecordUseInput {
  agreementId: string;
  aspect: UseAspect;
  statement: string;
}

/**
 * The requester's own statement of how the data was used, stored or destroyed (Art 29). It can't be changed.
 * @throws AppError EXCHANGE_AGREEMENT_UNKNOWN, EXCHANGE_THIRD_PARTY
 */
export async function recordUse(
  transact: Transact,
  findTerms: FindTerms,
  input: RecordUseInput,
): Promise<UseRecord> {
  const { agreementId, aspect, statement } = input;
  return transact(async (tx) => {
    const terms = await findTerms(tx, agreementId);
    if (!terms) throw exchangeError('EXCHANGE_AGREEMENT_UNKNOWN');
    const { requesterId, providerId, number } = terms;
    if (tx.actor.departmentId !== requesterId) {
      throw exchangeError('EXCHANGE_THIRD_PARTY', { rule: '34.responsibility' });
    }
    const until = keepUntil(tx.today);
    const result = await tx.client.query<{ id: string }>(
      `insert into exchange.use_record
         (agreement_id, requester_id, provider_id, aspect, statement, recorded_by, recorded_by_name, recorded_at, keep_until)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [
        agreementId,
        requesterId,
        providerId,
        aspect,
        statement,
        tx.actor.personId,
        tx.actor.name,
        tx.now,
        until,
      ],
    );
    const id = result.rows[0]?.id ?? '';
    await appendEntry(tx, {
      kind: 'use.recorded',
      subject: `agreement:${agreementId}`,
      payload: { agreement: number, aspect, statement, keepUntil: until, by: tx.actor.name },
      owners: [requesterId, providerId],
    });
    return {
      id,
      aspect,
      statement,
      recordedByName: tx.actor.name,
      recordedAt: tx.now.toISOString(),
      keepUntil: until,
    };
  });
}

/** Records of use under one agreement, newest first; open to requester, provider and authority. */
export async function listUseRecords(tx: Tx, agreementId: string): Promise<UseRecord[]> {
  const result = await tx.client.query<Omit<UseRecord, 'recordedAt'> & { recordedAt: Date }>(
    `select id, aspect, statement, recorded_by_name as "recordedByName", recorded_at as "recordedAt",
       keep_until as "keepUntil"
     from exchange.use_record where agreement_id = $1 order by id desc limit 500`,
    [agreementId],
  );
  return result.rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
}
