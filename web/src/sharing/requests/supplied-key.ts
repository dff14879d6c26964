import type { TextKey } from '../../platform/i18n.ts';
import type { AgreementDetail } from './request-api.ts';

/** What is true of the data while nobody may use it; undefined once it was supplied for use. */
export function suppliedKey({
  state,
  suppliedAt,
}: Pick<AgreementDetail, 'state' | 'suppliedAt'>): TextKey | undefined {
  if (suppliedAt === null) return 'agreement.supplied.not';
  if (state === 'pending') return 'agreement.supplied.ready';
  return state === 'scheduled' ? 'agreement.supplied.scheduled' : undefined;
}
