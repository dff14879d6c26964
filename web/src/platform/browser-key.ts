interface BrowserKeyPair {
  /** PEM (PKCS 8), for the program; never leaves this browser but as the file that the person saves. */
  privateKey: string;
  /** PEM (SPKI), to be registered. */
  publicKey: string;
}

function pem(label: string, bytes: ArrayBuffer): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Whether a text holds the private half of a key, in PEM, as bare PKCS 8 or as a JWK: it is to leave this browser nowhere. */
export function isPrivateKey(text: string): boolean {
  return /PRIVATE KEY|MC4CAQAwBQYDK2Vw|"d"\s*:/u.test(text);
}

/** Whether this browser can make Ed25519 keys: it needs a secure context and a recent version. */
export async function canMakeKeys(): Promise<boolean> {
  return (await makeKeyPair().catch(() => undefined)) !== undefined;
}

/** A new Ed25519 key pair from the browser's random source. */
export async function makeKeyPair(): Promise<BrowserKeyPair> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('no key pair was made');
  return {
    privateKey: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
    publicKey: pem('PUBLIC KEY', await crypto.subtle.exportKey('spki', pair.publicKey)),
  };
}
