import { canonicalJson, type JsonValue } from './canonical-json.ts';
import { concatBytes, equalBytes, utf8 } from './encoding.ts';
import { LedgerError } from './errors.ts';
import { portableSha256, type Hash, type Sha256 } from './hashing.ts';

/** What opens a commitment: whoever holds both can show what was committed to, and nobody else can guess it. */
export interface Opening {
  payload: JsonValue;
  /** 32 random bytes, used for one commitment only. */
  salt: Uint8Array;
}

export const SALT_BYTES = 32;
const DOMAIN = utf8('tandem/commitment/v1\n');

/**
 * SHA-256("tandem/commitment/v1\n" ‖ salt ‖ canonical JSON of the payload). Hiding, since the salt has 256 random
 * bits; binding, since SHA-256 resists collisions and the salt has a fixed length.
 * @throws LedgerError SALT_WRONG_SIZE, VALUE_NOT_JSON
 */
export function commit({ payload, salt }: Opening, sha256: Sha256 = portableSha256): Hash {
  if (salt.length !== SALT_BYTES) throw new LedgerError('SALT_WRONG_SIZE', `${salt.length} bytes`);
  return sha256(concatBytes([DOMAIN, salt, utf8(canonicalJson(payload))]));
}

/** Whether the opening is what the commitment was made from. @throws as {@link commit} */
export function opens(opening: Opening, commitment: Hash, sha256: Sha256 = portableSha256): boolean {
  return equalBytes(commit(opening, sha256), commitment);
}
