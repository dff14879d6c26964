/**
 * Number of the rules by which cells become values. Raised with each change by which the same file and plan give other
 * values, as units of amounts: a load that began by other rules begins anew from its file.
 */
export const READING_RULES = 5;
