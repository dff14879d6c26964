import { sha256 } from '@noble/hashes/sha2.js';

/** 32 bytes. */
export type Hash = Uint8Array;

/** SHA-256 of the bytes, as a fresh array. */
export type Sha256 = (bytes: Uint8Array) => Hash;

export const HASH_BYTES = 32;

/** Works in browsers too. The server passes its native function, about twice as fast, where hashing is hot. */
export const portableSha256: Sha256 = sha256;

/** SHA-256(0x00 ‖ entry). Source: RFC 6962 section 2.1. */
export function leafHash(entry: Uint8Array, sha256: Sha256 = portableSha256): Hash {
  const input = new Uint8Array(1 + entry.length);
  input.set(entry, 1);
  return sha256(input);
}

/** SHA-256(0x01 ‖ left ‖ right). Source: RFC 6962 section 2.1. */
export function nodeHash(left: Hash, right: Hash, sha256: Sha256 = portableSha256): Hash {
  const input = new Uint8Array(1 + 2 * HASH_BYTES);
  input[0] = 0x01;
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return sha256(input);
}

/** The root of a tree without entries: the hash of nothing. Source: RFC 6962 section 2.1. */
export function emptyRoot(sha256: Sha256 = portableSha256): Hash {
  return sha256(new Uint8Array(0));
}
