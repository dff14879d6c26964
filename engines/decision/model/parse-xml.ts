import { SaxesParser, type SaxesAttributeNS } from 'saxes';
import { DecisionError } from '../decision-error.ts';
import { xmlFaultZh } from './xml-faults.ts';
import type { XmlElement, XmlNode } from './xml-tree.ts';

const MAX_CHARACTERS = 64 * 1024 * 1024;
const MAX_DEPTH = 200;
const MAX_ELEMENTS = 1_000_000;
const MAX_ALL_ATTRIBUTES = 2_000_000;
const MAX_ATTRIBUTES = 200;
const VERSION = { defaultXMLVersion: '1.0', forceXMLVersion: true } as const;

/** Builds the tree while the parser reads; counts what could be made to grow without end. */
class TreeBuilder {
  root: XmlElement | undefined;
  readonly #before: XmlNode[] = [];
  readonly #after: XmlNode[] = [];
  readonly #open: XmlElement[] = [];
  #elements = 0;
  #attributes = 0;

  start(element: XmlElement): void {
    this.#elements += 1;
    this.#attributes += element.attributes.length;
    if (
      this.#elements > MAX_ELEMENTS ||
      this.#attributes > MAX_ALL_ATTRIBUTES ||
      this.#open.length >= MAX_DEPTH ||
      element.attributes.length > MAX_ATTRIBUTES
    )
      throw new DecisionError('MODEL_TOO_LARGE', { line: element.line });
    this.add(element);
    this.root ??= Object.assign(element, { around: { before: this.#before, after: this.#after } });
    this.#open.push(element);
  }

  end(): void {
    this.#open.pop();
  }

  add(node: XmlNode): void {
    const open = this.#open.at(-1);
    if (open) open.children.push(node);
    // Around the root text is white space, and the root itself comes here before it is open.
    else if ('comment' in node || 'instruction' in node) (this.root ? this.#after : this.#before).push(node);
  }
}

/** Begins of tags, before any is read: who has too many is told so at once. */
function countTags(text: string): number {
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1))
    if (!'/!?'.includes(text.charAt(at + 1))) tags += 1;
  return tags;
}

const attributeOf = ({ local, prefix, uri, value }: SaxesAttributeNS) => ({
  name: local,
  prefix,
  namespace: uri,
  value,
});

const malformed = (place: { line: number; column: number }, message: string): DecisionError =>
  new DecisionError('XML_MALFORMED', { ...place, message, messageZh: xmlFaultZh(message) });

/**
 * Reads XML into a tree that can be written again. No document type, no entities but the five of XML, bounded.
 * @throws DecisionError XML_MALFORMED, XML_DOCTYPE_REFUSED, MODEL_TOO_LARGE
 */
export function parseXml(text: string): XmlElement {
  if (text.length > MAX_CHARACTERS) throw new DecisionError('MODEL_TOO_LARGE', { characters: text.length });
  const tags = countTags(text);
  if (tags > MAX_ELEMENTS) throw new DecisionError('MODEL_TOO_LARGE', { elements: tags });
  // XML 1.1 allows characters that could not be written again as 1.0.
  const parser = new SaxesParser({ xmlns: true, position: true, ...VERSION });
  const tree = new TreeBuilder();
  const place = () => ({ line: parser.line, column: parser.column });
  parser.on('error', (error) => {
    throw malformed(place(), error.message);
  });
  parser.on('doctype', () => {
    throw new DecisionError('XML_DOCTYPE_REFUSED', place());
  });
  parser.on('opentag', ({ local, prefix, uri, attributes }) =>
    tree.start({
      ...{ name: local, prefix, namespace: uri, ...place() },
      attributes: Object.values(attributes).map(attributeOf),
      children: [],
    }),
  );
  parser.on('closetag', () => tree.end());
  parser.on('text', (value) => tree.add({ text: value, cdata: false, ...place() }));
  parser.on('cdata', (value) => tree.add({ text: value, cdata: true, ...place() }));
  parser.on('comment', (comment) => tree.add({ comment }));
  parser.on('processinginstruction', ({ target, body }) => tree.add({ instruction: target, body }));
  parser.write(text).close();
  if (!tree.root) throw malformed(place(), 'no element');
  return tree.root;
}

export const isElement = (node: XmlNode): node is XmlElement => 'children' in node;

/** The text of an element, that of elements within left out. */
export function textOf(element: XmlElement): string {
  return element.children.map((node) => ('text' in node ? node.text : '')).join('');
}

/** Value of an attribute without a namespace. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((one) => one.name === name && one.namespace === '')?.value;
}

/** Elements of this name within, of the element's own namespace. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children
    .filter(isElement)
    .filter((child) => child.name === name && child.namespace === element.namespace);
}

export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  childrenOf(element, name)[0];
