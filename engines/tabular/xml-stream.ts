import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { TabularError } from './errors.ts';

export interface XmlHandlers {
  /** Names without their namespace prefix. */
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/** Bytes without the end of a tag: text, comments and attributes are collected by the parser until then. */
const MAX_RUN_BYTES = 8 * 1024 * 1024;

/**
 * A strict streaming XML parser for untrusted parts: UTF-8 only, no document type declaration (so no entities
 * but the five predefined), bounded depth. Throws `TABULAR_XML_*`.
 */
export class XmlStream {
  readonly #parser = new SaxesParser();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #depth = 0;
  #sinceTag = 0;

  constructor(handlers: XmlHandlers, maxDepth: number) {
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw new TabularError('TABULAR_XML_BROKEN', {}, error);
    });
    parser.on('doctype', () => {
      throw new TabularError('TABULAR_XML_DTD_REFUSED');
    });
    parser.on('xmldecl', ({ encoding }) => {
      const declared = (encoding ?? 'utf-8').toLowerCase();
      if (declared !== 'utf-8' && declared !== 'utf8' && declared !== 'us-ascii') {
        throw new TabularError('TABULAR_XML_BROKEN', { encoding: declared });
      }
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.#sinceTag = 0;
      if (++this.#depth > maxDepth) throw new TabularError('TABULAR_XML_TOO_DEEP', { max: maxDepth });
      handlers.open?.(localName(name), attributes);
    });
    parser.on('closetag', ({ name }) => {
      this.#depth--;
      this.#sinceTag = 0;
      handlers.close?.(localName(name));
    });
    const { text } = handlers;
    if (text) {
      parser.on('text', text);
      parser.on('cdata', text);
    }
  }

  write(bytes: Uint8Array): void {
    this.#sinceTag += bytes.length;
    if (this.#sinceTag > MAX_RUN_BYTES) throw new TabularError('TABULAR_XML_BROKEN', { run: this.#sinceTag });
    this.#parser.write(this.#decode(bytes));
  }

  end(): void {
    this.#parser.write(this.#decode());
    this.#parser.close();
  }

  #decode(bytes?: Uint8Array): string {
    try {
      return bytes ? this.#decoder.decode(bytes, { stream: true }) : this.#decoder.decode();
    } catch (error) {
      throw new TabularError('TABULAR_XML_BROKEN', { encoding: 'utf-8' }, error);
    }
  }
}

export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Feeds a whole stream of bytes to handlers. */
export async function parseXml(
  bytes: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  maxDepth: number,
): Promise<void> {
  const xml = new XmlStream(handlers, maxDepth);
  for await (const piece of bytes) xml.write(piece);
  xml.end();
}
