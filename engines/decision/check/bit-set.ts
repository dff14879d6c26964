/** Sets of indexes as whole numbers: bit i is index i. Union is `|`, intersection `&`, and equal sets are `===`. */

export function setOf(length: number, has: (index: number) => boolean): bigint {
  if (length === 0) return 0n;
  let bits = '0b';
  for (let index = length - 1; index >= 0; index -= 1) bits += has(index) ? '1' : '0';
  return BigInt(bits);
}

export const setFrom = (indexes: readonly number[]): bigint =>
  indexes.reduce((set, index) => set | (1n << BigInt(index)), 0n);

/** In ascending order; of a set that is not negative. */
export function membersOf(set: bigint): number[] {
  const bits = set.toString(2);
  const members: number[] = [];
  for (let at = bits.length - 1; at >= 0; at -= 1) if (bits[at] === '1') members.push(bits.length - 1 - at);
  return members;
}
