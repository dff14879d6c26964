/** Sets of indexes as whole numbers: bit i is index i. Union is `|`, intersection `&`, and equal sets are `===`. */

/** `known`: sets made so, of which equal ones are to be one. */
export function setOf(length: number, has: (index: number) => boolean, known?: Map<string, bigint>): bigint {
  if (length === 0) return 0n;
  let bits = '0b';
  for (let index = length - 1; index >= 0; index -= 1) bits += has(index) ? '1' : '0';
  const found = known?.get(bits);
  if (found !== undefined) return found;
  const set = BigInt(bits);
  known?.set(bits, set);
  return set;
}

/** All indexes below this one. */
export const allOf = (length: number): bigint => (1n << BigInt(length)) - 1n;

/** So many are added one by one. */
const FEW = 16;

export function setFrom(indexes: readonly number[]): bigint {
  if (indexes.length < FEW) return indexes.reduce((set, index) => set | (1n << BigInt(index)), 0n);
  const members = new Set(indexes);
  const last = indexes.reduce((most, index) => Math.max(most, index), 0);
  return setOf(last + 1, (index) => members.has(index));
}

/** In ascending order; of a set that is not negative. */
export function membersOf(set: bigint): number[] {
  const bits = set.toString(2);
  const members: number[] = [];
  for (let at = bits.length - 1; at >= 0; at -= 1) if (bits[at] === '1') members.push(bits.length - 1 - at);
  return members;
}
