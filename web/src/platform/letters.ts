/** How many letters and digits a text has, as the server counts what somebody explains: punctuation does not. */
export function lettersIn(text: string): number {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
