/** What a delegation is on a day. */
export type DelegationState = 'coming' | 'running' | 'over' | 'ended';

interface Period {
  startsOn: string;
  endsOn: string;
  endedAt: string | null;
}

/** @param today a day in Beijing, `2026-11-26` */
export function delegationState({ startsOn, endsOn, endedAt }: Period, today: string): DelegationState {
  if (endedAt !== null) return 'ended';
  if (today < startsOn) return 'coming';
  return today <= endsOn ? 'running' : 'over';
}
