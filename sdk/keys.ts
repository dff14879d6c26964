import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

export interface KeyPair {
  /** PEM (PKCS 8). Stays with the program; the platform never asks for it. */
  privateKey: string;
  /** PEM (SPKI). This is what gets registered. */
  publicKey: string;
  /** How signatures name the key; the platform computes the same. */
  keyId: string;
}

/** A new Ed25519 key pair from the system's random source. */
export function generateKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    keyId: keyIdOf(publicKey),
  };
}

/** RFC 7638 thumbprint (SHA-256, base64url) of the public half of a key. @throws TypeError for another algorithm */
export function keyIdOf(key: KeyObject): string {
  const { crv, x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (crv !== 'Ed25519') throw new TypeError('the key is not an Ed25519 key');
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
}

/** @param key PEM text or a key object @throws TypeError when it is not an Ed25519 private key */
export function readPrivateKey(key: string | KeyObject): KeyObject {
  const read = typeof key === 'string' ? createPrivateKey(key) : key;
  if (read.type !== 'private' || read.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('the key is not an Ed25519 private key');
  }
  return read;
}
