export { LedgerError } from './errors.ts';
export type { LedgerErrorCode } from './errors.ts';
export { parseBase64, toBase64 } from './encoding.ts';
export { emptyRoot, leafHash, nodeHash, portableSha256 } from './hashing.ts';
export type { Hash, Sha256 } from './hashing.ts';
export { bundlesBetween, formatTilePath, parseTilePath, TILE_WIDTH, tileInTree } from './tile.ts';
export type { TileAddress } from './tile.ts';
export { formatEntryBundle, MAX_ENTRY_BYTES, parseEntryBundle } from './entry-bundle.ts';
export { edgeTiles, EMPTY_TREE, integrate, restoreTree, rootOf } from './integrate.ts';
export type { TreeState, WrittenTile } from './integrate.ts';
export { proveConsistency, proveInclusion, readRoot } from './prove.ts';
export type { TileReader } from './prove.ts';
export { verifyConsistency, verifyInclusion } from './verify-proof.ts';
export type { ConsistencyClaim, InclusionClaim } from './verify-proof.ts';
export {
  COSIGNATURE_V1,
  createVerifierKey,
  ED25519,
  formatVerifierKey,
  parseVerifierKey,
} from './verifier-key.ts';
export type { VerifierKey } from './verifier-key.ts';
export { createNoteSigner, openNote, parseNote, signNote } from './signed-note.ts';
export type { NoteSignature, NoteSigner, SignedNote, VerifiedSignature } from './signed-note.ts';
export { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
export type { Checkpoint, OpenedCheckpoint } from './checkpoint.ts';
export { formatTlogProof, parseTlogProof } from './tlog-proof.ts';
export type { TlogProof } from './tlog-proof.ts';
export { canonicalJson, parseCanonicalJson } from './canonical-json.ts';
export type { JsonValue } from './canonical-json.ts';
export { commit, opens, SALT_BYTES } from './commitment.ts';
export type { Opening } from './commitment.ts';
export { createEntry, parseEntry } from './entry.ts';
export type { LedgerEntry, NewLedgerEntry } from './entry.ts';
export { asIssued, formatReceipt, MAX_RECEIPT_BYTES, parseReceipt, verifyReceipt } from './receipt.ts';
export type { ReceiptParts, ReceiptRefusal, VerifiedReceipt } from './receipt.ts';
