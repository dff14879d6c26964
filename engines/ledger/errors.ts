export type LedgerErrorCode =
  /** A tile address or path that the tlog-tiles specification does not allow. */
  | 'TILE_ADDRESS_INVALID'
  /** A tile with another number of bytes than its address says. */
  | 'TILE_SIZE_WRONG'
  | 'BUNDLE_MALFORMED'
  /** An entry above 65,535 bytes does not fit an entry bundle. */
  | 'ENTRY_TOO_LARGE'
  /** An index or a size that is no whole number, or is outside the tree. */
  | 'TREE_POSITION_INVALID'
  | 'KEY_MALFORMED'
  /** A verifier key of a signature type other than Ed25519 (0x01) and cosignature/v1 (0x04). */
  | 'KEY_TYPE_UNKNOWN'
  | 'NOTE_MALFORMED'
  /** No signature by a key that the caller trusts for this purpose. */
  | 'NOTE_NOT_SIGNED_BY_KNOWN_KEY'
  /** A signature under a known name and key id that its key does not verify. */
  | 'SIGNATURE_INVALID'
  | 'CHECKPOINT_MALFORMED'
  | 'PROOF_MALFORMED'
  /** The entry is not at this index of the signed tree. */
  | 'INCLUSION_INVALID'
  /** A value that JSON can not carry: NaN, undefined, a lone surrogate, a class instance, nested too deeply. */
  | 'VALUE_NOT_JSON'
  | 'JSON_NOT_CANONICAL'
  | 'SALT_WRONG_SIZE'
  | 'ENTRY_MALFORMED'
  | 'RECEIPT_MALFORMED'
  /** The opened payload is not the one that the entry commits to. */
  | 'OPENING_INVALID';

/** Every refusal of this engine. The code is stable; the message is for developers. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode;
  constructor(code: LedgerErrorCode, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'LedgerError';
    this.code = code;
  }
}
