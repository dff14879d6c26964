import type { RequestRecord } from './request-store.ts';

/** What every notice of a request names: several requests for one entry are told apart by their numbers. */
export function noticeSubject({ resourceTitle, number }: Pick<RequestRecord, 'resourceTitle' | 'number'>) {
  return { title: resourceTitle, number: number ?? '' };
}
