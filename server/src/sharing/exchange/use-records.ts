import { addDays, localDate, yearOf } from '@tandem/calendar';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { ruleParam } from '../../foundation/statute/index.ts';
import type { FindTerms } from './answer-call.ts';
import { exchangeError } from './errors.ts';

export type UseAspect = 'scenario' | 'process' | 'effect' | 'storage' | 'destruction';

export interface UseRecord {
  id: string;
  aspect: UseAspect;
  statement: string;
  recordedAt: string;
  keepUntil: string;
}

/** The first day on which a record made on `day` may be removed (Art 29). */
export function keepUntil(day: string): string {
  const from = localDate(day);
  const sameDay = `${yearOf(from) + ruleParam('29.use-records', 'years')}${day.slice(4)}`;
  return sameDay.endsWith('02-29') ? `${sameDay.slice(0, 5)}03-01` : addDays(localDate(sameDay), 0);
}

export interface RecordUseInput {
  agreementId: string;
  aspect: UseAspect;
  statement: string;
}

/** The requester's own statement of how the data was used, stored or destroyed (Art 29). */
export async function recordUse(transact: Transact, findTerms: FindTerms, input: RecordUseInput): Promise<UseRecord> {
  return transact(async (tx) => {
    const terms = await findTerms(tx, input.agreementId);
    if (!terms) throw exchangeError('EXCHANGE_AGREEMENT_UNKNOWN');
    if (tx.actor.departmentId !== terms.requesterId) throw exchangeError('EXCHANGE_THIRD_PARTY', { rule: '34.responsibility' });
    const until = keepUntil(tx.today);
    const result = await tx.client.query<{ id: string }>(
      `insert into exchange.use_record
         (agreement_id, requester_id, provider_id, aspect, statement, recorded_by, recorded_at, keep_until)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [
        input.agreementId, terms.requesterId, terms.providerId, input.aspect, input.statement, tx.actor.personId,
        tx.now, until,
      ],
    );
    const id = result.rows[0]?.id ?? '';
    await appendEntry(tx, {
      kind: 'use.recorded',
      subject: `agreement:${input.agreementId}`,
      payload: { agreement: terms.number, aspect: input.aspect, statement: input.statement, keepUntil: until },
      owners: [terms.requesterId, terms.providerId],
    });
    return { id, aspect: input.aspect, statement: input.statement, recordedAt: tx.now.toISOString(), keepUntil: until };
  });
}

/** Records of use under one agreement, newest first; open to requester, provider and authority. */
export async function listUseRecords(tx: Tx, agreementId: string): Promise<UseRecord[]> {
  const result = await tx.client.query<Omit<UseRecord, 'recordedAt'> & { recordedAt: Date }>(
    `select id, aspect, statement, recorded_at as "recordedAt", keep_until as "keepUntil"
     from exchange.use_record where agreement_id = $1 order by id desc limit 500`,
    [agreementId],
  );
  return result.rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
}
