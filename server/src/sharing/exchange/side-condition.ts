/** From where the caller looks: calls it made, calls for its data, both, or (authority, auditors) all. */
export type Side = 'requester' | 'provider' | 'both' | 'all';

/** Keeps the planner on the index of the side that is looked from; row-level security holds besides. */
export function sideCondition(side: Side): string {
  switch (side) {
    case 'requester':
      return 'requester_id = platform.acting_department()';
    case 'provider':
      return 'provider_id = platform.acting_department()';
    case 'both':
      return '(requester_id = platform.acting_department() or provider_id = platform.acting_department())';
    case 'all':
      return 'true';
  }
}
