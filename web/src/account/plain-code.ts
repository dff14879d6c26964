/** A code as it is checked: apps show six figures in two groups, people copy recovery codes with blanks and dashes. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
}
