/** Where requests and agreements can stand, in the order of their lives; and the sides of a list. */
export const requestStates = [
  'draft',
  'awaitingOfficeConsent',
  'submitted',
  'supplementNeeded',
  'scopeProposed',
  'awaitingReplyConsent',
  'granted',
  'inForce',
  'refused',
  'withdrawn',
  'ended',
] as const;
export const agreementStates = [
  'pending',
  'scheduled',
  'inForce',
  'suspended',
  'ended',
  'expired',
  'declined',
] as const;
export const decisions = ['grant', 'refuse'] as const;
export const sides = ['outgoing', 'incoming'] as const;
