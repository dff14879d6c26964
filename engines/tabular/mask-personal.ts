/**
 * Leaves enough to recognise a row and too little to learn the value: of up to two characters none, of up
 * to eight the first, of longer ones the first three and the last.
 */
export function maskPersonal(text: string): string {
  const characters = [...text];
  const { length } = characters;
  if (length <= 2) return '*'.repeat(length);
  if (length <= 8) return characters[0]! + '*'.repeat(length - 1);
  return characters.slice(0, 3).join('') + '*'.repeat(Math.min(length, 40) - 4) + characters[length - 1]!;
}
