/** What walking through so many UTF-16 units costs, as steps of an evaluation: nothing for short texts. */
export const walkSteps = (units: number): number => units >> 4;

/** Texts up to this length are compared at no cost. */
export const SHORT_TEXT = 256;
