/** 目录条目的办理状态: where a change to an entry stands. */
export const DRAFT_STATES = ['draft', 'returned', 'awaitingConsent', 'awaitingReview'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** What can be done to a change. `announce` ends it: the entry is published, or its withdrawal takes effect. */
export const DRAFT_ACTS = [
  'edit',
  'file',
  'recall',
  'consent',
  'returnByHead',
  'returnByAuthority',
  'announce',
  'discard',
] as const;
export type DraftAct = (typeof DRAFT_ACTS)[number];

/*
 *            edit                         recall
 *          ┌──────┐        ┌────────────────────────────────┐
 *          ▼      │        ▼                                │
 *   ──► draft ────┴──► file ──► awaitingConsent ── consent ──► awaitingReview ── announce ──► gone
 *          ▲                        │                              │
 *         edit              returnByHead                   returnByAuthority
 *          │                        ▼                              ▼
 *          └─────────────────────────── returned ◄────────────────┘
 */
const NEXT: Readonly<Record<DraftAct, Partial<Record<DraftState, DraftState | 'gone'>>>> = {
  edit: { draft: 'draft', returned: 'draft' },
  file: { draft: 'awaitingConsent', returned: 'awaitingConsent' },
  recall: { awaitingConsent: 'draft' },
  consent: { awaitingConsent: 'awaitingReview' },
  returnByHead: { awaitingConsent: 'returned' },
  returnByAuthority: { awaitingReview: 'returned' },
  announce: { awaitingReview: 'gone' },
  discard: { draft: 'gone', returned: 'gone' },
};

/** The state after `act`, or undefined when the act has no place in `state`. */
export function nextState(state: DraftState, act: DraftAct): DraftState | 'gone' | undefined {
  return NEXT[act][state];
}
