import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Number of bytes at the end of `bytes` that begin a UTF-8 sequence without completing it (0 to 3). */
export function incompleteUtf8Tail(bytes: Uint8Array): number {
  const size = bytes.length;
  for (let back = 1; back <= Math.min(3, size); back++) {
    const byte = bytes[size - back]!;
    if (byte >= 0x80 && byte < 0xc0) continue;
    const need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return need > back ? back : 0;
  }
  return 0;
}

/**
 * Turns chunks in a source encoding, cut anywhere, into chunks of valid UTF-8, cut between characters.
 * A leading byte order mark is dropped. What cannot be decoded becomes U+FFFD and is found by the scanner,
 * so it ends as a defect of its row; delimiters and line ends next to it survive.
 */
export interface Transcoder {
  push(chunk: Uint8Array): Buffer;
  end(): Buffer;
}

export function createTranscoder(encoding: Encoding): Transcoder {
  return encoding === 'utf-8' ? new Utf8Transcoder() : new DecodingTranscoder(encoding);
}

class DecodingTranscoder implements Transcoder {
  readonly #decoder: TextDecoder;

  constructor(encoding: Encoding) {
    this.#decoder = new TextDecoder(encoding);
  }

  push(chunk: Uint8Array): Buffer {
    return Buffer.from(this.#decoder.decode(chunk, { stream: true }), 'utf8');
  }

  end(): Buffer {
    return Buffer.from(this.#decoder.decode(), 'utf8');
  }
}

class Utf8Transcoder implements Transcoder {
  #carry: Buffer = Buffer.alloc(0);
  #begun = false;

  push(chunk: Uint8Array): Buffer {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#carry.length > 0) bytes = Buffer.concat([this.#carry, bytes]);
    if (!this.#begun) {
      if (bytes.length < 3) {
        this.#carry = Buffer.from(bytes);
        return Buffer.alloc(0);
      }
      this.#begun = true;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    }
    const tail = incompleteUtf8Tail(bytes);
    this.#carry = Buffer.from(bytes.subarray(bytes.length - tail));
    return validUtf8(bytes.subarray(0, bytes.length - tail));
  }

  end(): Buffer {
    const rest = this.#carry;
    this.#carry = Buffer.alloc(0);
    return validUtf8(rest);
  }
}

function validUtf8(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  return Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), 'utf8');
}
