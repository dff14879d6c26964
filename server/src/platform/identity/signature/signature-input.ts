import { parseDictionary, serializeInnerList, type InnerList } from 'structured-headers';
import { identityError } from '../errors.ts';

/** The one signature of a message that is meant for this platform, as RFC 9421 section 4 writes it. */
export interface SignatureInput {
  /** Covered components in the order in which they were signed, lower case. */
  components: readonly string[];
  /** Value of `@signature-params`: the inner list exactly as the signature covers it. */
  params: string;
  keyId: string;
  nonce: string;
  /** Seconds since 1970. */
  created: number;
  expires: number;
  signature: Uint8Array;
}

export const SIGNATURE_TAG = 'tandem';
const LONGEST_HEADER = 4096;
const NONCE = /^[\x21-\x7e]{16,64}$/;
const KEY_ID = /^[A-Za-z0-9_-]{43}$/;

/**
 * Reads `Signature-Input` and `Signature`. Signatures with another tag (a proxy's, say) are left alone; of ours
 * there must be exactly one. Component parameters (`;sf`, `;req`, …) are not part of the profile.
 * @throws AppError IDENTITY_SIGNATURE_MALFORMED, or IDENTITY_SIGNATURE_INCOMPLETE naming the part
 */
export function parseSignature(input: string, signature: string): SignatureInput {
  if (input.length > LONGEST_HEADER || signature.length > LONGEST_HEADER) throw malformed();
  const [label, list] = findOurs(readDictionary(input));
  const [items, parameters] = list;
  const bytes = readDictionary(signature).get(label)?.[0];
  if (!(bytes instanceof ArrayBuffer) || bytes.byteLength !== 64) throw malformed();
  const text = (name: string, form: RegExp) => {
    const value = parameters.get(name);
    if (typeof value !== 'string' || !form.test(value)) throw incomplete(name);
    return value;
  };
  const seconds = (name: string) => {
    const value = parameters.get(name);
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw incomplete(name);
    return value;
  };
  text('alg', /^ed25519$/);
  return {
    components: componentsOf(items),
    params: serializeInnerList(list),
    keyId: text('keyid', KEY_ID),
    nonce: text('nonce', NONCE),
    created: seconds('created'),
    expires: seconds('expires'),
    signature: new Uint8Array(bytes),
  };
}

function readDictionary(text: string): ReturnType<typeof parseDictionary> {
  try {
    return parseDictionary(text);
  } catch (error) {
    throw malformed(error);
  }
}

function findOurs(dictionary: ReturnType<typeof parseDictionary>): [string, InnerList] {
  const ours = [...dictionary].filter(([, member]) => member[1].get('tag') === SIGNATURE_TAG);
  const [first] = ours;
  if (!first || ours.length > 1) throw incomplete('tag');
  const [label, member] = first;
  if (!Array.isArray(member[0])) throw malformed();
  return [label, member as InnerList];
}

function componentsOf(items: InnerList[0]): string[] {
  const names = items.map(([name, parameters]) => {
    if (typeof name !== 'string' || name !== name.toLowerCase() || parameters.size > 0) throw malformed();
    return name;
  });
  if (new Set(names).size !== names.length) throw malformed();
  return names;
}

function malformed(cause?: unknown) {
  return identityError('IDENTITY_SIGNATURE_MALFORMED', { cause });
}

/** @param part the parameter or component that is missing or not as the profile wants it */
export function incomplete(part: string) {
  return identityError('IDENTITY_SIGNATURE_INCOMPLETE', { params: { part } });
}
